#include <set>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;

constexpr float kMm = hk::test::kPxPerMm;

TEST_CASE("every touchable has an id of its own, without spaces") {
  for (const auto& [name, screen] : sample::all()) {
    const Bench bench(screen);
    std::set<std::string> ids;
    for (const Touchable& touchable : bench.view.touchables()) {
      CAPTURE(name);
      CAPTURE(touchable.id);
      CHECK(ids.insert(touchable.id).second);
      CHECK(touchable.id.find(' ') == std::string::npos);
    }
    CHECK(ids.empty() == (name == "done-already" || name == "done-discreet" || name == "first-settling"));
  }
}

TEST_CASE("a name too long for its card is shortened and said to be") {
  auto model = sample::who("WOL", 1);
  model.candidates[0].first_name = std::string(90, 'W');
  const Bench bench(sample::screen_of(model));
  CHECK(bench.view.ui().overflows().size() == 1);
}

TEST_CASE("a full HD tablet keeps the sizes in millimetres") {
  const Bench bench(sample::screen_of(sample::who("FAT")), {"monitor", 1920, 1080, kMm});
  CHECK(bench.rect("candidate:0").h == doctest::Approx(bench.rect("candidate:1").h));
  CHECK(bench.rect("candidate:0").h >= 19.9F * kMm);
  CHECK(bench.rect("candidate:0").x > 30 * kMm);  // the spare width is margin
}

}  // namespace
