#include "kiosk/screens/coordination_parts.h"

/// The pages about those who work here.
namespace hk {
namespace {

std::string role_text(const Ui& ui, const StaffRow& one) {
  if (!one.active) return ui.tr("Arbetar inte här längre");
  std::string text = one.role == StaffRole::coordinator ? ui.tr("Samordnare") : ui.tr("Hälsofrämjare");
  if (one.has_pin) text += " · " + ui.tr("har pinkod");
  return text;
}

}  // namespace

void draw_staff_list(Ui& ui, const CoordinationModel& model, Rect page) {
  if (foot_button(ui, page, "act:add", ui.tr("Ny i personalen"), "plus")) ui.emit(Act{CoordinationAct::add_member});
  if (model.staff.empty())
    return calm_panel(ui, page, ui.tr("Ingen i personalen är inlagd ännu. Den som är inlagd kan få en egen pinkod."));
  std::vector<LinkRow> rows;
  for (const StaffRow& one : model.staff)
    rows.push_back({to_text(one.staff), "worker", isolated(one.name), role_text(ui, one),
                    OpenCoordination{CoordinationPage::member, one.staff}});
  link_rows(ui, page, "staff", rows);
}

void draw_member(Ui& ui, const CoordinationModel& model, const Rect& page) {
  if (model.staff.empty()) return;
  const StaffRow& one = model.staff.front();
  std::vector<ActButton> acts;
  if (one.active) {
    acts.push_back(
        {CoordinationAct::set_pin, "act:pin", "keys", one.has_pin ? ui.tr("Byt pinkod") : ui.tr("Sätt pinkod")});
    if (one.has_pin) acts.push_back({CoordinationAct::remove_pin, "act:no-pin", "close", ui.tr("Ta bort pinkoden")});
    acts.push_back({CoordinationAct::set_passphrase, "act:passphrase", "lock", ui.tr("Ny lösenfras här")});
    if (one.role == StaffRole::promoter)
      acts.push_back({CoordinationAct::make_coordinator, "act:coordinator", "up", ui.tr("Gör till samordnare")});
    else
      acts.push_back({CoordinationAct::make_promoter, "act:promoter", "down", ui.tr("Gör till hälsofrämjare")});
    acts.push_back({CoordinationAct::let_go, "act:let-go", "door", ui.tr("Har slutat")});
  } else {
    acts.push_back({CoordinationAct::take_back, "act:take-back", "undo", ui.tr("Arbetar här igen")});
  }
  facts_and_acts(ui, page,
                 {{ui.tr("Roll"), one.role == StaffRole::coordinator ? ui.tr("Samordnare") : ui.tr("Hälsofrämjare")},
                  {ui.tr("Pinkod"), one.has_pin ? ui.tr("Ja") : ui.tr("Nej")},
                  {ui.tr("Arbetar här"), one.active ? ui.tr("Ja") : ui.tr("Nej")}},
                 acts);
}

}  // namespace hk
