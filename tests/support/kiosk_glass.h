#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/kiosk_world.h"
#include "tests/unit/screens/harness.h"

namespace hk::test {

/// A kiosk and its picture, as people use it at full speed: touched by where things stand, typed at by a keyboard.
class KioskGlass : public KioskWorld {
 public:
  explicit KioskGlass(const Glass& glass = kTablet)
      : view(shared_text(), shared_languages(), glass.px_per_mm), width_(glass.width), height_(glass.height) {
    look();
  }

  /// Draws, and hands over what the person did, until nothing is left to do.
  void look() {
    for (int i = 0; i < 3; ++i) {
      const std::vector<Intent> done = view.frame(*screen(), width_, height_, 0.016F);
      for (const Intent& intent : done) tap(intent);
    }
  }
  void touch(std::string_view id) {
    const Touchable* at = find(id);
    REQUIRE_MESSAGE(at != nullptr, id, " is not on ", screen_name(*screen()));
    touch_at(at->rect.center_x(), at->rect.center_y());
  }
  void touch_at(float x, float y) {
    view.push(InputEvent::move(x, y));
    view.push(InputEvent::press(x, y));
    view.push(InputEvent::release(x, y));
    look();
    look();
  }
  void type(std::string_view text) {
    for (const char32_t letter : decode_utf8(text).points) {
      view.push(InputEvent::typed(letter));
      look();
    }
  }
  void stand_still(std::int64_t ms) {
    wait(ms);
    look();
  }
  [[nodiscard]] const Touchable* find(std::string_view id) const {
    for (const Touchable& touchable : view.touchables())
      if (touchable.id == id) return &touchable;
    return nullptr;
  }

  View view;

 private:
  float width_, height_;
};

}  // namespace hk::test
