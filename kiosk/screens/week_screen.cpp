#include <array>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/screens/week_parts.h"

namespace hk {
namespace {

constexpr float kGapMm = 2.5F, kTabMm = 10, kPaddingMm = 3, kChartMm = 50;
constexpr std::array kTabs{Dimension::category, Dimension::workshop, Dimension::activity, Dimension::site};

std::string tab_text(const Ui& ui, Dimension by) {
  switch (by) {
    case Dimension::category:
      return ui.tr("Kategori");
    case Dimension::workshop:
      return ui.tr("Verkstad");
    case Dimension::activity:
      return ui.tr("Aktivitet");
    default:
      return ui.tr("Plats");
  }
}

void draw_step(Ui& ui, std::string_view id, const Rect& rect, std::string_view pictogram, int week, bool later) {
  const std::string label = ui.tr("v. {number}", {{"number", std::to_string(week)}});
  if (button(ui, id, rect, label, {.pictogram = pictogram})) ui.emit(StepWeek{later});
}

/// Back, the week with its steps, its days, and the way to a file.
void draw_head(Ui& ui, const WeekModel& model, Rect& page) {
  const Theme& t = ui.theme();
  const bool wide = ui.form() == Form::wide;
  Rect row = page.take_top(ui.mm(11), ui.mm(kGapMm));
  back_button(ui, row.take_start(ui.mm(11), ui.mm(3)), 6);
  const ButtonStyle style{.look = Look::primary, .pictogram = "export"};
  const std::string label = ui.tr("Exportera");
  if (button(ui, "export", row.take_end(button_width(ui, label, style), ui.mm(3)), label, style)) ui.emit(ShowExport{});
  const std::string title = ui.tr("Vecka {number}", {{"number", std::to_string(model.week.week)}});
  const std::string days = ui.words().days(model.from, model.to) + " " + std::to_string(model.week.year);
  if (wide) {
    // The title and the days stand first, the steps beside the export.
    if (!model.goes_on) draw_step(ui, "week:after", row.take_end(ui.mm(29), ui.mm(3)), "forward", model.after, true);
    draw_step(ui, "week:before", row.take_end(ui.mm(29), ui.mm(3)), "back", model.before, false);
    const TypeRole tight{type::kStaffTitle.cap_mm, Weight::bold, 1.05F};
    ui.write(row.take_top(ui.mm(6.4F)), title, tight, t.ink);
    const std::string before = std::to_string(model.before);
    ui.write(row, ui.tr("{days}, jämfört med vecka {before}", {{"days", days}, {"before", before}}), type::kSmall,
             t.ink2);
    return;
  }
  ui.write(row, title, type::kStaffTitle, t.ink);
  Rect steps = page.take_top(ui.mm(11), ui.mm(kGapMm));
  const float step = ui.mm(ui.form() == Form::phone ? 24 : 29);
  const Rect after = steps.take_end(step, ui.mm(2));
  draw_step(ui, "week:before", steps.take_start(step, ui.mm(2)), "back", model.before, false);
  if (!model.goes_on) draw_step(ui, "week:after", after, "forward", model.after, true);
  ui.write(steps, days, type::kSmall, t.ink2, {.across = Align::center, .max_lines = 2});
}

/// What the figures do not hold. They never pretend to be complete.
std::string coverage_text(const Ui& ui, const WeekModel& model, const SyncLine& sync) {
  std::string text;
  if (model.goes_on) {
    text = ui.tr("Preliminärt: veckan är inte slut.") + " ";
  } else if (model.figures && model.figures->never_closed > 0) {
    text = ui.words().tr_count("Preliminärt: {count} pass är inte avslutat.",
                               "Preliminärt: {count} pass är inte avslutade.", model.figures->never_closed) +
           " ";
  }
  if (sync.state == SyncLine::State::not_enrolled)
    return text + ui.tr("Bara det som är registrerat på den här enheten är med.");
  if (sync.state == SyncLine::State::refused)
    return text + ui.tr("Servern nekar enheten: nytt från andra enheter saknas.");
  if (sync.state == SyncLine::State::offline && sync.last_sent)
    return text + ui.tr("Ingen uppkoppling sedan {time}: nytt från andra enheter saknas.",
                        {{"time", ui.words().time(*sync.last_sent)}});
  if (sync.state == SyncLine::State::offline) return text + ui.tr("Ingen uppkoppling: nytt från andra enheter saknas.");
  return text + ui.tr("Det som andra enheter inte har skickat än är inte med.");
}

int tab_columns(const Ui& ui) { return ui.form() == Form::phone ? 2 : static_cast<int>(kTabs.size()); }
float tabs_height(Ui& ui) { return ui.form() == Form::phone ? 2 * ui.mm(kTabMm) + ui.mm(2) : ui.mm(kTabMm); }

void draw_tabs(Ui& ui, const Rect& area, Dimension by) {
  for (std::size_t i = 0; i < kTabs.size(); ++i) {
    const Rect cell = area.cell(tab_columns(ui), static_cast<int>(i), ui.mm(kTabMm), ui.mm(2));
    const bool chosen = kTabs[i] == by;
    const std::string label = tab_text(ui, kTabs[i]);
    const Face f = face(ui, "by:" + std::to_string(i), cell, chosen ? Look::selected : Look::normal, 2);
    constexpr std::array<TypeRole, 2> kRoles{TypeRole{2.5F, Weight::bold, 1.2F}, TypeRole{2.1F, Weight::bold, 1.2F}};
    ui.write_fitting(f.rect.inset(ui.mm(1), 0), label, kRoles, f.ink, {.across = Align::center});
    if (f.tapped && !chosen) ui.emit(ChooseBreakdown{kTabs[i]});
  }
}

float table_panel_height(Ui& ui, const WeekFigures& figures) {
  return tabs_height(ui) + ui.mm(2) + week_table_height(ui, figures) + 2 * ui.mm(kPaddingMm);
}

void draw_table_panel(Ui& ui, const Rect& rect, const WeekModel& model) {
  panel(ui, rect);
  Rect inside = rect.inset(ui.mm(4), ui.mm(kPaddingMm));
  draw_tabs(ui, inside.take_top(tabs_height(ui), ui.mm(2)), model.by);
  week_table(ui, inside, *model.figures);
}

float stat_height(const Ui& ui) { return ui.mm(ui.form() == Form::phone ? 31 : 25); }

void draw_figures(Ui& ui, Rect page, const WeekModel& model) {
  const WeekFigures& figures = *model.figures;
  const bool wide = ui.form() == Form::wide;
  const float gap = ui.mm(kGapMm);
  const int columns = wide ? 6 : ui.form() == Form::tall ? 3 : 2;
  const auto rows_of = [columns](std::size_t stats) { return (static_cast<int>(stats) + columns - 1) / columns; };
  const float stat = stat_height(ui);
  const std::vector<WeekStat> first = main_stats(ui, figures), second = other_stats(ui, figures);
  const float table = table_panel_height(ui, figures);
  // Lying, chart and numbers stand whole on the first page.
  const float chart = wide ? std::max(ui.mm(kChartMm), page.h - stat - gap - ui.mm(1)) : ui.mm(kChartMm);
  const float panels = wide ? std::max(table, chart) : table + gap + chart;
  const float height = stat * static_cast<float>(rows_of(first.size()) + rows_of(second.size())) + panels + 2 * gap;
  Rect list = ui.begin_scroll("week", page, height + ui.mm(1));
  week_stats(ui, list.take_top(stat * static_cast<float>(rows_of(first.size())), gap), first, columns);
  if (wide) {
    Rect both = list.take_top(panels, gap);
    week_chart(ui, both.cell(2, 0, chart, gap), figures.weeks);
    draw_table_panel(ui, both.cell(2, 1, table, gap), model);
  } else {
    week_chart(ui, list.take_top(chart, gap), figures.weeks);
    draw_table_panel(ui, list.take_top(table, gap), model);
  }
  week_stats(ui, list.take_top(stat * static_cast<float>(rows_of(second.size()))), second, columns);
  ui.end_scroll();
}

}  // namespace

void draw(const WeekModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  draw_head(ui, model, page);
  staff_notice(ui, screen, page);
  const std::string coverage = coverage_text(ui, model, screen.sync);
  notice_bar(ui, page.take_top(notice_height(ui, page.w, coverage), ui.mm(kGapMm)), model.goes_on ? "clock" : "waiting",
             coverage, t.ochre, type::kStaff, 6);
  if (model.figures) return draw_figures(ui, page, model);
  const Rect calm = page.take_top(stat_height(ui));
  panel(ui, calm);
  ui.write(calm.inset(ui.mm(5), ui.mm(3)), ui.tr("Räknar …"), type::kStaff, t.ink2);
}

}  // namespace hk
