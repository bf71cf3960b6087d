#include <cmath>
#include <filesystem>

#include "tests/support/temp_dir.h"
#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::Glass;
using hk::test::kGlasses;

/// English, and a right-to-left language with the same words: what differs between them is the direction.
const Languages& same_words() {
  static const test::TempDir folder;
  static const Languages languages = [] {
    const auto catalogues = std::filesystem::path(HALSOKIOSK_BINARY_DIR) / "translations";
    for (const char* code : {"en", "ar"})
      std::filesystem::copy(catalogues / "en", folder.path() / code, std::filesystem::copy_options::recursive);
    return Languages::open(folder.path()).value();
  }();
  return languages;
}

/// Letters of Arabic pages are 1.08 as large.
Screen in_english(Screen screen) {
  screen.language = "en";
  screen.appearance.text_percent = 108;
  return screen;
}

Screen in_arabic(Screen screen) {
  screen.language = "ar";
  return screen;
}

/// Keyboards, and the axis of time.
bool stays(const Touchable& touchable) {
  return touchable.id.starts_with("key:") || touchable.id.starts_with("pin:") || touchable.id == "chart";
}

/// All but the keys, of which each language has its own.
std::vector<Touchable> mirrored_ones(const Bench& bench) {
  std::vector<Touchable> all = bench.view.touchables();
  std::erase_if(all, stays);
  return all;
}

TEST_CASE("every touchable of a right-to-left page stands where the other side's mirror shows it") {
  for (const Glass& glass : {kGlasses.front(), kGlasses.back()})
    for (const auto& [name, screen] : sample::all()) {
      CAPTURE(glass.name);
      CAPTURE(name);
      const auto straight = mirrored_ones(Bench(in_english(screen), glass, same_words()));
      const auto mirrored = mirrored_ones(Bench(in_arabic(screen), glass, same_words()));
      for (const Touchable& here : straight) {
        CAPTURE(here.id);
        const auto there =
            std::find_if(mirrored.begin(), mirrored.end(), [&](const Touchable& other) { return other.id == here.id; });
        if (there == mirrored.end()) {
          CHECK_FALSE(here.visible);  // lines are higher there: the end of a long list is further away
          continue;
        }
        CHECK(std::abs(glass.width - there->rect.right() - here.rect.x) <= 2);
        CHECK(std::abs(there->rect.w - here.rect.w) <= 2);
      }
    }
}

TEST_CASE("the keyboard and the PIN pad keep their order in a right-to-left language") {
  const Bench who(in_arabic(sample::screen_of(sample::who("FAT"))), test::kTablet, same_words());
  CHECK(who.rect("key:space").x < who.rect("key:backspace").x);
  CHECK(who.rect("key:backspace").right() > test::kWidth * 0.8F);
  const Bench pin(in_arabic(sample::screen_of(sample::pin(2))), test::kTablet, same_words());
  CHECK(pin.rect("pin:1").x < pin.rect("pin:2").x);
  CHECK(pin.rect("pin:2").x < pin.rect("pin:3").x);
  CHECK(pin.rect("pin:3").right() < test::kWidth / 2);  // the pad as a whole stands at the other side
}

TEST_CASE("a sentence begins at the right edge of a right-to-left page") {
  const Bench bench(in_arabic(sample::screen_of(sample::welcome(2))), test::kTablet, same_words());
  const auto& texts = bench.view.ui().written();
  const auto greeting =
      std::find_if(texts.begin(), texts.end(), [](const Written& one) { return one.text == "Welcome!"; });
  REQUIRE(greeting != texts.end());
  CHECK(greeting->rect.x > test::kWidth / 2);
}

TEST_CASE("what is touched on a mirrored page is what is seen there") {
  Bench bench(in_arabic(sample::screen_of(sample::welcome(2))), test::kTablet, same_words());
  const Rect first = bench.rect("session:0"), second = bench.rect("session:1");
  CHECK(first.x > second.x);
  const auto intents = bench.tap_at(first.center_x(), first.center_y());
  REQUIRE(test::only<TapSession>(intents) != nullptr);
  CHECK(test::only<TapSession>(intents)->session == sample::welcome(2).sessions[0].session);
}

}  // namespace
