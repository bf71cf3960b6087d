#include <array>
#include <cmath>

#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kTypingMm = 0.8F;  // the border of what takes the keys
constexpr float kCaretMm = 0.6F, kCaretGapMm = 0.4F;
constexpr float kHintMm = 34, kHintShareMax = 0.34F, kHintApartMm = 10;
constexpr Color kNoSoft{0, 0, 0, 0};

/// Where carets stand: by byte of the text, px from the start of the letters.
using Carets = std::vector<std::pair<std::size_t, float>>;

/// A dot for each character, as large in any passphrase.
Carets draw_dots(Ui& ui, const Rect& rect, std::string_view text) {
  const float size = ui.mm(2), step = size + ui.mm(1.2F);
  const DecodedText decoded = decode_utf8(text);
  const auto count = decoded.points.size();
  const float width = step * static_cast<float>(count);
  const float x = rect.x - std::max(0.0F, width - rect.w);
  for (std::size_t i = 0; i < count; ++i)
    ui.disc(x + step * static_cast<float>(i) + size / 2, rect.center_y(), size / 2, ui.theme().ink);
  Carets carets;
  for (std::size_t i = 0; i <= count; ++i)
    carets.emplace_back(i < count ? decoded.offsets[i] : text.size(), x - rect.x + step * static_cast<float>(i));
  return carets;
}

/// One line from `start` on, round `center_y`, over what of it is selected. Returns its carets, from `start`.
Carets draw_letters(Ui& ui, const TextLine& line, float start, float center_y, const TypedText& typed,
                    const TypeRole& role, float height) {
  Carets carets;
  for (const std::uint32_t offset : line.offsets) carets.emplace_back(offset, ui.caret(line, offset));
  const auto [from, to] = std::minmax({typed.caret(), typed.anchor()});
  for (std::size_t i = 0; i + 1 < carets.size(); ++i) {
    if (carets[i].first < from || carets[i].first >= to) continue;
    const auto [first, last] = std::minmax({carets[i].second, carets[i + 1].second});
    ui.fill({start + first, center_y - height / 2, last - first, height}, 0, ui.theme().pine_soft);
  }
  ui.draw_line(line, start, ui.baseline(role, center_y), ui.theme().ink);
  return carets;
}

/// As much of a text that is longer than the field as lies round its caret.
Carets draw_text(Ui& ui, const Rect& rect, const TypedText& typed, const TypeRole& role) {
  const TextLine& line = ui.line(typed.text, role);
  const float beyond = std::max(0.0F, std::ceil(line.width - rect.w));
  const float hidden = std::clamp(ui.caret(line, typed.caret()) - rect.w * 0.8F, 0.0F, beyond);
  Carets carets = draw_letters(ui, line, rect.x - hidden, rect.center_y(), typed, role, ui.mm(8));
  for (auto& [offset, x] : carets) x -= hidden;
  return carets;
}

float caret_at(const Carets& carets, std::size_t offset) {
  const auto found = std::find_if(carets.begin(), carets.end(), [&](const auto& one) { return one.first >= offset; });
  return carets.empty() ? 0 : found == carets.end() ? carets.back().second : found->second;
}

/// Beside the letters at either end of the line, between two of them within it. Their own direction says which end a
/// text is written on at.
void draw_caret(Ui& ui, const Carets& carets, std::size_t offset, float start, float center_y, float height) {
  constexpr float kSamePx = 0.5F;
  const auto across = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto [first, last] = std::minmax_element(carets.begin(), carets.end(), across);
  const float width = ui.mm(kCaretMm), gap = ui.mm(kCaretGapMm), at = caret_at(carets, offset);
  float x = start + at;
  if (last->second - first->second > kSamePx) {
    if (at < first->second + kSamePx) {
      x -= width + gap;
    } else {
      x += at > last->second - kSamePx ? gap : -width / 2;
    }
  }
  ui.fill({std::round(x), std::round(center_y - height / 2), width, height}, 0, ui.theme().pine);
}

void add_stops(const Ui& ui, std::vector<CaretStop>& stops, const Carets& carets, float start, float center_y) {
  for (const auto& [offset, x] : carets)
    stops.push_back({offset, ui.on_glass({start + x, center_y, 0, 0}).x, center_y});
}

constexpr TypeRole kNote{3.0F, Weight::regular, 1.45F};

/// The line that a caret before byte `offset` stands in: of two, the one that begins there.
std::size_t line_of(const TextBlock& block, std::size_t offset) {
  std::size_t line = 0;
  while (line + 1 < block.lines.size() && block.lines[line + 1].offsets.front() <= offset) ++line;
  return line;
}

/// From its beginning, as much as there is room for.
void draw_read(Ui& ui, const Rect& inside, const TextBlock& block) {
  const float line_height = ui.line_height(kNote);
  float y = inside.y;
  for (const TextLine& line : block.lines) {
    if (y + line_height > inside.bottom() + 1) return;
    ui.draw_line(line, inside.x, ui.baseline(kNote, y + line_height / 2), ui.theme().ink);
    y += line_height;
  }
}

/// All of it in an area that is dragged, and moves with the caret.
void draw_written(Ui& ui, std::string_view id, const Rect& inside, const TextBlock& block, const TypedText& typed) {
  const float line_height = ui.line_height(kNote), height = ui.mm(5);
  const std::size_t at = line_of(block, typed.caret());
  const float above = static_cast<float>(at) * line_height;
  ui.keep_in_sight(id, inside, above, above + line_height, (typed.caret() << 16U) + typed.text.size());
  const Rect all = ui.begin_scroll(id, inside, static_cast<float>(block.lines.size()) * line_height);
  std::vector<CaretStop> stops;
  float middle = all.y + line_height / 2;
  for (std::size_t i = 0; i < block.lines.size(); ++i, middle += line_height) {
    const Carets carets = draw_letters(ui, block.lines[i], all.x, middle, typed, kNote, line_height);
    add_stops(ui, stops, carets, all.x, middle);
    if (i != at) continue;
    draw_caret(ui, carets, typed.caret(), all.x, middle, height);
  }
  ui.take_caret("field", inside, typed, std::move(stops));
  ui.end_scroll();
}

}  // namespace

void text_field(Ui& ui, const Rect& rect, const TypedText& typed, const FieldStyle& style) {
  const std::string& text = typed.text;
  const Theme& t = ui.theme();
  ui.panel(rect, ui.mm(2), t.surface, style.typing ? t.pine : t.control,
           ui.border(style.typing ? kTypingMm : t.border_mm));
  Rect inside = rect.inset(ui.mm(style.padding_mm) + ui.mm(0.4F), 0);
  if (!style.pictogram.empty()) {
    const Rect icon = inside.take_start(ui.mm(style.pictogram_mm), ui.mm(2));
    ui.pictogram(icon, style.pictogram, {t.ink2, kNoSoft}, icon.w, style.typing ? 1.6F : 1.8F);
  }
  if (text.empty() && !style.placeholder.empty() && !style.typing)
    return (void)ui.write(inside, style.placeholder, style.role, t.ink2);
  if (!style.hint.empty()) {
    // In one line as long as what is typed leaves room for that.
    const float line = ui.measure(style.hint, type::kSupport).w + 1;
    const bool has_room = ui.measure(text, style.role).w + line + ui.mm(kHintApartMm) <= inside.w;
    const Rect end = inside.take_end(has_room ? line : std::min(ui.mm(kHintMm), rect.w * kHintShareMax), ui.mm(2));
    constexpr std::array<TypeRole, 2> kHints{type::kSupport, TypeRole{2.9F, Weight::regular, 1.15F}};
    ui.write_fitting(end, style.hint, kHints, t.ink2, {.max_lines = 3});
  }
  const float caret = ui.mm(kCaretMm) + ui.mm(kCaretGapMm);
  const Rect letters{inside.x, inside.y, inside.w - caret, inside.h};
  ui.push_clip({letters.x - caret, rect.y, letters.w + 2 * caret, rect.h});
  const Carets carets = style.dots ? draw_dots(ui, letters, text) : draw_text(ui, letters, typed, style.role);
  if (style.typing) draw_caret(ui, carets, typed.caret(), letters.x, rect.center_y(), ui.mm(style.caret_mm));
  ui.pop_clip();
  if (!style.typing) return;
  std::vector<CaretStop> stops;
  add_stops(ui, stops, carets, letters.x, rect.center_y());
  ui.take_caret("field", rect, typed, std::move(stops));
}

bool text_box(Ui& ui, std::string_view id, const Rect& rect, const TypedText& typed, bool typing) {
  const Theme& t = ui.theme();
  const Touch touch = typing ? Touch{} : ui.touch(id, rect);
  ui.panel(rect, ui.mm(2), t.surface, typing ? t.pine : t.control, ui.border(typing ? kTypingMm : t.border_mm));
  if (touch.focused) ui.outline(rect.inset(-ui.mm(1.5F)), ui.mm(3.5F), t.ink, ui.mm(0.8F));
  const Rect inside = rect.inset(ui.mm(3.5F));
  const TextBlock& block = ui.lines(typed.text, kNote, inside.w - ui.mm(kCaretMm));
  if (typing) {
    draw_written(ui, id, inside, block, typed);
  } else {
    draw_read(ui, inside, block);
  }
  return touch.tapped;
}

}  // namespace hk
