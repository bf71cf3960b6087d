#include <array>
#include <cmath>

#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kCaretMm = 0.6F;
constexpr float kHintMm = 34, kHintShareMax = 0.34F;
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

/// As much of a text that is longer than the field as lies round its caret.
Carets draw_text(Ui& ui, const Rect& rect, const TypedText& typed, const TypeRole& role, Color selected) {
  const TextLine& line = ui.line(typed.text, role);
  const float beyond = std::max(0.0F, std::ceil(line.width - rect.w));
  const float x = rect.x - std::clamp(ui.caret(line, typed.caret()) - rect.w * 0.8F, 0.0F, beyond);
  Carets carets;
  for (const std::uint32_t offset : line.offsets) carets.emplace_back(offset, x - rect.x + ui.caret(line, offset));
  const auto [from, to] = std::minmax({typed.caret(), typed.anchor()});
  for (std::size_t i = 0; i + 1 < carets.size(); ++i) {
    if (carets[i].first < from || carets[i].first >= to) continue;
    const auto [start, end] = std::minmax(carets[i].second, carets[i + 1].second);
    ui.fill({rect.x + start, rect.center_y() - ui.mm(4), end - start, ui.mm(8)}, 0, selected);
  }
  ui.draw_line(line, x, ui.baseline(role, rect.center_y()), ui.theme().ink);
  return carets;
}

float caret_at(const Carets& carets, std::size_t offset) {
  const auto found = std::find_if(carets.begin(), carets.end(), [&](const auto& one) { return one.first >= offset; });
  return carets.empty() ? 0 : found == carets.end() ? carets.back().second : found->second;
}

}  // namespace

void text_field(Ui& ui, const Rect& rect, const TypedText& typed, const FieldStyle& style) {
  const std::string& text = typed.text;
  const Theme& t = ui.theme();
  ui.panel(rect, ui.mm(2), t.surface, style.typing ? t.pine : t.control, ui.border(style.typing ? 0.8F : 0.35F));
  Rect inside = rect.inset(ui.mm(style.padding_mm) + ui.mm(0.4F), 0);
  if (!style.pictogram.empty()) {
    const Rect icon = inside.take_start(ui.mm(style.pictogram_mm), ui.mm(2));
    ui.pictogram(icon, style.pictogram, {t.ink2, kNoSoft}, icon.w, style.typing ? 1.6F : 1.8F);
  }
  if (text.empty() && !style.placeholder.empty() && !style.typing)
    return (void)ui.write(inside, style.placeholder, style.role, t.ink2);
  if (!style.hint.empty()) {
    const Rect end = inside.take_end(std::min(ui.mm(kHintMm), rect.w * kHintShareMax), ui.mm(2));
    constexpr std::array<TypeRole, 2> kHints{type::kSupport, TypeRole{2.9F, Weight::regular, 1.15F}};
    ui.write_fitting(end, style.hint, kHints, t.ink2, {.max_lines = 3});
  }
  const float caret_width = ui.mm(kCaretMm), caret_gap = ui.mm(0.4F);
  const Rect letters{inside.x, inside.y, inside.w - caret_width - caret_gap, inside.h};
  ui.push_clip({letters.x, rect.y, letters.w + caret_width + caret_gap, rect.h});
  const Carets carets =
      style.dots ? draw_dots(ui, letters, text) : draw_text(ui, letters, typed, style.role, t.pine_soft);
  if (style.typing) {
    const float height = ui.mm(style.caret_mm);
    const float gap = typed.caret() == text.size() && !text.empty() ? caret_gap : 0;
    ui.fill({std::round(letters.x + caret_at(carets, typed.caret()) + gap), std::round(rect.center_y() - height / 2),
             caret_width, height},
            0, t.pine);
  }
  ui.pop_clip();
  if (!style.typing) return;
  std::vector<CaretStop> stops;
  for (const auto& [offset, x] : carets) stops.push_back({offset, ui.on_glass({letters.x + x, rect.y, 0, rect.h}).x});
  ui.take_caret("field", rect, typed, std::move(stops));
}

bool text_box(Ui& ui, std::string_view id, const Rect& rect, std::string_view text, bool typing) {
  const Theme& t = ui.theme();
  const Touch touch = typing ? Touch{} : ui.touch(id, rect);
  ui.panel(rect, ui.mm(2), t.surface, typing ? t.pine : t.control, ui.border(typing ? 0.8F : 0.35F));
  if (touch.focused) ui.outline(rect.inset(-ui.mm(1.5F)), ui.mm(3.5F), t.ink, ui.mm(0.8F));
  constexpr TypeRole kRole{3.0F, Weight::regular, 1.45F};
  const Rect inside = rect.inset(ui.mm(3.5F));
  const TextBlock& block = ui.lines(text, kRole, inside.w - ui.mm(kCaretMm));
  const float line_height = ui.line_height(kRole);
  const auto fits = static_cast<std::size_t>(std::max(1.0F, std::floor(inside.h / line_height)));
  // What is being written stays in sight; what is read begins at its beginning.
  const std::size_t first = typing && block.lines.size() > fits ? block.lines.size() - fits : 0;
  float y = inside.y;
  for (std::size_t i = first; i < std::min(first + fits, block.lines.size()); ++i, y += line_height)
    ui.draw_line(block.lines[i], inside.x, ui.baseline(kRole, y + line_height / 2), t.ink);
  if (typing) {
    const float x = ui.caret(block.lines.back(), text.size());
    const float height = ui.mm(5), middle = text.empty() ? inside.y + line_height / 2 : y - line_height / 2;
    ui.fill({std::round(inside.x + x), std::round(middle - height / 2), ui.mm(kCaretMm), height}, 0, t.pine);
  }
  return touch.tapped;
}

}  // namespace hk
