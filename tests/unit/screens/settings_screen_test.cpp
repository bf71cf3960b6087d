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
  bench.screen.appearance.scale_percent = 120;
  (void)bench.frame();
  CHECK(bench.rect("back").w == doctest::Approx(before.w * 1.2F).epsilon(0.05));
  bench.screen.appearance.scale_percent = 70;
  (void)bench.frame();
  CHECK(bench.rect("back").w == doctest::Approx(before.w * 0.7F).epsilon(0.05));
}

TEST_CASE("staff choose colours, the size of the text, and whether lists move on") {
  Bench bench(sample::screen_of(SettingsModel{}), kMonitor);
  CHECK(only<ChoosePalette>(bench.tap("palette:contrast"))->palette == Palette::contrast);
  CHECK(only<ChoosePalette>(bench.tap("palette:dark"))->palette == Palette::dark);
  CHECK(only<ChooseTextSize>(bench.tap("text:2"))->percent == 130);
  CHECK(only<SetCalm>(bench.tap("calm"))->calm);
  bench.screen.appearance.calm = true;
  CHECK_FALSE(only<SetCalm>(bench.tap("calm"))->calm);
}

TEST_CASE("larger text is seen at once, and nothing that is touched grows smaller for it") {
  Bench bench(sample::screen_of(SettingsModel{}), kMonitor);
  const float back = bench.rect("back").w;
  const auto height = [&] { return bench.view.ui().written().front().rect.h; };
  const float before = height();
  bench.screen.appearance.text_percent = 130;
  (void)bench.frame();
  CHECK(height() > before * 1.1F);
  CHECK(bench.rect("back").w == back);
}

TEST_CASE("where nothing larger fits, larger cannot be touched") {
  const Bench tablet(sample::enlarged(sample::screen_of(SettingsModel{})));
  CHECK(tablet.find("scale:more") == nullptr);
  CHECK(tablet.find("scale:less") != nullptr);
  CHECK(tablet.view.ui().px_per_mm() <= 1280 / 218.0F);
}

}  // namespace
