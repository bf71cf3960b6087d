#include "kiosk/screens/extras_panel.h"

#include <array>

#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kRowMm = 15, kGapMm = 2.4F;
constexpr std::array<TypeRole, 2> kWords{TypeRole{3.0F, Weight::regular, 1.15F},
                                         TypeRole{2.5F, Weight::regular, 1.15F}};

Rect take_row(Ui& ui, Rect& area) {
  const Rect row = area.take_top(ui.text_mm(kRowMm), ui.mm(kGapMm));
  panel(ui, row);
  return row;
}

std::string names_of(const Ui& ui, const std::vector<std::string>& partners) {
  if (partners.empty()) return ui.tr("Ingen samverkanspart");
  if (partners.size() == 1) return isolated(partners.front());
  return ui.tr("{name} och {count} till", {{"name", partners.front()}, {"count", std::to_string(partners.size() - 1)}});
}

/// A row that leads to where it is changed. True when tapped.
bool draw_change_row(Ui& ui, const Rect& row, std::string_view id, std::string_view pictogram, std::string_view text) {
  const Theme& t = ui.theme();
  Rect content = row.inset(ui.mm(4), 0);
  content.w += ui.mm(2);
  const std::string label = ui.tr("Ändra");
  const float width = button_width(ui, label);
  const Rect end = content.take_end(width, ui.mm(3)).centered(width, ui.mm(11));
  const bool tapped = button(ui, id, end, label);
  if (ui.form() != Form::phone) row_pictogram(ui, content, pictogram, {t.pine, t.pine_soft});
  ui.write_fitting(content, text, kWords, t.ink, {.max_lines = 2});
  return tapped;
}

}  // namespace

float extras_height(const Ui& ui, const RosterModel& model) {
  const float rows =
      static_cast<float>(model.twins.size()) + (model.has_partners ? 2 : 1) + (model.names_locked ? 0 : 1);
  return rows * (ui.text_mm(kRowMm) + ui.mm(kGapMm));
}

void extras_panel(Ui& ui, Rect area, const RosterModel& model) {
  const Theme& t = ui.theme();
  if (switch_row(ui, take_row(ui, area), {"language", "language", t.plum, ui.tr("Språkträning")},
                 model.language_training))
    ui.emit(ToggleLanguageTraining{});
  // What two tablets may have begun twice comes before what can wait.
  for (std::size_t i = 0; i < model.twins.size(); ++i) {
    const std::string start = ui.words().time(model.twins[i].start);
    const SwitchRow words{"twin:" + std::to_string(i),
                          "clock",
                          {t.pine, t.pine_soft},
                          ui.tr("Samma tillfälle som {time}", {{"time", start}})};
    if (switch_row(ui, take_row(ui, area), words, model.twins[i].same))
      ui.emit(ToggleSameSession{model.twins[i].session});
  }
  const bool partners = model.has_partners &&
                        draw_change_row(ui, take_row(ui, area), "partners", "dialogue", names_of(ui, model.partners));
  if (partners) ui.emit(ShowPartners{});
  const bool families =
      !model.names_locked && draw_change_row(ui, take_row(ui, area), "families", "family", ui.tr("Familjer"));
  if (families) ui.emit(ShowFamily{});
}

}  // namespace hk
