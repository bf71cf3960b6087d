#include "kiosk/screens/extras_panel.h"

#include <array>

namespace hk {
namespace {

constexpr float kRowMm = 15, kGapMm = 2.4F;
constexpr std::array<TypeRole, 2> kWords{TypeRole{3.0F, Weight::regular, 1.15F},
                                         TypeRole{2.5F, Weight::regular, 1.15F}};

Rect take_row(Ui& ui, Rect& area) {
  const Rect row = area.take_top(ui.mm(kRowMm), ui.mm(kGapMm));
  panel(ui, row);
  return row;
}

void draw_pictogram(Ui& ui, Rect& content, std::string_view name, const ColorPair& colors) {
  const Rect icon = content.take_start(ui.mm(8), ui.mm(3));
  ui.pictogram(icon, name, colors, icon.w, 1.8F);
}

void draw_language(Ui& ui, const Rect& row, bool on) {
  const Theme& t = ui.theme();
  const Touch touch = ui.touch("language", row);
  if (touch.focused) ui.outline(row.inset(-ui.mm(1.5F)), ui.mm(4.5F), t.ink, ui.mm(0.8F));
  Rect content = row.inset(ui.mm(4), 0);
  draw_switch(ui, content.take_end(ui.mm(15), ui.mm(3)), on);
  draw_pictogram(ui, content, "language", t.plum);
  ui.write_fitting(content, ui.tr("Språkträning"), kWords, t.ink);
  if (touch.tapped) ui.emit(ToggleLanguageTraining{});
}

std::string names_of(const Ui& ui, const std::vector<std::string>& partners) {
  if (partners.empty()) return ui.tr("Ingen samverkanspart");
  if (partners.size() == 1) return isolated(partners.front());
  return ui.tr("{name} och {count} till", {{"name", partners.front()}, {"count", std::to_string(partners.size() - 1)}});
}

void draw_partners(Ui& ui, const Rect& row, const std::vector<std::string>& partners) {
  const Theme& t = ui.theme();
  Rect content = row.inset(ui.mm(4), 0);
  content.w += ui.mm(2);
  const std::string label = ui.tr("Ändra");
  const float width = button_width(ui, label);
  const Rect end = content.take_end(width, ui.mm(3)).centered(width, ui.mm(11));
  if (button(ui, "partners", end, label)) ui.emit(ShowPartners{});
  if (ui.form() != Form::phone) draw_pictogram(ui, content, "family", {t.pine, t.pine_soft});
  ui.write_fitting(content, names_of(ui, partners), kWords, t.ink, {.max_lines = 2});
}

}  // namespace

float extras_height(const Ui& ui, const RosterModel& model) {
  const float rows = model.has_partners ? 2 : 1;
  return rows * (ui.mm(kRowMm) + ui.mm(kGapMm));
}

void extras_panel(Ui& ui, Rect area, const RosterModel& model) {
  draw_language(ui, take_row(ui, area), model.language_training);
  if (model.has_partners) draw_partners(ui, take_row(ui, area), model.partners);
}

}  // namespace hk
