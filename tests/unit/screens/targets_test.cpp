#include <set>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;

constexpr float kMm = hk::test::kPxPerMm;

bool is_key(const Touchable& touchable) { return touchable.id.starts_with("key:"); }

TEST_CASE("everything a participant can touch is at least 15 mm high") {
  for (const auto& [name, screen] : sample::all()) {
    if (!hk::test::is_participant(screen)) continue;
    const Bench bench(screen);
    for (const Touchable& touchable : bench.view.touchables()) {
      CAPTURE(name);
      CAPTURE(touchable.id);
      CHECK(touchable.rect.h >= 14.9F * kMm);
      CHECK(touchable.rect.w >= 11.6F * kMm);
    }
  }
}

TEST_CASE("what a participant came for is at least 20 mm high") {
  for (const auto& [name, screen] : sample::all()) {
    const Bench bench(screen);
    for (const Touchable& touchable : bench.view.touchables()) {
      if (!touchable.id.starts_with("session:") && !touchable.id.starts_with("candidate:") &&
          !touchable.id.starts_with("tile:") && touchable.id != "undo" && touchable.id != "count")
        continue;
      CAPTURE(name);
      CAPTURE(touchable.id);
      CHECK(touchable.rect.h >= 19.9F * kMm);
    }
  }
}

TEST_CASE("what staff can touch is at least 10 mm high") {
  for (const auto& [name, screen] : sample::all()) {
    const Bench bench(screen);
    for (const Touchable& touchable : bench.view.touchables()) {
      if (!touchable.scroll.empty()) continue;  // may stand half out of sight
      CAPTURE(name);
      CAPTURE(touchable.id);
      CHECK(touchable.rect.h >= 9.9F * kMm);
    }
  }
}

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
    CHECK(ids.empty() == (name == "done-already"));
  }
}

TEST_CASE("touchables do not overlap, and stand inside the window") {
  for (const auto& [name, screen] : sample::all()) {
    const Bench bench(screen);
    const auto& all = bench.view.touchables();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].visible) continue;
      CAPTURE(name);
      CAPTURE(all[i].id);
      CHECK(all[i].rect.x >= 0);
      CHECK(all[i].rect.right() <= hk::test::kWidth);
      CHECK(all[i].rect.bottom() <= hk::test::kHeight);
      for (std::size_t j = 0; j < i; ++j) {
        if (!all[j].visible) continue;
        CAPTURE(all[j].id);
        CHECK_FALSE(all[i].rect.inset(0.5F).overlaps(all[j].rect.inset(0.5F)));
      }
    }
  }
}

TEST_CASE("participants' touchables other than keys are 4 mm apart") {
  for (const auto& [name, screen] : sample::all()) {
    if (!hk::test::is_participant(screen)) continue;
    const Bench bench(screen);
    const auto& all = bench.view.touchables();
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        if (is_key(all[i]) || is_key(all[j])) continue;
        CAPTURE(name);
        CAPTURE(all[i].id);
        CAPTURE(all[j].id);
        CHECK_FALSE(all[i].rect.inset(-1.9F * kMm).overlaps(all[j].rect.inset(-1.9F * kMm)));
      }
  }
}

TEST_CASE("every text of every sample fits where it stands") {
  for (const auto& [name, screen] : sample::all()) {
    const Bench bench(screen);
    CAPTURE(name);
    for (const std::string& cut : bench.view.ui().overflows()) FAIL_CHECK("cut: " << cut);
  }
}

TEST_CASE("a name too long for its card is shortened and said to be") {
  auto model = sample::who("WOL", 1);
  model.candidates[0].first_name = std::string(90, 'W');
  const Bench bench(sample::screen_of(model));
  CHECK(bench.view.ui().overflows().size() == 1);
}

TEST_CASE("a full HD tablet keeps the sizes in millimetres") {
  const Bench bench(sample::screen_of(sample::who("FAT")), 1920, 1080);
  CHECK(bench.rect("candidate:0").h == doctest::Approx(bench.rect("candidate:1").h));
  CHECK(bench.rect("candidate:0").h >= 19.9F * kMm);
  CHECK(bench.rect("candidate:0").x > 30 * kMm);  // the spare width is margin
}

}  // namespace
