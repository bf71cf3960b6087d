#include "kiosk/screens/canvas.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "kiosk/screens/compat.h"

namespace hk {
namespace {

// Arabic marks reach further than Latin ones (tokens.md, section 2).
constexpr float kArabicLineHeight = 1.35F, kWordsLineHeight = 1.11F;
// What has no room is written with as much less; below the last share nothing is pleasant to read.
constexpr std::array<float, 6> kLessThanWanted{1 / 1.08F, 1 / 1.15F, 1 / 1.24F, 1 / 1.3F, 1 / 1.4F, 1 / 1.5F};
constexpr float kLeastShare = 0.84F;
// They point along the line of reading (tokens.md, section 4).
constexpr std::array<std::string_view, 6> kTurning{"back", "forward", "skip", "undo", "list", "backspace"};

ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }
// Edges on whole pixels are sharp, wherever a share of a width has put them.
ImVec2 top_left(const Rect& r) { return {std::round(r.x), std::round(r.y)}; }
ImVec2 bottom_right(const Rect& r) { return {std::round(r.right()), std::round(r.bottom())}; }
ImDrawList* list() { return ImGui::GetWindowDrawList(); }

}  // namespace

KeepsLeftToRight::KeepsLeftToRight(Canvas& canvas, const Rect& rect)
    : canvas_(canvas), mirrors_(canvas.mirrors_), shift_(canvas.shift_) {
  canvas.shift_ = canvas.on_glass(rect).x - rect.x;
  canvas.mirrors_ = false;
}

KeepsLeftToRight::~KeepsLeftToRight() {
  canvas_.mirrors_ = mirrors_;
  canvas_.shift_ = shift_;
}

void Canvas::begin_page(const CanvasFrame& page) {
  page_ = page;
  theme_ = &theme_of(page.appearance.palette);
  form_ = form_of(page.screen.w / page.px_per_mm);
  mirrors_ = right_to_left();
  shift_ = 0;
  grounds_.clear();
  overflows_.clear();
  written_.clear();
  pictograms_.clear();
}

float Canvas::x_on_glass(float x) const { return on_glass({x, 0, 0, 0}).x; }

Rect Canvas::on_glass(const Rect& rect) const {
  const float x = mirrors_ ? page_.screen.x + page_.screen.right() - rect.right() : rect.x + shift_;
  return {x, rect.y, rect.w, rect.h};
}

/// A phone is held nearer than a tablet stands: its letters are four fifths, though none are smaller than 16 px on a
/// picture 360 px wide.
float Canvas::em(const TypeRole& role) const {
  constexpr float kPhoneShare = 0.8F, kPhoneCapMm = 2.86F;
  const float cap = form_ == Form::phone ? std::max(kPhoneCapMm, role.cap_mm * kPhoneShare) : role.cap_mm;
  return cap / 0.714F * page_.px_per_mm * text_growth() * (right_to_left() ? kArabicGrowth : 1);
}

float Canvas::line_height(const TypeRole& role) const {
  // Numbers are set tighter than words ever are, and are the same in every language.
  const bool words = right_to_left() && role.line_height >= kWordsLineHeight;
  return em(role) * (words ? std::max(role.line_height, kArabicLineHeight) : role.line_height);
}

float Canvas::mm(float millimetres) const { return std::max(1.0F, std::round(millimetres * page_.px_per_mm)); }

float Canvas::border(float millimetres) const { return std::max(1.0F, std::floor(millimetres * page_.px_per_mm)); }

void Canvas::fill_corners(const Rect& rect, float radius, Color color, int corners) {
  const Rect at = on_glass(rect);
  list()->AddRectFilled(top_left(at), bottom_right(at), packed(color), radius, corners);
  note_ground(at, color);
}

void Canvas::fill(const Rect& rect, float radius, Color color) {
  fill_corners(rect, radius, color, radius > 0 ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersNone);
}

void Canvas::fill_top(const Rect& rect, float radius, Color color) {
  fill_corners(rect, radius, color, ImDrawFlags_RoundCornersTop);
}

void Canvas::fill_start(const Rect& rect, float radius, Color color) {
  fill_corners(rect, radius, color, mirrors_ ? ImDrawFlags_RoundCornersRight : ImDrawFlags_RoundCornersLeft);
}

void Canvas::panel(const Rect& rect, float radius, Color face, Color border, float border_width) {
  // One rectangle laid on another keeps the border inside, and even round the corners.
  fill(rect, radius, border);
  fill(rect.inset(border_width), std::max(0.0F, radius - border_width), face);
}

void Canvas::outline(const Rect& rect, float radius, Color color, float width) {
  const Rect at = on_glass(rect);
  const ImVec2 from = top_left(at), to = bottom_right(at);
  const float half = width / 2;
  list()->AddRect({from.x + half, from.y + half}, {to.x - half, to.y - half}, packed(color), radius - half,
                  ImDrawFlags_RoundCornersAll, width);
}

void Canvas::dashes(const Rect& rect, Color color, float width) {
  const float dash = mm(1.5F), step = 2 * dash;
  for (float x = rect.x + dash; x < rect.right() - dash; x += step)
    for (const float y : {rect.y, rect.bottom() - width})
      fill({x, y, std::min(dash, rect.right() - x), width}, 0, color);
  for (float y = rect.y + dash; y < rect.bottom() - dash; y += step)
    for (const float x : {rect.x, rect.right() - width})
      fill({x, y, width, std::min(dash, rect.bottom() - y)}, 0, color);
}

void Canvas::hairline(float x0, float x1, float y, Color color) { fill({x0, y, x1 - x0, border(0.35F)}, 0, color); }

void Canvas::disc(float x, float y, float radius, Color color) {
  const float at = x_on_glass(x);
  list()->AddCircleFilled({at, y}, radius, packed(color));
  note_ground({at - radius, y - radius, 2 * radius, 2 * radius}, color);
}

void Canvas::arc(float x, float y, float radius, float from, float turns, float width, Color color) {
  const ImVec2 middle{x_on_glass(x), y};
  if (turns >= 1) return list()->AddCircle(middle, radius, packed(color), 128, width);
  const float turn = 2 * std::numbers::pi_v<float>;
  const float begin = ((mirrors_ ? -from - turns : from) - 0.25F) * turn, end = begin + turns * turn;
  list()->PathArcTo(middle, radius, begin, end, 96);
  list()->PathStroke(packed(color), 0, width);
  for (const float angle : {begin, end})
    list()->AddCircleFilled({middle.x + radius * std::cos(angle), y + radius * std::sin(angle)}, width / 2,
                            packed(color));
}

void Canvas::stroke(std::span<const float> xy, float width, Color color) {
  const auto point = [&](std::size_t i) { return ImVec2{x_on_glass(xy[i]), xy[i + 1]}; };
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    disc(xy[i], xy[i + 1], width / 2, color);
    if (i + 3 < xy.size()) list()->AddLine(point(i), point(i + 2), packed(color), width);
  }
}

void Canvas::diamond(float x, float y, float w, float h, Color color) {
  const float at = x_on_glass(x);
  const ImVec2 points[4] = {{at, y - h / 2}, {at + w / 2, y}, {at, y + h / 2}, {at - w / 2, y}};
  list()->AddConvexPolyFilled(points, 4, packed(color));
}

void Canvas::triangle(float x0, float y0, float x1, float y1, float x2, float y2, Color color) {
  ImVec2 second{x_on_glass(x1), y1}, third{x_on_glass(x2), y2};
  const float first_x = x_on_glass(x0);
  // Edges are smoothed outwards of a clockwise shape only.
  const float turn = (second.x - first_x) * (third.y - y0) - (third.x - first_x) * (second.y - y0);
  if (turn < 0) std::swap(second, third);
  list()->AddTriangleFilled({first_x, y0}, second, third, packed(color));
}

/// `x` and `y` on the glass.
void Canvas::draw_quad(const TextQuad& quad, float x, float y, Color color, bool turned) {
  constexpr float kTexel = 1.0F / Atlas::kPageSize;
  const auto x0 = static_cast<float>(quad.spot.x), y0 = static_cast<float>(quad.spot.y);
  const auto w = static_cast<float>(quad.spot.w), h = static_cast<float>(quad.spot.h);
  ImVec2 uv0{x0 * kTexel, y0 * kTexel}, uv1{(x0 + w) * kTexel, (y0 + h) * kTexel};
  if (turned) std::swap(uv0.x, uv1.x);
  // Pages count from one: zero would be no texture.
  const bool other_page = quad.spot.page != 0;
  if (other_page) list()->PushTextureID(compat::texture_id(quad.spot.page + 1));
  list()->PrimReserve(6, 4);
  list()->PrimRectUV({x + quad.x0, y + quad.y0}, {x + quad.x1, y + quad.y1}, uv0, uv1, packed(color));
  if (other_page) list()->PopTextureID();
}

void Canvas::pictogram(const Rect& rect, std::string_view name, ColorPair colors, float size, float stroke) {
  const PictogramQuads quads = text_.pictogram(name, size, stroke);
  const Rect at = on_glass(rect);
  const float x = std::round(at.center_x() - size / 2), y = std::round(at.center_y() - size / 2);
  const bool turned = right_to_left() && std::find(kTurning.begin(), kTurning.end(), name) != kTurning.end();
  const auto draw = [&](const TextQuad& quad, Color color) {
    const float moved = turned ? std::round(size) - quad.x0 - quad.x1 : 0;
    draw_quad(quad, x + moved, y, color, turned);
  };
  if (quads.soft && colors.soft.a != 0 && theme().soft_layers) draw(*quads.soft, colors.soft);
  if (quads.line) draw(*quads.line, colors.deep);
  if (keeps_written_)
    pictograms_.push_back({std::string(name), at, colors.deep, ground_at(at.center_x(), at.center_y())});
}

float Canvas::baseline(const TypeRole& role, float center_y) const { return baseline_of(em(role), center_y); }

float Canvas::baseline_of(float em_px, float center_y) {
  return std::round(center_y + (kAscentEm - kDescentEm) / 2 * em_px);
}

void Canvas::draw_line(const TextLine& line, float x, float y, Color color) {
  const float at = std::round(on_glass({x, 0, line.width, 0}).x);
  for (const TextQuad& quad : line.quads) draw_quad(quad, at, std::round(y), color, false);
}

float Canvas::caret(const TextLine& line, std::size_t offset) const {
  const float from_left = line.caret_x(offset);
  return mirrors_ ? line.width - from_left : from_left;
}

Size Canvas::write(const Rect& rect, std::string_view text, const TypeRole& role, Color color, TextPlace place) {
  const TextSpan span{text, role.weight};
  return write(rect, std::span(&span, 1), role, color, place);
}

/// The text in letters as large as wanted, or as much smaller as `rect` makes it.
Canvas::Fitted Canvas::fitted(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role,
                              std::size_t max_lines) {
  const float wanted = em(role), least = wanted / text_growth() * kLeastShare;
  const float lines = line_height(role) / wanted;
  const auto at = [&](float em_px) {
    Fitted fitted{&text_.block(spans, style(em_px), rect.w, max_lines), em_px, em_px * lines, true};
    const TextBlock& block = *fitted.block;
    const float height = fitted.line_height * static_cast<float>(block.lines.size());
    fitted.whole = !block.shortened && !block.unwritable && height <= rect.h + fitted.line_height * 0.25F;
    return fitted;
  };
  const auto is_good = [](const Fitted& one) { return one.whole && !one.block->cut_word; };
  Fitted best = at(wanted);
  for (const float share : kLessThanWanted) {
    if (is_good(best) || wanted * share < least) break;
    const Fitted smaller = at(wanted * share);
    if (is_good(smaller) || (smaller.whole && !best.whole)) best = smaller;
  }
  return best;
}

Size Canvas::write(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role, Color color,
                   TextPlace place) {
  const Fitted text = fitted(rect, spans, role, place.max_lines);
  const float height = text.line_height * static_cast<float>(text.block->lines.size());
  float y = rect.y;
  if (place.down == Align::center) y += (rect.h - height) / 2;
  if (place.down == Align::end) y += rect.h - height;
  const float top = y;
  float start = rect.right(), end = rect.x;
  for (const TextLine& one : text.block->lines) {
    float x = rect.x;
    if (place.across == Align::center) x += (rect.w - one.width) / 2;
    if (place.across == Align::end) x += rect.w - one.width;
    draw_line(one, x, baseline_of(text.em_px, y + text.line_height / 2), color);
    start = std::min(start, x);
    end = std::max(end, x + one.width);
    y += text.line_height;
  }
  if (keeps_written_)
    note_written(spans.front().text, on_glass({start, top, end - start, height}), color,
                 text.whole && !text.block->cut_word);
  return {text.block->width, height};
}

void Canvas::note_ground(const Rect& rect, Color color) {
  if (keeps_written_) grounds_.emplace_back(rect, color);
}

Color Canvas::ground_at(float x, float y) const {
  Color ground{};
  for (const auto& [rect, color] : grounds_)
    if (rect.contains(x, y)) ground = color;
  return ground;
}

/// What a scrolling area hides above and below is reached by dragging; nothing may be hidden aside.
void Canvas::note_written(std::string_view text, const Rect& letters, Color ink, bool whole) {
  const Rect screen = page_.screen;
  const ImVec2 from = list()->GetClipRectMin(), to = list()->GetClipRectMax();
  const bool scrolls = from.y > screen.y || to.y < screen.bottom();
  const bool aside = letters.x < from.x - 1 || letters.right() > to.x + 1;
  const bool outside = !scrolls && (letters.y < screen.y - 1 || letters.bottom() > screen.bottom() + 1);
  if (!whole || aside || outside) overflows_.emplace_back(text);
  const float top = std::max(letters.y, from.y), bottom = std::min(letters.bottom(), to.y);
  if (bottom - top < letters.h / 4) return;  // nobody reads so thin a slice
  const Color ground = ground_at(letters.center_x(), (top + bottom) / 2);
  written_.push_back({std::string(text), {letters.x, top, letters.w, bottom - top}, ink, ground});
}

bool Canvas::fits(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role, std::size_t max_lines) {
  const TextBlock& block = text_.block(spans, style(em(role)), rect.w, max_lines);
  const float height = line_height(role) * static_cast<float>(block.lines.size());
  return !block.shortened && !block.cut_word && height <= rect.h + 1;
}

TypeRole Canvas::fitting(const Rect& rect, std::span<const TextSpan> spans, std::span<const TypeRole> roles,
                         std::size_t max_lines) {
  for (const TypeRole& role : roles)
    if (fits(rect, spans, role, max_lines)) return role;
  return roles.back();
}

void Canvas::write_fitting(const Rect& rect, std::string_view text, std::span<const TypeRole> roles, Color color,
                           TextPlace place) {
  const TextSpan span{text, roles.front().weight};
  write(rect, text, fitting(rect, std::span(&span, 1), roles, place.max_lines), color, place);
}

Size Canvas::measure(std::string_view text, const TypeRole& role, float max_width, std::size_t max_lines) {
  const TextBlock& block = text_.block(text, role.weight, style(em(role)), max_width, max_lines);
  return {std::ceil(block.width), line_height(role) * static_cast<float>(block.lines.size())};
}

const TextBlock& Canvas::lines(std::string_view text, const TypeRole& role, float max_width) {
  return text_.block(text, role.weight, style(em(role)), max_width, std::numeric_limits<std::size_t>::max());
}

const TextLine& Canvas::line(std::string_view text, const TypeRole& role) {
  return text_.block(text, role.weight, style(em(role))).lines.front();
}

void Canvas::push_clip(const Rect& rect) {
  const Rect at = on_glass(rect);
  ImGui::PushClipRect(top_left(at), bottom_right(at), true);
}
void Canvas::pop_clip() { ImGui::PopClipRect(); }

}  // namespace hk
