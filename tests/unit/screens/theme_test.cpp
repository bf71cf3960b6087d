#include <array>
#include <cmath>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(Color c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }
/// As WCAG 2 counts it.
double contrast(Color one, Color other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

constexpr double kText = 4.5, kDrawing = 3;

TEST_CASE("contrast is counted as WCAG counts it") {
  CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21));
  CHECK(contrast(rgb(0x777777), rgb(0xFFFFFF)) == doctest::Approx(4.48).epsilon(0.01));
}

constexpr std::array<Palette, 3> kPalettes{Palette::light, Palette::dark, Palette::contrast};

TEST_CASE("every text can be read on every ground it is written on") {
  for (const Palette palette : kPalettes) {
    const Theme& t = theme_of(palette);
    for (const Color ground : {t.paper, t.surface, t.sunk, t.function_key, t.pine_soft, t.clay.soft, t.plum.soft,
                               t.ochre.soft, t.alarm.soft})
      CHECK(contrast(t.ink, ground) >= kText);
    for (const Color ground : {t.paper, t.surface, t.sunk, t.pine_soft}) CHECK(contrast(t.ink2, ground) >= kText);
    for (const Color ground : {t.pine, t.pine_press}) CHECK(contrast(t.on_pine, ground) >= kText);
    CHECK(contrast(t.on_pressed, t.pressed) >= kText);
    CHECK(contrast(t.on_selected, t.selected) >= kText);
    CHECK(contrast(t.on_disabled, t.sunk) >= kText);
  }
}

TEST_CASE("what is written and drawn on the screens can be seen on what it stands on, in every palette") {
  for (const Palette palette : kPalettes)
    for (const hk::test::Glass& glass : {hk::test::kTablet, hk::test::kGlasses[2], hk::test::kGlasses.back()})
      for (const std::string_view language : {"sv", "ar", "ti"})
        for (auto& [name, screen] : sample::all(language)) {
          screen.appearance.palette = palette;
          const Bench bench(screen, glass);
          CAPTURE(static_cast<int>(palette));
          CAPTURE(glass.name);
          CAPTURE(language);
          CAPTURE(name);
          for (const Written& one : bench.view.ui().written()) {
            CAPTURE(one.text);
            CHECK(contrast(one.ink, one.ground) >= kText);
          }
          for (const Written& one : bench.view.ui().pictograms()) {
            CAPTURE(one.text);
            CHECK(contrast(one.ink, one.ground) >= kDrawing);
          }
        }
}

/// What a notice is written on.
Color ground_of(const Screen& screen, std::string_view says) {
  const Bench bench(screen);
  for (const Written& one : bench.view.ui().written())
    if (one.text.starts_with(says)) return one.ground;
  FAIL("not written: " << says);
  return {};
}

TEST_CASE("what went well is not shown as a warning, and what was not saved as an alarm") {
  const auto today = [](Notice::Kind kind) { return sample::with(sample::screen_of(sample::today()), kind); };
  const Theme& t = theme_of(Palette::light);
  CHECK(ground_of(today(Notice::Kind::session_closed), "Passet är avslutat") == t.pine_soft);
  CHECK(ground_of(today(Notice::Kind::wrong_pin), "Pinkoden stämmer inte") == t.ochre.soft);
  CHECK(ground_of(today(Notice::Kind::disk_full), "Det gick inte att spara") == t.alarm.soft);
}

TEST_CASE("pictograms, and the borders of what can be touched, can be seen") {
  for (const Palette palette : kPalettes) {
    const Theme& t = theme_of(palette);
    for (const Color ground : {t.paper, t.surface}) {
      CHECK(contrast(t.control, ground) >= kDrawing);
      CHECK(contrast(t.pine, ground) >= kDrawing);
      CHECK(contrast(t.bar, ground) >= kDrawing);
    }
    for (const Hue hue : {Hue::none, Hue::clay, Hue::plum, Hue::pine})
      CHECK(contrast(t.hue(hue).deep, t.hue(hue).soft) >= kDrawing);
    for (const ColorPair& pair : {t.ochre, t.alarm}) CHECK(contrast(pair.deep, pair.soft) >= kDrawing);
  }
}

}  // namespace
