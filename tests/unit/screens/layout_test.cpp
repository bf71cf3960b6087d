#include <cmath>

#include "kiosk/app/tuning.h"
#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::Glass;
using hk::test::kGlasses;
namespace sample = hk::sample;

bool is_key(const Touchable& touchable) { return touchable.id.starts_with("key:"); }

bool is_primary(const Touchable& touchable) {
  static constexpr std::array<std::string_view, 4> kPrefixes{"session:", "candidate:", "tile:", "member:"};
  const bool listed = std::any_of(kPrefixes.begin(), kPrefixes.end(),
                                  [&](std::string_view prefix) { return touchable.id.starts_with(prefix); });
  return listed || touchable.id == "undo" || touchable.id == "count" || touchable.id == "new";
}

/// Larger letters are tried in a language of each direction, and in each form once.
std::vector<int> text_sizes(const Words& words, const Glass& glass) {
  const bool once = glass.name == "tablet" || glass.name == "standing" || glass.name == "phone";
  if (!once || (words.code() != "sv" && words.code() != "ar")) return {100};
  return {tuning::text_percents.begin(), tuning::text_percents.end()};
}

/// Calls `check(bench, px_per_mm)` for every sample screen in every language it is shown in, on every glass and in
/// every text size, all named when it fails.
template <class Check>
void everywhere(Check check) {
  for (const Glass& glass : kGlasses)
    for (const Words& words : hk::test::shared_languages().all())
      for (auto& [name, screen] : sample::all(words.code())) {
        if (!hk::test::is_participant(screen) && !words.for_staff()) continue;
        for (const int percent : text_sizes(words, glass)) {
          screen.appearance.text_percent = percent;
          const Bench bench(screen, glass);
          CAPTURE(glass.name);
          CAPTURE(words.code());
          CAPTURE(name);
          CAPTURE(percent);
          check(bench, bench.view.ui().px_per_mm());
        }
      }
}

TEST_CASE("every touchable stands inside the window, and none overlaps another") {
  everywhere([](const Bench& bench, float) {
    const auto& all = bench.view.touchables();
    const Rect window = bench.view.ui().screen();
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(all[i].id);
      CHECK(all[i].rect.x >= 0);
      CHECK(all[i].rect.right() <= window.right() + 0.5F);
      if (!all[i].visible) continue;
      CHECK(all[i].rect.y >= 0);
      CHECK(all[i].rect.bottom() <= window.bottom() + 0.5F);
      for (std::size_t j = 0; j < i; ++j) {
        if (!all[j].visible) continue;
        CAPTURE(all[j].id);
        CHECK_FALSE(all[i].rect.inset(0.5F).overlaps(all[j].rect.inset(0.5F)));
      }
    }
  });
}

TEST_CASE("what can be touched is large enough for a finger") {
  everywhere([](const Bench& bench, float mm) {
    const bool participant = hk::test::is_participant(bench.screen);
    const Form form = bench.view.ui().form();
    // Twelve letters of a Persian or Ukrainian row share a width on which tokens.md counts with eleven.
    const float key_width = form == Form::phone ? 7.2F : form == Form::tall ? 10.8F : 17.3F;
    for (const Touchable& touchable : bench.view.touchables()) {
      CAPTURE(touchable.id);
      if (is_key(touchable)) {
        CHECK(touchable.size.h >= 14.9F * mm);
        CHECK(touchable.size.w >= (key_width - 0.1F) * mm);
        continue;
      }
      const float least = !participant ? 10 : is_primary(touchable) ? 20 : 15;
      CHECK(touchable.size.h >= (least - 0.1F) * mm);
      CHECK(touchable.size.w >= (least - 0.1F) * mm);
    }
  });
}

TEST_CASE("on a phone of 6 inches those targets are still three quarters as large") {
  // 360 × 640 of its pixels are 68 mm wide, which are 90 mm of the layout.
  CHECK(fitting_px_per_mm(360, 640, 360 / 68.0F) == doctest::Approx(4));
  CHECK(4 / (360 / 68.0F) >= 0.75F);
  CHECK(form_of(360 / 4.0F) == Form::phone);
}

TEST_CASE("what participants touch stands 4 mm apart, and what staff touch 2") {
  everywhere([](const Bench& bench, float mm) {
    const float half = (!hk::test::is_participant(bench.screen) ? 1.8F : 3.8F) / 2 * mm;
    const auto& all = bench.view.touchables();
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        if (is_key(all[i]) || is_key(all[j]) || !all[i].visible || !all[j].visible) continue;
        CAPTURE(all[i].id);
        CAPTURE(all[j].id);
        CHECK_FALSE(all[i].rect.inset(-half).overlaps(all[j].rect.inset(-half)));
      }
  });
}

TEST_CASE("every text is whole where it stands, and no word is broken inside") {
  everywhere([](const Bench& bench, float) {
    for (const std::string& cut : bench.view.ui().overflows()) FAIL_CHECK("cut: " << cut);
  });
}

TEST_CASE("no text is written over another, across the edge of what can be touched, or a participant's near it") {
  everywhere([](const Bench& bench, float mm) {
    const auto& texts = bench.view.ui().written();
    // What staff touch may have no border: a chart, the head of a column.
    const float edge = hk::test::is_participant(bench.screen) ? mm : 0;
    // Lines are set with air above and below: what may touch is the air.
    const auto letters = [&](const Written& text) { return text.rect.inset(0.3F * mm, text.rect.h * 0.15F); };
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(texts[i].text);
      for (std::size_t j = 0; j < i; ++j) {
        CAPTURE(texts[j].text);
        CHECK_FALSE(letters(texts[i]).overlaps(letters(texts[j])));
      }
      for (const Touchable& touchable : bench.view.touchables()) {
        if (!touchable.visible || !letters(texts[i]).overlaps(touchable.rect)) continue;
        CAPTURE(touchable.id);
        CHECK(texts[i].rect.x >= touchable.rect.x + edge - 1);
        CHECK(texts[i].rect.right() <= touchable.rect.right() - edge + 1);
      }
    }
  });
}

/// Nothing of the sample `name` must be dragged into sight.
void check_all_seen(const Glass& glass, std::string_view name, std::initializer_list<std::string_view> languages) {
  for (const std::string_view language : languages)
    for (const auto& [shown, screen] : sample::all(language)) {
      if (shown != name) continue;
      const Bench bench(screen, glass);
      CAPTURE(name);
      CAPTURE(language);
      for (const Touchable& touchable : bench.view.touchables()) {
        CAPTURE(touchable.id);
        CHECK(touchable.visible);
        CHECK(touchable.rect.h >= touchable.size.h - 1);
      }
    }
}

TEST_CASE("six activities and eight of a family are in sight at once on a lying tablet") {
  check_all_seen(kGlasses.front(), "welcome-6", {"sv", "ti"});  // Swedish names are long on an Arabic page
  check_all_seen(kGlasses.front(), "household-8-more", {"sv", "ar", "ti"});
}

TEST_CASE("where activities must be dragged into sight, a part of one shows that they go on") {
  for (const Glass& glass : kGlasses)
    for (const std::string_view language : {"sv", "ar", "ti"}) {
      Screen screen = sample::screen_of(sample::welcome(6));
      screen.language = language;
      const Bench bench(screen, glass);
      CAPTURE(glass.name);
      CAPTURE(language);
      const auto& all = bench.view.touchables();
      const auto is = [](auto has) {
        return [has](const Touchable& one) { return one.id.starts_with("session:") && has(one); };
      };
      const auto hidden = is([](const Touchable& one) { return !one.visible; });
      const auto part = is([](const Touchable& one) { return one.visible && one.rect.h < one.size.h - 1; });
      const bool goes_on = std::any_of(all.begin(), all.end(), hidden);
      CHECK((!goes_on || std::any_of(all.begin(), all.end(), part)));
    }
}

TEST_CASE("three activities, and the ways past the search, are in sight at once on a phone") {
  for (const std::string_view name : {"welcome-3", "who-empty", "who-nobody"})
    check_all_seen(kGlasses.back(), name, {"sv", "ar", "ti"});
}

TEST_CASE("the form follows the millimetres, not the pixels") {
  const auto form = [](float width, float height, float px_per_mm) {
    return form_of(width / fitting_px_per_mm(width, height, px_per_mm));
  };
  CHECK(form(1280, 800, 5.866F) == Form::wide);
  CHECK(form(1920, 1080, 3.77F) == Form::wide);
  CHECK(form(800, 1280, 5.866F) == Form::tall);
  CHECK(form(720, 1280, 5.28F) == Form::tall);
  CHECK(form(360, 640, 3.78F) == Form::phone);
  CHECK(form(1080, 1920, 16) == Form::phone);    // a phone's own pixels
  CHECK(form(1080, 1920, 3.77F) == Form::wide);  // a PC monitor on its side
}

TEST_CASE("a window too small for a page shrinks it whole") {
  CHECK(fitting_px_per_mm(640, 400, 5.866F) == doctest::Approx(640 / 218.0F).epsilon(0.01));
  CHECK(fitting_px_per_mm(1280, 800, 3) == 3);
}

}  // namespace
