#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::Glass;
using hk::test::only;
namespace sample = hk::sample;

constexpr Glass kMonitor{"PC monitor", 1920, 1080, 3.77F};

TEST_CASE("Welcome offers each language by its own name, and speaks the one chosen") {
  Bench bench(sample::screen_of(sample::welcome(2)));
  CHECK(only<ChooseLanguage>(bench.tap("language:en"))->code == "en");
  CHECK(only<ChooseLanguage>(bench.tap("language:sv"))->code == "sv");
  const auto says = [&](std::string_view words) {
    const auto& written = bench.view.ui().written();
    return std::any_of(written.begin(), written.end(), [&](const Written& one) { return one.text == words; });
  };
  CHECK(says("Välkommen!"));
  bench.screen.language = "en";
  (void)bench.frames(2);
  CHECK(says("Welcome!"));
  CHECK_FALSE(says("Välkommen!"));
  CHECK(says(isolated("svenska")));  // the way back can be read by those who look for it
}

TEST_CASE("no chip moves when the language does") {
  Bench bench(sample::screen_of(sample::welcome(3)));
  const Rect before = bench.rect("language:en");
  bench.screen.language = "en";
  (void)bench.frames(2);
  CHECK(bench.rect("language:en").x == before.x);
  CHECK(bench.rect("language:en").y == before.y);
}

TEST_CASE("staff choose their language and the size") {
  Bench bench(sample::screen_of(SettingsModel{}), kMonitor);
  CHECK(only<ChooseLanguage>(bench.tap("language:en"))->code == "en");
  CHECK(only<StepScale>(bench.tap("scale:more"))->up);
  CHECK_FALSE(only<StepScale>(bench.tap("scale:less"))->up);
  CHECK(only<GoBack>(bench.tap("back")) != nullptr);
  Bench today(sample::screen_of(sample::today()));
  CHECK(only<ShowSettings>(today.tap("settings")) != nullptr);
}

TEST_CASE("the scale is seen at once") {
  Bench bench(sample::screen_of(SettingsModel{}), kMonitor);
  const Rect before = bench.rect("back");
  bench.screen.scale_percent = 120;
  (void)bench.frame();
  CHECK(bench.rect("back").w == doctest::Approx(before.w * 1.2F).epsilon(0.05));
  bench.screen.scale_percent = 70;
  (void)bench.frame();
  CHECK(bench.rect("back").w == doctest::Approx(before.w * 0.7F).epsilon(0.05));
}

TEST_CASE("where nothing larger fits, larger cannot be touched") {
  const Bench tablet(sample::enlarged(sample::screen_of(SettingsModel{})));
  CHECK(tablet.find("scale:more") == nullptr);
  CHECK(tablet.find("scale:less") != nullptr);
  CHECK(tablet.view.ui().px_per_mm() <= 1280 / 218.0F);
}

}  // namespace
