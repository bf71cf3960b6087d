#include "kiosk/screens/keyboard.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/widgets.h"

namespace hk {
namespace {

/// Knob at the end when on; the whole row answers.
void draw_switch(Ui& ui, const Rect& row, bool on) {
  const Theme& t = ui.theme();
  const Touch touch = ui.touch("visible", row);
  Rect content = row;
  const Rect place = content.take_start(ui.mm(15), ui.mm(3));
  const Rect slot = place.centered(ui.mm(15), ui.mm(8.5F));
  ui.panel(slot, slot.h / 2, on ? t.pine : t.surface, on ? t.pine : t.control, ui.border(0.5F));
  const float knob = ui.mm(6.1F) / 2, out = slot.h / 2;
  ui.disc(on ? slot.right() - out : slot.x + out, slot.center_y(), knob, on ? t.on_pine : t.control);
  ui.write(content, ui.tr("Visa"), type::kStaff, t.ink);
  if (touch.focused) ui.outline(row.inset(-ui.mm(1.5F)), ui.mm(3.5F), t.ink, ui.mm(0.8F));
  if (touch.tapped) ui.emit(ToggleVisible{});
}

void draw_form(Ui& ui, Rect area, const UnlockModel& model) {
  const Theme& t = ui.theme();
  area = area.centered(area.w, ui.mm(38));
  ui.write(area.take_top(ui.mm(7), ui.mm(2)), ui.tr("Skriv lösenfrasen"), type::kStaffPrompt, t.ink);
  Rect row = area.take_top(ui.mm(13), ui.mm(3));
  const std::string label = model.checking ? ui.tr("Låser upp …") : ui.tr("Lås upp");
  ButtonStyle style{.look = model.checking ? Look::disabled : Look::primary, .pictogram = "lock"};
  if (button(ui, "unlock", row.take_end(ui.mm(44), ui.mm(3)), label, style)) ui.emit(Unlock{});
  draw_switch(ui, row.take_end(ui.mm(30), ui.mm(4)), model.visible);
  text_field(ui, row, model.passphrase.text,
             {.pictogram = "lock",
              .role = type::kStaff,
              .pictogram_mm = 6,
              .caret_mm = 6,
              .typing = !model.checking,
              .dots = !model.visible});
  Rect hint = area.take_top(ui.mm(9));
  const Rect icon = hint.take_start(ui.mm(6), ui.mm(2));
  ui.pictogram(icon, "info", {t.pine, t.pine_soft}, icon.w, 1.8F);
  ui.write(hint, ui.tr("Lösenfrasen öppnar namnen på den här enheten. Är du deltagare? Tryck på pilen."), type::kStaff,
           t.ink);
}

}  // namespace

void draw(const UnlockModel& model, const Screen& screen, Ui& ui) {
  ui.fill(ui.screen(), 0, ui.theme().paper);
  Rect page = band(ui, 2);
  page = page.inset(ui.mm(5), 0);
  page.take_top(ui.mm(3));
  page.h = keyboard_top(ui) - page.y;
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Lås upp namnen"), type::kStaffTitle, ui.theme().ink);
  staff_notice(ui, screen, page);
  draw_form(ui, page, model);
  keyboard(ui, model.passphrase, KeyboardKind::staff);
}

}  // namespace hk
