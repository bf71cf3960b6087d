#pragma once
#include <doctest/doctest.h>

#include <array>
#include <filesystem>

#include "kiosk/screens/view.h"
#include "tests/support/sample_screens.h"

namespace hk::test {

inline constexpr float kWidth = 1280, kHeight = 800, kPxPerMm = 5.866F;

/// A picture, and the density of the glass it is shown on.
struct Glass {
  std::string_view name;
  float width, height, px_per_mm;
};
inline constexpr Glass kTablet{"tablet", kWidth, kHeight, kPxPerMm};
inline constexpr std::array<Glass, 5> kGlasses{{kTablet,
                                                {"full HD", 1920, 1080, 7.92F},
                                                {"standing", 800, 1280, kPxPerMm},
                                                {"standing, narrow", 720, 1280, 5.28F},
                                                {"phone", 360, 640, 4}}};

/// The fonts are opened once for all tests; each test has its own view.
inline TextEngine& shared_text() {
  static const auto text = [] {
    auto fonts = find_fonts();
    REQUIRE_MESSAGE(fonts.has_value(), fonts.error().message());
    auto opened = TextEngine::open(*fonts, std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/icons");
    REQUIRE_MESSAGE(opened.has_value(), opened.error().message());
    return std::move(*opened);
  }();
  return *text;
}

inline const Languages& shared_languages() {
  static const Languages languages =
      Languages::open(std::filesystem::path(HALSOKIOSK_BINARY_DIR) / "translations").value();
  return languages;
}

/// A screen without a window: what is drawn goes nowhere, what is touched becomes intents.
class Bench {
 public:
  explicit Bench(Screen shown, const Glass& glass = kTablet, const Languages& languages = shared_languages())
      : screen(std::move(shown)),
        view(shared_text(), languages, glass.px_per_mm),
        width_(glass.width),
        height_(glass.height) {
    view.keep_written();
    frames(2);
  }

  std::vector<Intent> frame(float seconds = 0.016F) { return view.frame(screen, width_, height_, seconds); }
  std::vector<Intent> frames(int count) {
    std::vector<Intent> all;
    for (int i = 0; i < count; ++i)
      for (Intent& intent : frame()) all.push_back(std::move(intent));
    return all;
  }

  [[nodiscard]] const Touchable* find(std::string_view id) const {
    for (const Touchable& touchable : view.touchables())
      if (touchable.id == id) return &touchable;
    return nullptr;
  }
  [[nodiscard]] Rect rect(std::string_view id) const {
    const Touchable* found = find(id);
    REQUIRE_MESSAGE(found != nullptr, id);
    return found->rect;
  }

  /// Press and release arrive together, as a fast finger makes them.
  std::vector<Intent> tap_at(float x, float y) {
    view.push(InputEvent::move(x, y));
    view.push(InputEvent::press(x, y));
    view.push(InputEvent::release(x, y));
    return frames(3);
  }
  std::vector<Intent> tap(std::string_view id) {
    const Rect at = rect(id);
    return tap_at(at.center_x(), at.center_y());
  }
  std::vector<Intent> key(InputEvent::Key key) {
    view.push(InputEvent::pressed(key));
    return frames(3);
  }
  std::vector<Intent> type(char32_t character) {
    view.push(InputEvent::typed(character));
    return frames(2);
  }

  Screen screen;
  View view;

 private:
  float width_, height_;
};

/// The only intent of its kind among `intents`, or nothing.
template <class Kind>
const Kind* only(const std::vector<Intent>& intents) {
  const Kind* found = nullptr;
  for (const Intent& intent : intents) {
    const Kind* kind = std::get_if<Kind>(&intent);
    if (kind == nullptr) continue;
    if (found != nullptr) return nullptr;
    found = kind;
  }
  return found;
}

inline bool is_participant(const Screen& screen) { return screen.content.index() <= 6; }

}  // namespace hk::test
