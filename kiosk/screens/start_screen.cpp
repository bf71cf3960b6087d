#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"

namespace hk {
namespace {

constexpr float kOptionMm = 13, kActivityMm = 16, kGapMm = 2.4F, kStepMm = 8 + kGapMm;

int activity_columns(const Ui& ui) { return ui.form() == Form::phone ? 1 : 2; }

/// With all their rows in sight, and the head of the step.
float activities_height(const Ui& ui, const StartModel& model) {
  const auto columns = static_cast<std::size_t>(activity_columns(ui));
  const auto rows = static_cast<float>((model.activities.size() + columns - 1) / columns);
  return ui.mm(kStepMm) + rows * (ui.mm(kActivityMm) + ui.mm(kGapMm));
}
float sites_height(const Ui& ui, const StartModel& model) {
  return ui.mm(kStepMm) + static_cast<float>(model.sites.size()) * (ui.mm(kOptionMm) + ui.mm(kGapMm));
}

void draw_activity(Ui& ui, const Rect& rect, const std::string& id, const StartModel::Activity& activity, bool chosen) {
  const Face f = face(ui, id, rect, chosen ? Look::selected : Look::normal, 2, activity.code);
  Rect content = f.rect.inset(ui.mm(2.5F), 0);
  const Rect disc = content.take_start(ui.mm(11), ui.mm(3));
  activity_disc(ui, disc.centered(ui.mm(11), ui.mm(11)), activity.badge, 8);
  if (chosen) {
    const Rect tick = content.take_end(ui.mm(6), ui.mm(1));
    ui.pictogram(tick, "tick", {f.ink, Color{0, 0, 0, 0}}, tick.w, 2.6F);
  }
  constexpr TypeRole kName{3.0F, Weight::bold, 1.15F}, kSecond{2.5F, Weight::regular, 1.15F};
  Rect lines = content.centered(content.w, ui.line_height(kName) + ui.line_height(kSecond));
  ui.write(lines.take_top(ui.line_height(kName)), activity.badge.name, kName, f.ink);
  ui.write(lines, activity.workshop, kSecond, f.ink2);
  if (f.tapped) ui.emit(ChooseActivity{activity.code});
}

void draw_activities(Ui& ui, Rect area, const StartModel& model) {
  step_head(ui, area.take_top(ui.mm(8), ui.mm(kGapMm)), "1", ui.tr("Vad?"));
  const float row = ui.mm(kActivityMm), gap = ui.mm(kGapMm);
  const Rect list = ui.begin_scroll("activities", area, activities_height(ui, model) - ui.mm(kStepMm));
  for (std::size_t i = 0; i < model.activities.size(); ++i) {
    const auto& activity = model.activities[i];
    draw_activity(ui, list.cell(activity_columns(ui), static_cast<int>(i), row, gap), "activity:" + std::to_string(i),
                  activity, model.chosen_activity == activity.code);
  }
  ui.end_scroll();
}

void draw_sites(Ui& ui, Rect area, const StartModel& model) {
  step_head(ui, area.take_top(ui.mm(8), ui.mm(kGapMm)), "2", ui.tr("Var?"));
  const float row = ui.mm(kOptionMm), gap = ui.mm(kGapMm);
  Rect list = ui.begin_scroll("sites", area, static_cast<float>(model.sites.size()) * (row + gap));
  for (std::size_t i = 0; i < model.sites.size(); ++i) {
    const auto& site = model.sites[i];
    const std::string id = "site:" + std::to_string(i);
    if (option(ui, list.take_top(row, gap),
               {.id = id,
                .key = site.code,
                .pictogram = "place",
                .title = site.name,
                .second = {},
                .chosen = model.chosen_site == site.code}))
      ui.emit(ChooseSite{site.code});
  }
  ui.end_scroll();
}

/// Cut from the bottom of `area`.
void draw_begin(Ui& ui, Rect& area, const StartModel& model) {
  const bool ready = model.chosen_activity.has_value() && model.chosen_site.has_value();
  const Rect foot = area.take_bottom(ui.mm(14), ui.mm(kGapMm) + ui.mm(1)).moved(0, -ui.mm(1));
  const ButtonStyle style{.look = ready ? Look::primary : Look::disabled, .pictogram = "tick"};
  if (button(ui, "begin", foot, ready ? ui.tr("Starta") : ui.tr("Välj vad och var"), style) && ready)
    ui.emit(StartSession{});
}

}  // namespace

void draw(const StartModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  Rect head = page.take_top(ui.mm(11), ui.mm(3));
  back_button(ui, head.take_start(ui.mm(11), ui.mm(3)), 6);
  ui.write(head, ui.tr("Starta något annat"), type::kStaffTitle, t.ink);
  staff_notice(ui, screen, page);
  if (ui.form() == Form::wide) {
    Rect sites = page.take_end(ui.mm(66), ui.mm(6));
    draw_begin(ui, sites, model);
    draw_activities(ui, page, model);
    return draw_sites(ui, sites, model);
  }
  draw_begin(ui, page, model);
  const float activities = activities_height(ui, model), sites = sites_height(ui, model);
  Rect list = ui.begin_scroll("steps", page, activities + ui.mm(4) + sites);
  draw_activities(ui, list.take_top(activities, ui.mm(4)), model);
  draw_sites(ui, list, model);
  ui.end_scroll();
}

}  // namespace hk
