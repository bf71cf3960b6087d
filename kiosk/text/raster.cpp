#include "kiosk/text/raster.h"

#include FT_OUTLINE_H
#include FT_STROKER_H

#include <cmath>

namespace hk {
namespace {

constexpr double kGrid = 24;

struct StrokerDone {
  void operator()(FT_Stroker stroker) const { FT_Stroker_Done(stroker); }
};
using Stroker = std::unique_ptr<FT_StrokerRec_, StrokerDone>;

/// An outline that FreeType allocates, for as long as it is drawn.
class OwnedOutline {
 public:
  OwnedOutline(FT_Library library, unsigned points, int contours) : library_(library) {
    ok_ = FT_Outline_New(library, points, contours, &outline_) == 0;
    outline_.n_points = 0;
    outline_.n_contours = 0;
  }
  ~OwnedOutline() {
    if (ok_) FT_Outline_Done(library_, &outline_);
  }
  OwnedOutline(const OwnedOutline&) = delete;
  OwnedOutline& operator=(const OwnedOutline&) = delete;
  [[nodiscard]] bool ok() const { return ok_; }
  FT_Outline& get() { return outline_; }

 private:
  FT_Library library_;
  FT_Outline outline_{};
  bool ok_;
};

/// From the grid (y down) to 26.6 pixels (y up).
struct GridScale {
  double factor;
  [[nodiscard]] FT_Vector operator()(PathPoint p) const {
    return {static_cast<FT_Pos>(std::lround(p.x * factor)), static_cast<FT_Pos>(std::lround((kGrid - p.y) * factor))};
  }
};

void add_point(FT_Outline& outline, FT_Vector point, char tag) {
  outline.points[outline.n_points] = point;
  outline.tags[outline.n_points] = tag;
  ++outline.n_points;
}

std::optional<RasterSpot> raster_filled(FT_Library library, const Path& path, GridScale scale, Atlas& atlas) {
  unsigned points = 0;
  for (const Subpath& subpath : path) points += 1 + 3 * static_cast<unsigned>(subpath.segments.size());
  OwnedOutline owned(library, points, static_cast<int>(path.size()));
  if (!owned.ok()) return RasterSpot{};
  FT_Outline& outline = owned.get();
  for (const Subpath& subpath : path) {
    add_point(outline, scale(subpath.start), FT_CURVE_TAG_ON);
    for (const PathSegment& segment : subpath.segments) {
      if (segment.is_curve) {
        add_point(outline, scale(segment.control_a), FT_CURVE_TAG_CUBIC);
        add_point(outline, scale(segment.control_b), FT_CURVE_TAG_CUBIC);
      }
      add_point(outline, scale(segment.end), FT_CURVE_TAG_ON);
    }
    outline.contours[outline.n_contours++] = static_cast<short>(outline.n_points - 1);
  }
  return raster_outline(library, outline, atlas);
}

void stroke_subpath(FT_Stroker stroker, const Subpath& subpath, GridScale scale) {
  FT_Vector start = scale(subpath.start);
  FT_Stroker_BeginSubPath(stroker, &start, subpath.closed ? 0 : 1);
  FT_Vector at = start;
  for (const PathSegment& segment : subpath.segments) {
    FT_Vector a = scale(segment.control_a), b = scale(segment.control_b), end = scale(segment.end);
    if (segment.is_curve) {
      FT_Stroker_CubicTo(stroker, &a, &b, &end);
    } else {
      FT_Stroker_LineTo(stroker, &end);
    }
    at = end;
  }
  if (subpath.closed && (at.x != start.x || at.y != start.y)) FT_Stroker_LineTo(stroker, &start);
  FT_Stroker_EndSubPath(stroker);
}

}  // namespace

std::optional<RasterSpot> raster_outline(FT_Library library, FT_Outline& outline, Atlas& atlas) {
  FT_BBox box;
  FT_Outline_Get_CBox(&outline, &box);
  const FT_Pos x0 = box.xMin >> 6, y0 = box.yMin >> 6, x1 = (box.xMax + 63) >> 6, y1 = (box.yMax + 63) >> 6;
  if (outline.n_points == 0 || x1 <= x0 || y1 <= y0) return RasterSpot{};
  const auto spot = atlas.add(static_cast<int>(x1 - x0), static_cast<int>(y1 - y0));
  if (!spot) return std::nullopt;
  FT_Outline_Translate(&outline, -x0 * 64, -y0 * 64);
  FT_Bitmap bitmap{};
  bitmap.width = spot->w;
  bitmap.rows = spot->h;
  bitmap.pitch = Atlas::kPageSize;  // drawn in place
  bitmap.buffer = atlas.row(*spot, 0);
  bitmap.num_grays = 256;
  bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
  FT_Outline_Get_Bitmap(library, &outline, &bitmap);
  return RasterSpot{*spot, static_cast<int>(x0), static_cast<int>(y1)};
}

std::optional<RasterSpot> raster_glyph(const FontSet& fonts, std::size_t face, std::uint32_t glyph, int em_26_6,
                                       int shift, Atlas& atlas) {
  FT_Face ft = fonts.face(face);
  if (FT_Set_Char_Size(ft, em_26_6, em_26_6, 72, 72) != 0) return RasterSpot{};
  // Light hinting sharpens the horizontal strokes and leaves widths as HarfBuzz measured them.
  if (FT_Load_Glyph(ft, glyph, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0) return RasterSpot{};
  if (ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return RasterSpot{};
  FT_Outline_Translate(&ft->glyph->outline, shift, 0);
  return raster_outline(fonts.library(), ft->glyph->outline, atlas);
}

std::optional<RasterSpot> raster_path(FT_Library library, const Path& path, float size_px, float stroke, Atlas& atlas) {
  if (path.empty()) return RasterSpot{};
  const GridScale scale{static_cast<double>(size_px) * 64 / kGrid};
  if (stroke <= 0) return raster_filled(library, path, scale, atlas);
  FT_Stroker raw = nullptr;
  if (FT_Stroker_New(library, &raw) != 0) return RasterSpot{};
  const Stroker stroker(raw);
  const auto radius = static_cast<FT_Fixed>(std::lround(static_cast<double>(stroke) * scale.factor / 2));
  FT_Stroker_Set(raw, radius, FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
  for (const Subpath& subpath : path) stroke_subpath(raw, subpath, scale);
  FT_UInt points = 0, contours = 0;
  if (FT_Stroker_GetCounts(raw, &points, &contours) != 0) return RasterSpot{};
  OwnedOutline owned(library, points, static_cast<int>(contours));
  if (!owned.ok()) return RasterSpot{};
  FT_Stroker_Export(raw, &owned.get());
  return raster_outline(library, owned.get(), atlas);
}

}  // namespace hk
