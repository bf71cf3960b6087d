#include "kiosk/screens/keyboard.h"

#include <array>
#include <cmath>
#include <span>

#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kTopMm = 1.4F, kKeyMm = 13.5F, kRowGapMm = 1.6F;
// Eleven letters share the width of the page; wide screens keep the keys within reach of both hands.
constexpr float kBoardWidthMaxMm = 250;
// Narrow keys have narrow letters.
constexpr TypeRole kNarrowLetter{4.6F, Weight::regular, 1.12F};

float margin_mm(Form form) { return form == Form::phone ? 1.5F : form == Form::tall ? 3 : 5; }
float column_gap_mm(Form form) { return form == Form::phone ? 1 : 1.4F; }

enum class Action : unsigned char { type, backspace, clear, shift, digits, submit };

struct Key {
  std::string id;
  std::string text;  // what it types, and shows
  Action action = Action::type;
  float width = 1;  // in letter keys
  std::string_view pictogram{};
  bool on = false;
};

using Row = std::vector<Key>;

Key letter(std::string_view lower, bool capital) {
  // The Swedish letters past Z; the others are ASCII.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPairs{
      {{"å", "Å"}, {"ä", "Ä"}, {"ö", "Ö"}}};
  std::string text(lower);
  if (capital) {
    for (const auto& [small, large] : kPairs)
      if (lower == small) text = large;
    if (text.size() == 1 && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return {.id = std::string(lower), .text = std::move(text)};
}

Row letters(std::initializer_list<std::string_view> keys, bool capital) {
  Row row;
  for (const std::string_view key : keys) row.push_back(letter(key, capital));
  return row;
}

struct Layout {
  std::array<Row, 4> rows;
};

Key function(std::string_view id, std::string text, Action action, float width, std::string_view pictogram = {}) {
  return {.id = std::string(id), .text = std::move(text), .action = action, .width = width, .pictogram = pictogram};
}

Layout letter_layout(const Ui& ui, const TypedText& typed, KeyboardKind kind) {
  const bool staff = kind == KeyboardKind::staff, capital = !staff || typed.shift;
  Layout layout;
  layout.rows[0] = letters({"q", "w", "e", "r", "t", "y", "u", "i", "o", "p", "å"}, capital);
  layout.rows[1] = letters({"a", "s", "d", "f", "g", "h", "j", "k", "l", "ö", "ä"}, capital);
  layout.rows[2] = letters({"z", "x", "c", "v", "b", "n", "m", "-"}, capital);
  Key first =
      staff ? function("shift", "", Action::shift, 1.6F, "up") : function("digits", "123", Action::digits, 1.6F);
  first.on = staff && typed.shift;
  layout.rows[2].insert(layout.rows[2].begin(), std::move(first));
  layout.rows[2].push_back(function("backspace", "", Action::backspace, 1.6F, "backspace"));
  if (staff) layout.rows[3].push_back(function("digits", "123", Action::digits, 1.6F));
  layout.rows[3].push_back(function("clear", ui.tr("Töm"), Action::clear, staff ? 1.8F : 2.2F));
  return layout;
}

Layout digit_layout(const Ui& ui, KeyboardKind kind) {
  Layout layout;
  layout.rows[0] = letters({"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "+"}, false);
  layout.rows[1] = letters({"@", "#", "&", "/", "(", ")", "=", "?", "!", "\"", "'"}, false);
  layout.rows[2] = letters({".", ",", ":", ";", "_", "-", "*", "%"}, false);
  layout.rows[2].insert(layout.rows[2].begin(), function("digits", "ABC", Action::digits, 1.6F));
  layout.rows[2].push_back(function("backspace", "", Action::backspace, 1.6F, "backspace"));
  layout.rows[3].push_back(function("clear", ui.tr("Töm"), Action::clear, kind == KeyboardKind::staff ? 1.8F : 2.2F));
  return layout;
}

Layout layout_of(const Ui& ui, const TypedText& typed, KeyboardKind kind) {
  Layout layout = typed.digits ? digit_layout(ui, kind) : letter_layout(ui, typed, kind);
  layout.rows[3].push_back({.id = "space", .text = " ", .width = 6});
  if (kind == KeyboardKind::staff) {
    layout.rows[3].push_back(function("enter", ui.tr("Klar"), Action::submit, 2.2F));
  } else {
    // "Töm" stands at the end, furthest from the letters.
    std::swap(layout.rows[3].front(), layout.rows[3].back());
  }
  return layout;
}

void emit_key(Ui& ui, const Key& key) {
  switch (key.action) {
    case Action::type:
      return ui.emit(TypeText{key.text});
    case Action::backspace:
      return ui.emit(Backspace{});
    case Action::clear:
      return ui.emit(ClearText{});
    case Action::shift:
      return ui.emit(ToggleShift{});
    case Action::digits:
      return ui.emit(ToggleDigits{});
    case Action::submit:
      return ui.emit(SubmitText{});
  }
}

Look look_of(const Key& key) {
  if (key.action == Action::submit) return Look::primary;
  if (key.on) return Look::selected;
  return key.action == Action::type ? Look::key : Look::function_key;
}

/// `drawn` is what is seen; `cell` reaches half-way to the neighbours, and to the edges of the screen.
void draw_key(Ui& ui, const Key& key, const Rect& drawn, const Rect& cell) {
  const bool repeats = key.action == Action::type || key.action == Action::backspace;
  const Touch touch = ui.touch_down("key:" + key.id, cell, repeats);
  const Face face = draw_face(ui, drawn, look_of(key), 1.6F, touch);
  if (!key.pictogram.empty()) {
    ui.pictogram(face.rect, key.pictogram, {face.ink, Color{0, 0, 0, 0}}, ui.mm(9));
  } else if (key.id == "space") {
    ui.write(face.rect, ui.tr("mellanslag"), type::kSupport, ui.theme().ink2, {.across = Align::center});
  } else {
    const TypeRole& letter = ui.form() == Form::wide ? type::kLeadRegular : kNarrowLetter;
    TypeRole role = key.action == Action::type ? letter : type::kSupport;
    if (key.action == Action::submit) role.weight = Weight::bold;
    ui.write(face.rect, key.text, role, face.ink, {.across = Align::center});
  }
  if (touch.tapped) emit_key(ui, key);
}

void draw_row(Ui& ui, std::span<const Key> keys, const Rect& row, const Rect& band) {
  const float gap = ui.mm(column_gap_mm(ui.form()));
  float units = 0;
  for (const Key& key : keys) units += key.width;
  const float unit = (row.w - gap * static_cast<float>(keys.size() - 1)) / units;
  float x = row.x;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const float width = unit * keys[i].width;
    const float left = std::round(x), right = std::round(x + width);
    const float cell_left = i == 0 ? band.x : std::round(left - gap / 2);
    const float cell_right = i + 1 == keys.size() ? band.right() : std::round(right + gap / 2);
    draw_key(ui, keys[i], {left, row.y, right - left, row.h}, {cell_left, band.y, cell_right - cell_left, band.h});
    x += width + gap;
  }
}

}  // namespace

float keyboard_top(const Ui& ui) { return ui.screen().bottom() - ui.mm(kKeyboardHeightMm); }

void keyboard(Ui& ui, const TypedText& typed, KeyboardKind kind) {
  ui.take_typing();
  const Rect screen = ui.screen();
  const float top = keyboard_top(ui);
  const Rect board{screen.x, top, screen.w, screen.bottom() - top};
  const KeepsLeftToRight keys_stay(ui, board);
  ui.fill(board, 0, ui.theme().sunk);
  ui.hairline(board.x, board.right(), board.y, ui.theme().line);
  const Layout layout = layout_of(ui, typed, kind);
  const float key_height = ui.mm(kKeyMm), gap = ui.mm(kRowGapMm);
  const float margin = std::max(ui.mm(margin_mm(ui.form())), (board.w - ui.mm(kBoardWidthMaxMm)) / 2);
  float y = board.y + ui.mm(kTopMm);
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const Rect row{board.x + margin, y, board.w - 2 * margin, key_height};
    const float cell_top = i == 0 ? board.y : std::round(y - gap / 2);
    const float cell_bottom = i + 1 == layout.rows.size() ? board.bottom() : std::round(y + key_height + gap / 2);
    draw_row(ui, layout.rows[i], row, {board.x, cell_top, board.w, cell_bottom - cell_top});
    y += key_height + gap;
  }
}

}  // namespace hk
