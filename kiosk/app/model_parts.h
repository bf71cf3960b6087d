#pragma once
#include <cstdint>
#include <string>

/// What models of several screens are made of.
namespace hk {

/// A time of day where the kiosk stands.
struct ClockTime {
  std::int32_t minute_of_day = 0;
  bool operator==(const ClockTime&) const = default;
};

/// A text being typed on the app's own keyboard. The core owns it: one truth, cleared in one place.
struct TypedText {
  std::string text;     ///< UTF-8
  bool shift = false;   ///< the next letter is a capital
  bool digits = false;  ///< the keyboard shows digits and signs
  bool operator==(const TypedText&) const = default;
};

}  // namespace hk
