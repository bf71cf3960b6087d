#include "kiosk/screens/theme.h"

namespace hk {
namespace {

constexpr Theme kLight{.paper = rgb(0xFBF6EE),
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
                       .pressed = rgb(0xF2E9DB),
                       .on_pressed = rgb(0x2B211B),
                       .selected = rgb(0xD6EEDF),
                       .on_selected = rgb(0x2B211B),
                       .on_disabled = rgb(0x55463B),
                       .function_key = rgb(0xDDCDB7),
                       .bar = rgb(0x579289),
                       .clay = {rgb(0x8F3A1A), rgb(0xFADCC4)},
                       .plum = {rgb(0x55256B), rgb(0xE4DAF2)},
                       .ochre = {rgb(0x634600), rgb(0xFBEAC0)},
                       .alarm = {rgb(0x84190F), rgb(0xFBDDD6)},
                       .band_ground = rgb(0x0B5B55),
                       .band_diamond = rgb(0xEDAE45),
                       .band_core = rgb(0x8F3A1A),
                       .band_spark = rgb(0xFBF6EE),
                       .band_gone = rgb(0xDDCDB7)};

constexpr Theme kDark{.paper = rgb(0x1D1814),
                      .surface = rgb(0x2A231E),
                      .sunk = rgb(0x15110E),
                      .ink = rgb(0xF8F1E7),
                      .ink2 = rgb(0xD5C7B8),
                      .control = rgb(0x9C8A79),
                      .line = rgb(0x463B32),
                      .edge = rgb(0x0D0A08),
                      .pine = rgb(0x7FD0C3),
                      .pine_press = rgb(0xA5E2D8),
                      .pine_sole = rgb(0x3B8A7F),
                      .on_pine = rgb(0x08231F),
                      .pine_soft = rgb(0x1B4239),
                      .pressed = rgb(0x15110E),
                      .on_pressed = rgb(0xF8F1E7),
                      .selected = rgb(0x1B4239),
                      .on_selected = rgb(0xF8F1E7),
                      .on_disabled = rgb(0xD5C7B8),
                      .function_key = rgb(0x463B32),
                      .bar = rgb(0x5C958D),
                      .clay = {rgb(0xF4A683), rgb(0x54290F)},
                      .plum = {rgb(0xC9B0F2), rgb(0x3A2A55)},
                      .ochre = {rgb(0xF0C763), rgb(0x41330F)},
                      .alarm = {rgb(0xFFB4A6), rgb(0x521B13)},
                      .band_ground = rgb(0x0B5B55),
                      .band_diamond = rgb(0xEDAE45),
                      .band_core = rgb(0x8F3A1A),
                      .band_spark = rgb(0xFBF6EE),
                      .band_gone = rgb(0x463B32)};

// Two colours and yellow: what is touched or chosen turns white.
constexpr Theme kContrast{.paper = rgb(0x000000),
                          .surface = rgb(0x000000),
                          .sunk = rgb(0x000000),
                          .ink = rgb(0xFFFFFF),
                          .ink2 = rgb(0xFFFFFF),
                          .control = rgb(0xFFFFFF),
                          .line = rgb(0xFFFFFF),
                          .edge = rgb(0x000000),
                          .pine = rgb(0xFFE14D),
                          .pine_press = rgb(0xFFFFFF),
                          .pine_sole = rgb(0x000000),
                          .on_pine = rgb(0x000000),
                          .pine_soft = rgb(0x000000),
                          .pressed = rgb(0xFFFFFF),
                          .on_pressed = rgb(0x000000),
                          .selected = rgb(0xFFFFFF),
                          .on_selected = rgb(0x000000),
                          .on_disabled = rgb(0xC8C8C8),
                          .function_key = rgb(0x000000),
                          .bar = rgb(0xFFFFFF),
                          .clay = {rgb(0xFFFFFF), rgb(0x000000)},
                          .plum = {rgb(0xFFFFFF), rgb(0x000000)},
                          .ochre = {rgb(0xFFE14D), rgb(0x000000)},
                          .alarm = {rgb(0xFFE14D), rgb(0x000000)},
                          .band_ground = rgb(0x000000),
                          .band_diamond = rgb(0xFFFFFF),
                          .band_core = rgb(0x000000),
                          .band_spark = rgb(0xFFE14D),
                          .band_gone = rgb(0x000000),
                          .border_mm = 0.5F,
                          .function_border_mm = 0.8F,
                          .soles = false,
                          .soft_layers = false,
                          .dashes_disabled = true};

}  // namespace

const Theme& theme_of(Palette palette) {
  switch (palette) {
    case Palette::dark:
      return kDark;
    case Palette::contrast:
      return kContrast;
    case Palette::light:
      break;
  }
  return kLight;
}

}  // namespace hk
