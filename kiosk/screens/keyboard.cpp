#include "kiosk/screens/keyboard.h"

#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "kiosk/screens/keyboard_layouts.h"
#include "kiosk/screens/tuning.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

constexpr float kTopMm = 1.4F, kKeyMm = 13.5F, kRowGapMm = 1.6F;
// Eleven letters share the width of the page; wide screens keep the keys within reach of both hands.
constexpr float kBoardWidthMaxMm = 250;
// Narrow keys have narrow letters, and those of a wide script are narrower still.
constexpr std::array<TypeRole, 4> kLetters{type::kLeadRegular, TypeRole{4.6F, Weight::regular, 1.12F},
                                           TypeRole{4.1F, Weight::regular, 1.12F},
                                           TypeRole{3.6F, Weight::regular, 1.12F}};
constexpr float kLetterPaddingMm = 0.5F, kWordPaddingMm = 1;

float margin_mm(Form form) { return form == Form::phone ? 1.5F : form == Form::tall ? 3 : 5; }
float column_gap_mm(Form form) { return form == Form::phone ? 1 : 1.4F; }

enum class Action : unsigned char { type, vowel, backspace, clear, shift, digits, layout, submit };

struct Key {
  std::string id;
  std::string text;  // what it types, and shows
  Action action = Action::type;
  float width = 1;  // in letter keys
  std::string_view pictogram{};
  std::string_view leads_to{};  // layout
  bool on = false;
};

using Row = std::vector<Key>;

struct Layout {
  std::array<Row, 4> rows;
};

Key function(std::string_view id, std::string text, Action action, float width, std::string_view pictogram = {}) {
  return {.id = std::string(id), .text = std::move(text), .action = action, .width = width, .pictogram = pictogram};
}

/// Keys are told by their small letters.
Row letters(std::string_view small, std::string_view shown) {
  const auto ids = between_spaces(small), texts = between_spaces(shown);
  Row row;
  for (std::size_t i = 0; i < ids.size(); ++i)
    row.push_back({.id = std::string(ids[i]), .text = std::string(texts[i])});
  return row;
}

/// Beside the third row's letters, as wide as the longest row leaves room for: backspace, and shift for staff who write
/// with capitals, else the way to the digits. True when that way is there.
bool add_beside(Row& row, float room, bool shifts, bool shift) {
  if (room < 2) {
    row.push_back(function("backspace", "", Action::backspace, std::max(room, 1.0F), "backspace"));
    return false;
  }
  Key first = shifts ? function("shift", "", Action::shift, room / 2, "up")
                     : function("digits", "123", Action::digits, room / 2);
  first.on = shifts && shift;
  row.insert(row.begin(), std::move(first));
  row.push_back(function("backspace", "", Action::backspace, room / 2, "backspace"));
  return !shifts;
}

/// The letter before the caret, where nothing is selected.
char32_t letter_before(const TypedText& typed) {
  if (typed.caret() == 0 || typed.caret() != typed.anchor()) return 0;
  return decode_utf8(std::string_view(typed.text).substr(0, typed.caret())).points.back();
}

/// Each shows what comes of it: the syllable before the caret with that vowel, or the vowel alone.
void add_vowels(Row& row, const KeyboardLayout& shown, const TypedText& typed) {
  const char32_t before = letter_before(typed);
  std::size_t number = 0;
  for (const std::string_view vowel : between_spaces(shown.vowels)) {
    Key key{.id = std::string(vowel), .text = with_vowel(shown, before, ++number), .action = Action::vowel};
    if (key.text.empty()) key = {.id = key.id, .text = key.id};
    row.push_back(std::move(key));
  }
}

/// From the layout in sight to the next one, whose name it has.
Key language_key(const Ui& ui, const KeyboardLayout& shown) {
  const KeyboardLayout& next = layout_after(shown, ui.words().code());
  Key key = function("layout", ui.languages().words(next.code).name(), Action::layout, 2.6F, "globe");
  key.leads_to = next.code;
  return key;
}

/// With vowels there is little room for the rest.
Row last_row_with_vowels(const Ui& ui, const KeyboardLayout& shown, KeyboardKind kind, const TypedText& typed) {
  Row row{language_key(ui, shown)};
  row.back().width = 1.9F;
  add_vowels(row, shown, typed);
  row.push_back({.id = "space", .text = " ", .width = 1.6F});
  row.push_back(function("clear", ui.tr("Töm"), Action::clear, 1.5F));
  if (kind == KeyboardKind::staff) row.push_back(function("enter", ui.tr("Klar"), Action::submit, 1.5F));
  return row;
}

/// The fourth row; `digits` when the way to them is not beside the letters.
Row last_row(const Ui& ui, const KeyboardLayout& shown, KeyboardKind kind, bool digits) {
  const bool staff = kind == KeyboardKind::staff, narrow = ui.form() != Form::wide;
  Row row;
  if (digits) row.push_back(function("digits", "123", Action::digits, 1.6F));
  row.push_back(language_key(ui, shown));
  if (narrow) row.back().width = 3.4F;
  if (staff) row.push_back(function("clear", ui.tr("Töm"), Action::clear, 1.8F));
  row.push_back({.id = "space", .text = " ", .width = narrow || staff ? 4.0F : 6.2F});
  // "Töm" stands at the end, furthest from the letters.
  row.push_back(staff ? function("enter", ui.tr("Klar"), Action::submit, 2.2F)
                      : function("clear", ui.tr("Töm"), Action::clear, 2.4F));
  return row;
}

Layout letter_layout(const Ui& ui, const TypedText& typed, KeyboardKind kind, const KeyboardLayout& shown) {
  const bool staff = kind == KeyboardKind::staff;
  const bool capital = shown.has_capitals() && (!staff || typed.shift);
  Layout layout;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < shown.small.size(); ++i) {
    layout.rows[i] = letters(shown.small[i], capital ? shown.capital[i] : shown.small[i]);
    longest = std::max(longest, layout.rows[i].size());
  }
  const auto room = static_cast<float>(longest - layout.rows[2].size());
  const bool digits = add_beside(layout.rows[2], room, staff && shown.has_capitals(), typed.shift);
  layout.rows[3] =
      shown.vowels.empty() ? last_row(ui, shown, kind, !digits) : last_row_with_vowels(ui, shown, kind, typed);
  return layout;
}

Layout digit_layout(const Ui& ui, KeyboardKind kind, const KeyboardLayout& shown) {
  Layout layout;
  const std::array<std::string_view, 3> signs{"1 2 3 4 5 6 7 8 9 0 +", "@ # & / ( ) = ? ! \" '", ". , : ; _ - * %"};
  for (std::size_t i = 0; i < signs.size(); ++i) layout.rows[i] = letters(signs[i], signs[i]);
  layout.rows[2].insert(layout.rows[2].begin(), function("digits", "ABC", Action::digits, 1.5F));
  layout.rows[2].push_back(function("backspace", "", Action::backspace, 1.5F, "backspace"));
  layout.rows[3] = last_row(ui, shown, kind, false);
  return layout;
}

void emit_key(Ui& ui, const Key& key) {
  switch (key.action) {
    case Action::type:
      return ui.emit(TypeText{key.text});
    case Action::vowel:
      ui.emit(Backspace{});
      return ui.emit(TypeText{key.text});
    case Action::backspace:
      return ui.emit(Backspace{});
    case Action::clear:
      return ui.emit(ClearText{});
    case Action::shift:
      return ui.emit(ToggleShift{});
    case Action::digits:
      return ui.emit(ToggleDigits{});
    case Action::layout:
      return ui.emit(ChooseLayout{std::string(key.leads_to)});
    case Action::submit:
      return ui.emit(SubmitText{});
  }
}

bool writes(const Key& key) { return key.action == Action::type || key.action == Action::vowel; }

Look look_of(const Key& key) {
  if (key.action == Action::submit) return Look::primary;
  if (key.on) return Look::selected;
  return writes(key) ? Look::key : Look::function_key;
}

constexpr std::array<TypeRole, 3> kFunctionRoles{type::kSupport, TypeRole{3.0F, Weight::regular, 1.25F},
                                                 TypeRole{2.5F, Weight::regular, 1.25F}};

/// The smallest letters there are have room on the key.
bool has_room(Ui& ui, std::string_view word, const Rect& rect) {
  return ui.measure(word, kFunctionRoles.back()).w <= rect.w;
}

/// The globe and the name of the next layout; where a key is narrow its name only, or the globe.
void draw_language(Ui& ui, const Key& key, const Rect& rect, Color ink) {
  const ColorPair globe{ink, Color{0, 0, 0, 0}};
  const std::string name = isolated(key.text);
  const float icon = ui.mm(8), gap = ui.mm(1.5F), width = ui.measure(name, type::kSupport).w;
  if (!has_room(ui, name, rect)) return ui.pictogram(rect, key.pictogram, globe, std::min(icon, rect.w));
  const bool both = icon + gap + width <= rect.w;
  Rect content = rect.centered(both ? icon + gap + width : rect.w, rect.h);
  if (both) ui.pictogram(content.take_start(icon, gap), key.pictogram, globe, icon);
  ui.write_fitting(content, name, kFunctionRoles, ink, {.across = Align::center});
}

/// The word for it, or where that has no room its sign.
void draw_space(Ui& ui, const Rect& rect) {
  const std::string word = ui.tr("mellanslag");
  const Color ink = ui.theme().ink2;
  if (has_room(ui, word, rect)) return ui.write_fitting(rect, word, kFunctionRoles, ink, {.across = Align::center});
  const Rect sign = rect.centered(std::min(ui.mm(8), rect.w / 2), ui.mm(2));
  const float points[] = {sign.x, sign.y, sign.x, sign.bottom(), sign.right(), sign.bottom(), sign.right(), sign.y};
  ui.stroke(points, ui.mm(0.6F), ink);
}

/// What all keys of a keyboard share, and what was found on the way: a key whose long press offers other letters.
struct HeldKey {
  std::string id;
  Rect drawn;
  std::vector<std::string_view> others;
};
struct Board {
  const KeyboardLayout& layout;
  TypeRole letter;
  std::optional<HeldKey> held{};
};

/// What stands on a key.
void draw_label(Ui& ui, const Key& key, const Rect& face, const TypeRole& letter, Color ink) {
  const Color none{0, 0, 0, 0};
  const bool tight = ui.form() == Form::phone || (writes(key) && key.id != "space");
  const Rect rect = face.inset(ui.mm(tight ? kLetterPaddingMm : kWordPaddingMm), 0);
  if (key.action == Action::layout) return draw_language(ui, key, rect, ink);
  if (!key.pictogram.empty()) return ui.pictogram(rect, key.pictogram, {ink, none}, std::min(ui.mm(9), rect.w));
  if (key.id == "space") return draw_space(ui, rect);
  const bool is_word = key.action == Action::clear || key.action == Action::submit;
  if (is_word && !has_room(ui, key.text, rect))
    return ui.pictogram(rect, key.action == Action::submit ? "tick" : "close", {ink, none}, std::min(ui.mm(7), rect.w));
  if (!writes(key)) {
    std::array<TypeRole, 3> roles = kFunctionRoles;
    if (key.action == Action::submit)
      for (TypeRole& role : roles) role.weight = Weight::bold;
    return ui.write_fitting(rect, key.text, roles, ink, {.across = Align::center});
  }
  ui.write(rect, key.text, letter, ink, {.across = Align::center});
}

/// `drawn` is what is seen; `cell` reaches half-way to the neighbours, and to the edges of the screen.
void draw_key(Ui& ui, const Key& key, const Rect& drawn, const Rect& cell, Board& board) {
  const std::string id = "key:" + key.id;
  std::vector<std::string_view> others;
  if (key.action == Action::type) others = held_letters(board.layout, key.text);
  const bool repeats = key.action == Action::type || key.action == Action::backspace;
  const WhenHeld when = !others.empty() ? WhenHeld::opens : repeats ? WhenHeld::again : WhenHeld::nothing;
  const Touch touch = ui.touch_down(id, cell, when);
  const Face face = draw_face(ui, drawn, look_of(key), 1.6F, touch);
  draw_label(ui, key, face.rect, board.letter, face.ink);
  if (touch.tapped) emit_key(ui, key);
  if (ui.is_open(id)) board.held = HeldKey{id, drawn, std::move(others)};
}

/// Above the key, over whatever stands there: the letter was typed when the finger came down, and another takes its
/// place.
void draw_held(Ui& ui, const HeldKey& held, const Rect& board) {
  const Theme& t = ui.theme();
  const float gap = ui.mm(1.5F), width = std::max(held.drawn.w, ui.mm(11)),
              count = static_cast<float>(held.others.size());
  Rect panel{0, held.drawn.y - held.drawn.h - 2 * gap, count * (width + gap) + gap, held.drawn.h + 2 * gap};
  panel.x = std::clamp(held.drawn.center_x() - panel.w / 2, board.x + gap, board.right() - gap - panel.w);
  ui.cover(panel);
  ui.panel(panel, ui.mm(3), t.surface, t.ink, ui.border(0.5F));
  Rect row = panel.inset(gap);
  for (const std::string_view letter : held.others) {
    const Rect cell = row.take_start(width, gap);
    const Touch touch = ui.touch_covering(held.id + ":" + std::string(letter), cell);
    const Face face = draw_face(ui, cell, Look::key, 1.6F, touch);
    ui.write(face.rect, letter, type::kLeadRegular, face.ink, {.across = Align::center});
    if (!touch.tapped) continue;
    ui.emit(Backspace{});
    ui.emit(TypeText{std::string(letter)});
    ui.close_open();
  }
}

/// How wide a letter key of a row is.
float unit_of(const Ui& ui, std::span<const Key> keys, float width) {
  const float gap = ui.mm(column_gap_mm(ui.form()));
  float units = 0;
  for (const Key& key : keys) units += key.width;
  return (width - gap * static_cast<float>(keys.size() - 1)) / units;
}

/// The largest letters of which every one keeps off the edges of its key: all are alike.
TypeRole letter_role(Ui& ui, const Layout& layout, float width) {
  const auto fits = [&](const TypeRole& role) {
    return std::all_of(layout.rows.begin(), layout.rows.end(), [&](const Row& row) {
      const float room = unit_of(ui, row, width) - 2 * ui.mm(kLetterPaddingMm);
      return std::all_of(row.begin(), row.end(), [&](const Key& key) {
        return !writes(key) || key.id == "space" || ui.measure(key.text, role).w <= room;
      });
    });
  };
  const auto roles = std::span(kLetters).subspan(ui.form() == Form::wide ? 0 : 1);
  const auto found = std::find_if(roles.begin(), roles.end(), fits);
  return found == roles.end() ? roles.back() : *found;
}

void draw_row(Ui& ui, std::span<const Key> keys, const Rect& row, const Rect& band, Board& board) {
  const float gap = ui.mm(column_gap_mm(ui.form())), unit = unit_of(ui, keys, row.w);
  float x = row.x;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const float width = unit * keys[i].width;
    const float left = std::round(x), right = std::round(x + width);
    const float cell_left = i == 0 ? band.x : std::round(left - gap / 2);
    const float cell_right = i + 1 == keys.size() ? band.right() : std::round(right + gap / 2);
    draw_key(ui, keys[i], {left, row.y, right - left, row.h}, {cell_left, band.y, cell_right - cell_left, band.h},
             board);
    x += width + gap;
  }
}

}  // namespace

float keyboard_top(const Ui& ui) { return ui.screen().bottom() - ui.mm(kKeyboardHeightMm); }

void keyboard(Ui& ui, const TypedText& typed, KeyboardKind kind) {
  ui.take_typing();
  const Rect screen = ui.screen();
  const float top = keyboard_top(ui);
  const Rect area{screen.x, top, screen.w, screen.bottom() - top};
  const KeepsLeftToRight keys_stay(ui, area);
  // Its keys answer from the first frame on, where they will stand.
  const float below = std::round(area.h * (1 - ui.arrival_on_page("keyboard", tuning::kSheetSeconds)));
  ui.fill(area.moved(0, below), 0, ui.theme().sunk);
  ui.hairline(area.x, area.right(), area.y + below, ui.theme().line);
  const KeyboardLayout& shown = layout_for(typed.layout.empty() ? ui.words().code() : typed.layout);
  const Layout layout = typed.digits ? digit_layout(ui, kind, shown) : letter_layout(ui, typed, kind, shown);
  const float key_height = ui.mm(kKeyMm), gap = ui.mm(kRowGapMm);
  const float margin = std::max(ui.mm(margin_mm(ui.form())), (area.w - ui.mm(kBoardWidthMaxMm)) / 2);
  Board board{shown, letter_role(ui, layout, area.w - 2 * margin)};
  float y = area.y + ui.mm(kTopMm);
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const Rect row{area.x + margin, y + below, area.w - 2 * margin, key_height};
    const float cell_top = i == 0 ? area.y : std::round(y - gap / 2);
    const float cell_bottom = i + 1 == layout.rows.size() ? area.bottom() : std::round(y + key_height + gap / 2);
    draw_row(ui, layout.rows[i], row, {area.x, cell_top, area.w, cell_bottom - cell_top}, board);
    y += key_height + gap;
  }
  if (board.held) draw_held(ui, *board.held, area);
}

}  // namespace hk
