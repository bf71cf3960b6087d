#include <algorithm>
#include <cmath>

#include "kiosk/app/period_choices.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/screens/week_parts.h"

namespace hk {
namespace {

constexpr float kGapMm = 2.5F, kChartMm = 50, kHeadMm = 11;

void draw_step(Ui& ui, std::string_view id, const Rect& rect, std::string_view pictogram, const Period& to,
               bool later) {
  if (button(ui, id, rect, period_short(ui, to), {.pictogram = pictogram, .role = type::kSmall, .pictogram_mm = 5}))
    ui.emit(StepPeriod{later});
}

/// The period itself leads to any other.
void draw_period(Ui& ui, const Rect& rect, const WeekModel& model) {
  const Face f = face(ui, "period", rect, Look::normal, 2);
  Rect content = f.rect.inset(ui.mm(2.5F), 0);
  const Rect icon = content.take_start(ui.mm(6), ui.mm(2));
  ui.pictogram(icon, "calendar", {f.ink, Color{0, 0, 0, 0}}, icon.w, 1.8F);
  const std::string days = period_days(ui, model.period), name = period_name(ui, model.period);
  constexpr std::array<TypeRole, 2> kTitles{TypeRole{3.2F, Weight::bold, 1.1F}, TypeRole{2.6F, Weight::bold, 1.1F}};
  constexpr std::array<TypeRole, 2> kDays{TypeRole{2.3F, Weight::regular, 1.1F}, TypeRole{2.1F, Weight::regular, 1.1F}};
  if (name == days) {
    ui.write_fitting(content, name, kTitles, f.ink, {.max_lines = 2});
  } else {
    content = content.centered(content.w, ui.line_height(kTitles[0]) + ui.line_height(kDays[0]));
    ui.write_fitting(content.take_top(ui.line_height(kTitles[0])), name, kTitles, f.ink);
    ui.write_fitting(content, days, kDays, f.ink2);
  }
  if (f.tapped) ui.emit(PickPeriod{});
}

/// What is compared with, and a touch away the other thing that can be.
void draw_comparison(Ui& ui, const Rect& rect, const WeekModel& model) {
  const std::string label = ui.tr("mot {period}", {{"period", period_within(ui, model.compared, model.period)}});
  const bool previous = model.compare == Comparison::previous;
  if (button(ui, "compare", rect, label, {.pictogram = "undo", .role = type::kSmall, .pictogram_mm = 5}))
    ui.emit(ChooseComparison{previous ? Comparison::last_year : Comparison::previous});
}

void draw_export(Ui& ui, const Rect& rect) {
  const ButtonStyle style{.look = Look::primary, .pictogram = "export"};
  if (button(ui, "export", rect, ui.tr("Exportera"), style)) ui.emit(ShowExport{});
}

float export_width(Ui& ui) {
  return button_width(ui, ui.tr("Exportera"), {.look = Look::primary, .pictogram = "export"});
}

/// Back, the period with its steps, what it is compared with, and the way to a file: in one row, or in two or three.
void draw_head(Ui& ui, const WeekModel& model, Rect& page) {
  const Form form = ui.form();
  const float gap = ui.mm(kGapMm);
  Rect row = page.take_top(ui.mm(kHeadMm), gap);
  back_button(ui, row.take_start(ui.mm(kHeadMm), gap), 6);
  const auto steps = [&](Rect& within, float width) {
    draw_step(ui, "period:before", within.take_start(width, gap), "back", period_before(model.period), false);
    if (!model.goes_on)
      draw_step(ui, "period:after", within.take_start(width, gap), "forward", period_after(model.period), true);
  };
  if (form == Form::wide) {
    if (model.may_export) draw_export(ui, row.take_end(export_width(ui), gap));
    draw_period(ui, row.take_start(ui.mm(60), gap), model);
    steps(row, ui.mm(27));
    return draw_comparison(ui, row, model);
  }
  if (model.may_export && form == Form::tall) draw_export(ui, row.take_end(export_width(ui), gap));
  draw_period(ui, row, model);
  Rect second = page.take_top(ui.mm(kHeadMm), gap);
  if (form == Form::tall) {
    steps(second, ui.mm(31));
    return draw_comparison(ui, second, model);
  }
  steps(second, (second.w - gap) / 2);
  Rect third = page.take_top(ui.mm(kHeadMm), gap);
  if (model.may_export) draw_export(ui, third.take_end(std::min(export_width(ui), third.w * 0.55F), gap));
  draw_comparison(ui, third, model);
}

/// What the figures do not hold, as one bar that opens. They never pretend to be complete.
void draw_coverage(Ui& ui, const WeekModel& model, Rect& page) {
  if (!model.report) return;
  const std::string text = coverage_short(ui, *model.report);
  if (text.empty()) return;
  const float end = ui.mm(13);
  const Rect bar = page.take_top(notice_height(ui, page.w, text, end), ui.mm(kGapMm));
  notice_bar(ui, bar, model.goes_on ? "clock" : "waiting", text, ui.theme().ochre, type::kStaff, 6, end);
  Rect at = bar;
  at.take_end(ui.mm(2));
  const Rect slot = at.take_end(ui.mm(10)).centered(ui.mm(10), ui.mm(10));
  if (button(ui, "coverage", slot, "", {.pictogram = model.all_coverage ? "up" : "down"})) ui.emit(ShowCoverage{});
}

float coverage_height(Ui& ui, const std::vector<std::string>& lines, float width) {
  float height = 2 * ui.mm(3);
  for (const std::string& line : lines) height += std::ceil(ui.measure(line, type::kStaff, width - ui.mm(8), 4).h);
  return height;
}

void draw_coverage_lines(Ui& ui, const Rect& rect, const std::vector<std::string>& lines) {
  panel(ui, rect);
  Rect inside = rect.inset(ui.mm(4), ui.mm(3));
  for (const std::string& line : lines)
    ui.write(inside.take_top(std::ceil(ui.measure(line, type::kStaff, inside.w, 4).h)), line, type::kStaff,
             ui.theme().ink, {.max_lines = 4});
}

void draw_figures(Ui& ui, Rect page, const WeekModel& model) {
  const Report& report = *model.report;
  const bool wide = ui.form() == Form::wide;
  const float gap = ui.mm(kGapMm);
  const int columns = wide ? 6 : ui.form() == Form::tall ? 3 : 2;
  const std::vector<std::string> lines = model.all_coverage ? coverage_lines(ui, report) : std::vector<std::string>{};
  const float missing = lines.empty() ? 0 : coverage_height(ui, lines, page.w) + gap;
  const float first = week_stats_height(ui, main_figures().size(), columns);
  const float others = week_stats_height(ui, other_figures().size(), std::min(columns, 4));
  const float half = wide ? (page.w - gap) / 2 : page.w;
  const float table = table_panel_height(ui, model, half), targets = targets_height(ui, report);
  // Lying, chart and numbers stand whole on the first page.
  const float chart = wide ? std::max(ui.mm(kChartMm), page.h - first - gap - ui.mm(1)) : ui.mm(kChartMm + 8);
  const float goals = targets > 0 ? targets + gap : 0;
  const float beside = wide ? std::max(table, chart + (targets > 0 ? gap + targets : 0)) : table + gap + chart + goals;
  Rect list = ui.begin_scroll("week", page, missing + first + gap + beside + gap + others + ui.mm(1));
  if (!lines.empty()) draw_coverage_lines(ui, list.take_top(missing - gap, gap), lines);
  week_stats(ui, list.take_top(first, gap), report, main_figures(), columns);
  Rect both = list.take_top(beside, gap);
  Rect start = wide ? both.take_start(half, gap) : both;
  week_chart(ui, start.take_top(chart, gap), model);
  if (targets > 0) week_targets(ui, start.take_top(targets, gap), report);
  draw_table_panel(ui, wide ? both.take_top(table) : start.take_top(table), model);
  week_stats(ui, list.take_top(others), report, other_figures(), std::min(columns, 4));
  ui.end_scroll();
}

}  // namespace

void draw(const WeekModel& model, const Screen& screen, Ui& ui) {
  const Theme& t = ui.theme();
  ui.fill(ui.screen(), 0, t.paper);
  Rect page = staff_page(ui, screen.sync);
  draw_head(ui, model, page);
  staff_notice(ui, screen, page);
  draw_coverage(ui, model, page);
  if (model.report) return draw_figures(ui, page, model);
  const Rect calm = page.take_top(ui.mm(25));
  panel(ui, calm);
  ui.write(calm.inset(ui.mm(5), ui.mm(3)), ui.tr("Räknar …"), type::kStaff, t.ink2);
}

}  // namespace hk
