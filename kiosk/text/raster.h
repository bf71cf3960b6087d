#pragma once
#include "kiosk/text/atlas.h"
#include "kiosk/text/font_set.h"
#include "kiosk/text/pictogram.h"

/// Inside kiosk/text only: outlines to coverage in the atlas.
namespace hk {

/// Where a drawing lies in the atlas, and where that lies beside the drawing's origin (px, y up to `top`).
struct RasterSpot {
  AtlasSpot spot;  ///< w == 0: there is nothing to draw
  int left = 0, top = 0;
};

/// Draws `outline` (26.6, y up). Nothing when the atlas has no room.
[[nodiscard]] std::optional<RasterSpot> raster_outline(FT_Library library, FT_Outline& outline, Atlas& atlas);

/// Draws a glyph moved `shift` 64ths of a px to the right, hinted in height only. Nothing when the atlas has no room.
[[nodiscard]] std::optional<RasterSpot> raster_glyph(const FontSet& fonts, std::size_t face, std::uint32_t glyph,
                                                     int em_26_6, int shift, Atlas& atlas);

/// Draws a path of a 24 × 24 grid at `size_px`, filled, or stroked `stroke` grid units wide with round ends when
/// stroke > 0. `top` counts from the lower edge. Nothing when the atlas has no room.
[[nodiscard]] std::optional<RasterSpot> raster_path(FT_Library library, const Path& path, float size_px, float stroke,
                                                    Atlas& atlas);

}  // namespace hk
