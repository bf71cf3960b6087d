#include "kiosk/screens/canvas.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "kiosk/screens/compat.h"

namespace hk {
namespace {

ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }
// Edges on whole pixels are sharp, wherever a share of a width has put them.
ImVec2 top_left(const Rect& r) { return {std::round(r.x), std::round(r.y)}; }
ImVec2 bottom_right(const Rect& r) { return {std::round(r.right()), std::round(r.bottom())}; }
ImDrawList* list() { return ImGui::GetWindowDrawList(); }

void fill_corners(const Rect& rect, float radius, Color color, ImDrawFlags corners) {
  list()->AddRectFilled(top_left(rect), bottom_right(rect), packed(color), radius, corners);
}

}  // namespace

void Canvas::begin_canvas(const Rect& screen, float px_per_mm) {
  screen_ = screen;
  px_per_mm_ = px_per_mm;
  form_ = form_of(screen.w / px_per_mm);
  overflows_.clear();
  written_.clear();
}

/// A phone is held nearer than a tablet stands: its letters are four fifths, though none are smaller than 16 px on a
/// picture 360 px wide.
float Canvas::em(const TypeRole& role) const {
  constexpr float kPhoneShare = 0.8F, kPhoneCapMm = 2.86F;
  const float cap = form_ == Form::phone ? std::max(kPhoneCapMm, role.cap_mm * kPhoneShare) : role.cap_mm;
  return cap / 0.714F * px_per_mm_;
}

float Canvas::mm(float millimetres) const { return std::max(1.0F, std::round(millimetres * px_per_mm_)); }

float Canvas::border(float millimetres) const { return std::max(1.0F, std::floor(millimetres * px_per_mm_)); }

void Canvas::fill(const Rect& rect, float radius, Color color) {
  fill_corners(rect, radius, color, radius > 0 ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersNone);
}

void Canvas::fill_top(const Rect& rect, float radius, Color color) {
  fill_corners(rect, radius, color, ImDrawFlags_RoundCornersTop);
}

void Canvas::fill_start(const Rect& rect, float radius, Color color) {
  fill_corners(rect, radius, color, ImDrawFlags_RoundCornersLeft);
}

void Canvas::panel(const Rect& rect, float radius, Color face, Color border, float border_width) {
  // One rectangle laid on another keeps the border inside, and even round the corners.
  fill(rect, radius, border);
  fill(rect.inset(border_width), std::max(0.0F, radius - border_width), face);
}

void Canvas::outline(const Rect& rect, float radius, Color color, float width) {
  const ImVec2 from = top_left(rect), to = bottom_right(rect);
  const float half = width / 2;
  list()->AddRect({from.x + half, from.y + half}, {to.x - half, to.y - half}, packed(color), radius - half,
                  ImDrawFlags_RoundCornersAll, width);
}

void Canvas::hairline(float x0, float x1, float y, Color color) { fill({x0, y, x1 - x0, border(0.35F)}, 0, color); }

void Canvas::disc(float x, float y, float radius, Color color) {
  list()->AddCircleFilled({x, y}, radius, packed(color));
}

void Canvas::arc(float x, float y, float radius, float from, float turns, float width, Color color) {
  if (turns >= 1) return list()->AddCircle({x, y}, radius, packed(color), 128, width);
  const float turn = 2 * std::numbers::pi_v<float>;
  const float begin = (from - 0.25F) * turn, end = begin + turns * turn;
  list()->PathArcTo({x, y}, radius, begin, end, 96);
  list()->PathStroke(packed(color), 0, width);
  for (const float angle : {begin, end})
    disc(x + radius * std::cos(angle), y + radius * std::sin(angle), width / 2, color);
}

void Canvas::stroke(std::span<const float> xy, float width, Color color) {
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    disc(xy[i], xy[i + 1], width / 2, color);
    if (i + 3 < xy.size()) list()->AddLine({xy[i], xy[i + 1]}, {xy[i + 2], xy[i + 3]}, packed(color), width);
  }
}

void Canvas::diamond(float x, float y, float w, float h, Color color) {
  const ImVec2 points[4] = {{x, y - h / 2}, {x + w / 2, y}, {x, y + h / 2}, {x - w / 2, y}};
  list()->AddConvexPolyFilled(points, 4, packed(color));
}

void Canvas::triangle(float x0, float y0, float x1, float y1, float x2, float y2, Color color) {
  list()->AddTriangleFilled({x0, y0}, {x1, y1}, {x2, y2}, packed(color));
}

void Canvas::draw_quad(const TextQuad& quad, float x, float y, Color color) {
  constexpr float kTexel = 1.0F / Atlas::kPageSize;
  const auto x0 = static_cast<float>(quad.spot.x), y0 = static_cast<float>(quad.spot.y);
  const auto w = static_cast<float>(quad.spot.w), h = static_cast<float>(quad.spot.h);
  const ImVec2 uv0{x0 * kTexel, y0 * kTexel}, uv1{(x0 + w) * kTexel, (y0 + h) * kTexel};
  // Pages count from one: zero would be no texture.
  const bool other_page = quad.spot.page != 0;
  if (other_page) list()->PushTextureID(compat::texture_id(quad.spot.page + 1));
  list()->PrimReserve(6, 4);
  list()->PrimRectUV({x + quad.x0, y + quad.y0}, {x + quad.x1, y + quad.y1}, uv0, uv1, packed(color));
  if (other_page) list()->PopTextureID();
}

void Canvas::pictogram(const Rect& rect, std::string_view name, ColorPair colors, float size, float stroke) {
  const PictogramQuads quads = text_.pictogram(name, size, stroke);
  const float x = std::round(rect.center_x() - size / 2), y = std::round(rect.center_y() - size / 2);
  if (quads.soft && colors.soft.a != 0) draw_quad(*quads.soft, x, y, colors.soft);
  if (quads.line) draw_quad(*quads.line, x, y, colors.deep);
}

float Canvas::baseline(const TypeRole& role, float center_y) const {
  return std::round(center_y + (kAscentEm - kDescentEm) / 2 * em(role));
}

void Canvas::draw_line(const TextLine& line, float x, float y, Color color) {
  for (const TextQuad& quad : line.quads) draw_quad(quad, std::round(x), std::round(y), color);
}

Size Canvas::write(const Rect& rect, std::string_view text, const TypeRole& role, Color color, TextPlace place) {
  const TextSpan span{text, role.weight};
  return write(rect, std::span(&span, 1), role, color, place);
}

Size Canvas::write(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role, Color color,
                   TextPlace place) {
  const TextBlock& block = text_.block(spans, style(role), rect.w, place.max_lines);
  const float line_height = em(role) * role.line_height;
  const float height = line_height * static_cast<float>(block.lines.size());
  float y = rect.y;
  if (place.down == Align::center) y += (rect.h - height) / 2;
  if (place.down == Align::end) y += rect.h - height;
  const float top = y;
  float start = rect.right(), end = rect.x;
  for (const TextLine& one : block.lines) {
    float x = rect.x;
    if (place.across == Align::center) x += (rect.w - one.width) / 2;
    if (place.across == Align::end) x += rect.w - one.width;
    draw_line(one, x, baseline(role, y + line_height / 2), color);
    start = std::min(start, x);
    end = std::max(end, x + one.width);
    y += line_height;
  }
  const bool whole = !block.shortened && !block.unwritable && height <= rect.h + line_height * 0.25F;
  note_written(spans.front().text, {start, top, end - start, height}, whole);
  return {block.width, height};
}

/// What a scrolling area hides above and below is reached by dragging; nothing may be hidden aside.
void Canvas::note_written(std::string_view text, const Rect& letters, bool whole) {
  const ImVec2 from = list()->GetClipRectMin(), to = list()->GetClipRectMax();
  const bool scrolls = from.y > screen_.y || to.y < screen_.bottom();
  const bool aside = letters.x < from.x - 1 || letters.right() > to.x + 1;
  const bool outside = !scrolls && (letters.y < screen_.y - 1 || letters.bottom() > screen_.bottom() + 1);
  if (!whole || aside || outside) overflows_.emplace_back(text);
  const float top = std::max(letters.y, from.y), bottom = std::min(letters.bottom(), to.y);
  if (bottom > top) written_.push_back({std::string(text), {letters.x, top, letters.w, bottom - top}});
}

TypeRole Canvas::fitting(const Rect& rect, std::span<const TextSpan> spans, std::span<const TypeRole> roles,
                         std::size_t max_lines) {
  for (const TypeRole& role : roles) {
    const TextBlock& block = text_.block(spans, style(role), rect.w, max_lines);
    const float height = em(role) * role.line_height * static_cast<float>(block.lines.size());
    if (!block.shortened && !block.cut_word && height <= rect.h + 1) return role;
  }
  return roles.back();
}

void Canvas::write_fitting(const Rect& rect, std::string_view text, std::span<const TypeRole> roles, Color color,
                           TextPlace place) {
  const TextSpan span{text, roles.front().weight};
  write(rect, text, fitting(rect, std::span(&span, 1), roles, place.max_lines), color, place);
}

Size Canvas::measure(std::string_view text, const TypeRole& role, float max_width, std::size_t max_lines) {
  const TextBlock& block = text_.block(text, role.weight, style(role), max_width, max_lines);
  return {std::ceil(block.width), em(role) * role.line_height * static_cast<float>(block.lines.size())};
}

const TextBlock& Canvas::lines(std::string_view text, const TypeRole& role, float max_width) {
  return text_.block(text, role.weight, style(role), max_width, std::numeric_limits<std::size_t>::max());
}

const TextLine& Canvas::line(std::string_view text, const TypeRole& role) {
  return text_.block(text, role.weight, style(role)).lines.front();
}

void Canvas::push_clip(const Rect& rect) { ImGui::PushClipRect(top_left(rect), bottom_right(rect), true); }
void Canvas::pop_clip() { ImGui::PopClipRect(); }

}  // namespace hk
