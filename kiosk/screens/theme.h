#pragma once
#include <cstdint>

#include "kiosk/app/models.h"

namespace hk {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};

/// 0xRRGGBB
[[nodiscard]] constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex)};
}

/// A deep colour for what is drawn and a soft one for the field under it.
struct ColorPair {
  Color deep, soft;
};

/// The colours of a page by what they are for (tokens.md, section 1).
struct Theme {
  Color paper, surface, sunk;
  Color ink, ink2;
  Color control, line, edge;
  Color pine, pine_press, pine_sole, on_pine, pine_soft;
  Color bar;  ///< of a chart
  ColorPair clay, plum, ochre, alarm;
  Color band_ground, band_diamond, band_core, band_spark;

  [[nodiscard]] ColorPair hue(Hue hue) const {
    switch (hue) {
      case Hue::clay:
        return clay;
      case Hue::plum:
        return plum;
      case Hue::pine:
        return {pine, pine_soft};
      case Hue::none:
        break;
    }
    return {ink, sunk};
  }
};

inline constexpr Theme kLightTheme{.paper = rgb(0xFBF6EE),
                                   .surface = rgb(0xFFFFFF),
                                   .sunk = rgb(0xF2E9DB),
                                   .ink = rgb(0x2B211B),
                                   .ink2 = rgb(0x55463B),
                                   .control = rgb(0x85715C),
                                   .line = rgb(0xDDCDB7),
                                   .edge = rgb(0xC8B499),
                                   .pine = rgb(0x0B5B55),
                                   .pine_press = rgb(0x07423E),
                                   .pine_sole = rgb(0x07423E),
                                   .on_pine = rgb(0xFFFFFF),
                                   .pine_soft = rgb(0xD6EEDF),
                                   .bar = rgb(0x579289),
                                   .clay = {rgb(0x8F3A1A), rgb(0xFADCC4)},
                                   .plum = {rgb(0x55256B), rgb(0xE4DAF2)},
                                   .ochre = {rgb(0x634600), rgb(0xFBEAC0)},
                                   .alarm = {rgb(0x84190F), rgb(0xFBDDD6)},
                                   .band_ground = rgb(0x0B5B55),
                                   .band_diamond = rgb(0xEDAE45),
                                   .band_core = rgb(0x8F3A1A),
                                   .band_spark = rgb(0xFBF6EE)};

}  // namespace hk
