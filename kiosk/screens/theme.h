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

/// The colours of a page by what they are for (tokens.md, section 1), and what else differs between the palettes.
struct Theme {
  Color paper, surface, sunk;
  Color ink, ink2;
  Color control, line, edge;
  Color pine, pine_press, pine_sole, on_pine, pine_soft;
  Color pressed, on_pressed;    ///< a touchable under the finger
  Color selected, on_selected;  ///< one that was chosen
  Color on_disabled;
  Color function_key;
  Color bar;  ///< of a chart
  ColorPair clay, plum, ochre, alarm;
  Color band_ground, band_diamond, band_core, band_spark, band_gone;
  float border_mm = 0.35F, function_border_mm = 0.35F;
  bool soles = true;        ///< a touchable stands on a darker edge
  bool soft_layers = true;  ///< of pictograms
  bool dashes_disabled = false;

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

[[nodiscard]] const Theme& theme_of(Palette palette);

}  // namespace hk
