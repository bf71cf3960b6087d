#pragma once
#include <cstdint>

namespace hk {

/// What came from finger, mouse or a physical keyboard, in the order it came.
struct InputEvent {
  enum class Kind : std::uint8_t { move, press, release, scroll, character, key } kind{};
  enum class Key : std::uint8_t {
    none,
    backspace,
    erase,  ///< Delete
    enter,
    escape,
    tab,
    back_tab,
    left,
    right,
    up,
    down,
    home,
    end
  };

  float x = 0, y = 0;      ///< px; move, press and release
  float scroll = 0;        ///< wheel steps, down is negative
  char32_t character = 0;  ///< as the keyboard layout gives it
  Key key = Key::none;
  bool shift = false;  ///< with a key that moves the caret: what it passes is selected

  [[nodiscard]] static InputEvent move(float x, float y) { return at(Kind::move, x, y); }
  [[nodiscard]] static InputEvent press(float x, float y) { return at(Kind::press, x, y); }
  [[nodiscard]] static InputEvent release(float x, float y) { return at(Kind::release, x, y); }
  [[nodiscard]] static InputEvent typed(char32_t character) {
    InputEvent event;
    event.kind = Kind::character;
    event.character = character;
    return event;
  }
  [[nodiscard]] static InputEvent pressed(Key key, bool shift = false) {
    InputEvent event;
    event.kind = Kind::key;
    event.key = key;
    event.shift = shift;
    return event;
  }
  [[nodiscard]] static InputEvent wheel(float steps) {
    InputEvent event;
    event.kind = Kind::scroll;
    event.scroll = steps;
    return event;
  }

 private:
  static InputEvent at(Kind kind, float x, float y) {
    InputEvent event;
    event.kind = kind;
    event.x = x;
    event.y = y;
    return event;
  }
};

}  // namespace hk
