#include <array>
#include <cmath>

#include "kiosk/screens/participant_parts.h"
#include "kiosk/screens/screens.h"

namespace hk {
namespace {

constexpr float kKeyMm = 20, kGapMm = 3, kDotMm = 6;
constexpr float kPadWidthMm = 3 * kKeyMm + 2 * kGapMm, kPadHeightMm = 4 * kKeyMm + 3 * kGapMm;
constexpr std::size_t kDigits = 6;
constexpr TypeRole kDigit{6.0F, Weight::regular, 1.0F};

struct Key {
  std::string_view id, digit, pictogram;
  Look look;
};

/// True when the finger goes down on it, as on the keyboard.
bool draw_key(Ui& ui, const Rect& rect, const Key& key) {
  const std::string id = "pin:" + std::string(key.id);
  const Touch touch = key.look == Look::disabled ? Touch{} : ui.touch_down(id, rect);
  const Face f = draw_face(ui, rect, key.look, 2, touch);
  if (key.pictogram.empty()) {
    ui.write(f.rect, key.digit, kDigit, f.ink, {.across = Align::center});
  } else {
    ui.pictogram(f.rect, key.pictogram, {f.ink, Color{0, 0, 0, 0}}, ui.mm(10), 1.8F);
  }
  return f.tapped;
}

/// The layout of a telephone, in every language.
void draw_pad(Ui& ui, const Rect& pad, const PinModel& model) {
  static constexpr std::array<std::string_view, 10> kDigitsInOrder{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"};
  const KeepsLeftToRight keys_stay(ui, pad);
  const bool open = model.wait_seconds == 0;
  const float size = ui.mm(kKeyMm), gap = ui.mm(kGapMm);
  const Look look = open ? Look::normal : Look::disabled;
  for (std::size_t i = 0; i < kDigitsInOrder.size(); ++i) {
    const int cell = i == 9 ? 10 : static_cast<int>(i);
    const std::string_view digit = kDigitsInOrder[i];
    if (draw_key(ui, pad.cell(3, cell, size, gap), {digit, digit, {}, look})) ui.emit(TypeText{std::string(digit)});
  }
  const Look back = open && model.digits > 0 ? Look::normal : Look::disabled;
  if (draw_key(ui, pad.cell(3, 9, size, gap), {"backspace", {}, "backspace", back})) ui.emit(Backspace{});
  const Look done = open && model.digits == kDigits ? Look::primary : Look::disabled;
  if (draw_key(ui, pad.cell(3, 11, size, gap), {"submit", {}, "tick", done})) ui.emit(SubmitText{});
}

void draw_dots(Ui& ui, Rect row, const PinModel& model) {
  const Theme& t = ui.theme();
  const float size = ui.mm(kDotMm), step = size + ui.mm(kGapMm);
  for (std::size_t i = 0; i < kDigits; ++i) {
    const float x = row.x + step * static_cast<float>(i) + size / 2, line = ui.mm(0.5F);
    if (i < model.digits) {
      ui.disc(x, row.center_y(), size / 2, t.ink);
    } else {
      ui.arc(x, row.center_y(), (size - line) / 2, 0, 1, line, t.ink);
    }
  }
}

/// Beside the pad what is said begins at a line of its own; over it, it stands in the middle as the pad does.
bool is_beside(const Ui& ui) { return ui.form() == Form::wide; }
Rect placed(const Ui& ui, Rect row, float width) {
  width = std::min(width, row.w);
  return is_beside(ui) ? row.take_start(width) : row.centered(width, row.h);
}

/// A wait or a wrong PIN, else the line that sends a lost participant back.
void draw_hint(Ui& ui, Rect row, const PinModel& model, const Screen& screen) {
  const Theme& t = ui.theme();
  if (model.wait_seconds > 0) {
    const std::string wait =
        ui.words().tr_count("Vänta {count} sekund. Sedan går det att försöka igen.",
                            "Vänta {count} sekunder. Sedan går det att försöka igen.", model.wait_seconds);
    return notice_bar(ui, row, "clock", wait, t.ochre, type::kStaff, 6.5F);
  }
  if (screen.notice) return staff_notice_within(ui, screen, row);
  const std::string lost = ui.tr("Är du deltagare? Tryck på pilen.");
  row = placed(ui, row, ui.mm(9) + ui.measure(lost, type::kStaff).w + 1);
  const Rect icon = row.take_start(ui.mm(7), ui.mm(2));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  ui.write(row, lost, type::kStaff, t.ink, {.max_lines = 2});
}

void draw_words(Ui& ui, Rect area, const PinModel& model, const Screen& screen) {
  const bool phone = ui.form() == Form::phone;
  const float mark_size = ui.mm(16), title = ui.mm(7), dots = ui.mm(kDotMm), hint = ui.mm(phone ? 12 : 14),
              other = ui.mm(11);
  const float gap = ui.mm(phone ? 2 : 5);
  const float height = (phone ? 0 : mark_size + gap) + title + gap + dots + gap + hint + gap + other;
  area = area.centered(area.w, height);
  if (!is_beside(ui)) area = area.centered(std::min(area.w, ui.mm(phone ? 82 : 96)), height);
  if (!phone) mark(ui, placed(ui, area.take_top(mark_size, gap), mark_size), ui.theme().band_ground);
  ui.write(area.take_top(title, gap), ui.tr("Skriv din pinkod"), type::kStaffTitle, ui.theme().ink,
           {.across = is_beside(ui) ? Align::start : Align::center});
  const float all_dots = kDigits * (dots + ui.mm(kGapMm)) - ui.mm(kGapMm);
  draw_dots(ui, placed(ui, area.take_top(dots, gap), all_dots), model);
  draw_hint(ui, area.take_top(hint, gap), model, screen);
  const ButtonStyle style{.pictogram = "keyboard"};
  const std::string label = ui.tr("Lösenfras i stället");
  const Rect place = placed(ui, area.take_top(other), button_width(ui, label, style));
  if (button(ui, "passphrase", place, label, style)) ui.emit(ShowUnlock{});
}

}  // namespace

void draw(const PinModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  ui.take_typing();
  Rect page = bare_page(ui, band_left(model.seconds_left));
  const bool wide = is_beside(ui);
  const float width = ui.mm(kPadWidthMm), height = ui.mm(kPadHeightMm);
  Rect head = page;
  head.h = ui.mm(13);
  if (!wide) page.take_top(ui.mm(13), ui.mm(2));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)).centered(ui.mm(11), ui.mm(11)), 6);
  if (model.seconds_left) head_end(ui, head, {}, model.seconds_left);
  if (wide) {
    Rect side = page.take_end(page.w / 2);
    draw_pad(ui, side.centered(width, height), model);
    page.take_start(ui.mm(21), 0);
    return draw_words(ui, page, model, screen);
  }
  draw_pad(ui, page.take_bottom(height, ui.mm(3)).centered(width, height), model);
  draw_words(ui, page, model, screen);
}

}  // namespace hk
