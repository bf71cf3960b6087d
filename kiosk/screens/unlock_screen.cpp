#include <cmath>

#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

/// The whole row answers.
void draw_visible(Ui& ui, const Rect& row, bool on) {
  const Theme& t = ui.theme();
  const Touch touch = ui.touch("visible", row);
  Rect content = row;
  draw_switch(ui, content.take_start(ui.mm(15), ui.mm(3)), on);
  ui.write(content, ui.tr("Visa"), type::kStaff, t.ink);
  if (touch.focused) ui.outline(row.inset(-ui.mm(1.5F)), ui.mm(3.5F), t.ink, ui.mm(0.8F));
  if (touch.tapped) ui.emit(ToggleVisible{});
}

void draw_hint(Ui& ui, Rect row, std::string_view text) {
  const Theme& t = ui.theme();
  const Rect icon = row.take_start(ui.mm(6), ui.mm(2));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  ui.write(row, text, type::kStaff, t.ink, {.max_lines = 4});
}

/// The field with switch and button beside it, or in a row below it.
void draw_form(Ui& ui, Rect area, const UnlockModel& model) {
  const bool wide = ui.form() == Form::wide;
  const std::string text = ui.tr("Lösenfrasen öppnar namnen på den här enheten. Är du deltagare? Tryck på pilen.");
  const float hint = std::max(ui.mm(9), std::ceil(ui.measure(text, type::kStaff, area.w - ui.mm(8), 4).h));
  const float row_height = ui.mm(13), gap = ui.mm(3), head = ui.mm(7), head_gap = ui.mm(2);
  const float form = head + head_gap + (wide ? 1.0F : 2.0F) * (row_height + gap);
  // Under a notice on a phone there is no room for the hint; the arrow is there.
  const bool hinted = form + hint <= area.h;
  area = area.centered(area.w, form + (hinted ? hint : 0));
  ui.write(area.take_top(head, head_gap), ui.tr("Skriv lösenfrasen"), type::kStaffPrompt, ui.theme().ink);
  Rect field = area.take_top(row_height, gap);
  Rect row = wide ? field : area.take_top(row_height, gap);
  const std::string label = model.checking ? ui.tr("Låser upp …") : ui.tr("Lås upp");
  const ButtonStyle style{.look = model.checking ? Look::disabled : Look::primary, .pictogram = "lock"};
  if (button(ui, "unlock", row.take_end(ui.mm(44), gap), label, style)) ui.emit(Unlock{});
  draw_visible(ui, wide ? row.take_end(ui.mm(30), ui.mm(4)) : row.take_start(ui.mm(30)), model.visible);
  text_field(ui, wide ? row : field, model.passphrase,
             {.pictogram = "lock",
              .role = type::kStaff,
              .pictogram_mm = 6,
              .caret_mm = 6,
              .typing = !model.checking,
              .dots = !model.visible});
  if (hinted) draw_hint(ui, area, text);
}

}  // namespace

void draw(const UnlockModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = typing_page(ui);
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Lås upp namnen"), type::kStaffTitle, ui.theme().ink);
  staff_notice(ui, screen, page);
  draw_form(ui, page, model);
  keyboard(ui, model.passphrase, KeyboardKind::staff);
}

}  // namespace hk
