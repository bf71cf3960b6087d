#pragma once
#include <cstdint>

namespace hk {

enum class Palette : std::uint8_t { light, dark, contrast };

/// How this device shows everything. Staff set it in the settings, and every screen follows at once.
struct Appearance {
  int scale_percent = 100;  ///< how large everything is drawn
  int text_percent = 100;   ///< letters beside everything else: 100, 115 or 130
  Palette palette = Palette::light;
  bool calm = false;  ///< nothing moves on by itself
  bool operator==(const Appearance&) const = default;
};

}  // namespace hk
