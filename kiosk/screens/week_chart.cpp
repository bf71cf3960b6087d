#include <algorithm>
#include <cmath>

#include "kiosk/screens/week_parts.h"

namespace hk {
namespace {

constexpr std::size_t kAttendances = 3;  // its place in figures()

const ReportNumber& attendances(const ReportPeriod& week) { return week.figures.numbers[kAttendances]; }

/// The number of a bar is shown over the last and the least: what one asks about first.
std::size_t least_week(const std::vector<ReportPeriod>& weeks) {
  std::size_t least = 0;
  for (std::size_t i = 1; i + 1 < weeks.size(); ++i)
    if (attendances(weeks[i]).value < attendances(weeks[least]).value) least = i;
  return least;
}

/// The least of 1, 2 and 5 times a power of ten with which at most four lines fit.
std::int64_t line_step(std::int64_t most) {
  for (std::int64_t power = 1;; power *= 10)
    for (const std::int64_t factor : {1, 2, 5})
      if (most <= 4 * factor * power) return factor * power;
}

/// Where the bars stand.
struct Field {
  Rect rect;
  float unit, slot;  ///< px of one attendance, and of one week
};

void draw_lines(Ui& ui, const Rect& scale, const Field& field, std::int64_t most) {
  const Theme& t = ui.theme();
  for (std::int64_t value = line_step(most); value <= most; value += line_step(most)) {
    const float y = std::round(field.rect.bottom() - field.unit * static_cast<float>(value));
    ui.hairline(field.rect.x, field.rect.right(), y, t.line);
    ui.write({scale.x, y - ui.mm(2.5F), scale.w - ui.mm(1.5F), ui.mm(5)}, ui.words().number(value), type::kSmall,
             t.ink2, {.across = Align::end});
  }
}

void draw_bar(Ui& ui, const Rect& bar, bool goes_on, bool marked) {
  const Theme& t = ui.theme();
  if (bar.h < 1) return;
  if (goes_on) return ui.panel(bar, 0, t.surface, t.pine, ui.border(0.6F));
  ui.fill(bar, 0, marked ? t.pine : t.bar);
}

void draw_bars(Ui& ui, const WeekModel& model, const Field& field, const Rect& names) {
  const Theme& t = ui.theme();
  const std::vector<ReportPeriod>& weeks = model.report->weeks;
  const std::size_t least = least_week(weeks);
  const float gap = std::round(field.slot * 0.23F);
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const bool asked = i + 1 == weeks.size(), touched = model.bar == i, marked = model.bar ? touched : asked;
    const float x = std::round(field.rect.x + field.slot * static_cast<float>(i));
    const float height = field.unit * static_cast<float>(attendances(weeks[i]).value);
    const Rect bar{x + gap / 2, std::round(field.rect.bottom() - height), field.slot - gap, std::round(height)};
    draw_bar(ui, bar, weeks[i].goes_on, marked);
    if (touched) ui.outline(bar.inset(-ui.mm(0.5F)), 0, t.ink, ui.mm(0.6F));
    // A touched one's stands in the head.
    if (!model.bar && (asked || (i == least && field.slot > ui.mm(6)))) {
      const std::string number = number_text(ui, attendances(weeks[i]));
      const float width = std::ceil(ui.measure(number, type::kSmallBold).w) + 1;
      const float from = std::clamp(bar.x + (bar.w - width) / 2, field.rect.x, field.rect.right() - width);
      // Where it is wider than its bar it would stand on the neighbours'.
      if (!asked && width > field.slot + gap) ui.fill({from, bar.y - ui.mm(4.6F), width, ui.mm(4.6F)}, 0, t.surface);
      ui.write({from, bar.y - ui.mm(4.6F), width, ui.mm(4.6F)}, number, type::kSmallBold, t.ink,
               {.across = Align::center});
    }
    ui.write({x - ui.mm(1), names.y, field.slot + ui.mm(2), names.h},
             std::to_string(iso_week(weeks[i].period.from).week), marked ? type::kSmallBold : type::kSmall,
             marked ? t.ink : t.ink2, {.across = Align::center});
  }
}

/// The title, or what was touched and where it leads.
void draw_head(Ui& ui, Rect row, const WeekModel& model) {
  const Theme& t = ui.theme();
  if (!model.bar)
    return static_cast<void>(
        ui.write(row, ui.tr("Deltagartillfällen per vecka"), type::kStaffBold, t.ink, {.max_lines = 2}));
  const ReportPeriod& week = model.report->weeks[*model.bar];
  const std::string label = ui.tr("Visa {period}", {{"period", period_short(ui, week.period)}});
  const ButtonStyle style{.pictogram = "forward"};
  const float width = std::min(button_width(ui, label, style), row.w * 0.6F);
  if (button(ui, "bar:show", row.take_end(width, ui.mm(2)), label, style)) ui.emit(ShowPeriod{week.period.text});
  const std::string said = ui.words().tr_count("{count} tillfälle", "{count} tillfällen", attendances(week).value);
  constexpr std::array<TypeRole, 2> kRoles{type::kStaffBold, type::kSmallBold};
  ui.write_fitting(row, said, kRoles, t.ink, {.max_lines = 2});
}

}  // namespace

void week_chart(Ui& ui, const Rect& rect, const WeekModel& model) {
  const Theme& t = ui.theme();
  const std::vector<ReportPeriod>& weeks = model.report->weeks;
  panel(ui, rect);
  Rect inside = rect.inset(ui.mm(4), ui.mm(3));
  draw_head(ui, inside.take_top(ui.mm(10), ui.mm(2)), model);
  const KeepsLeftToRight time_goes_right(ui, inside);
  const Rect names = inside.take_bottom(ui.mm(5));
  std::int64_t most = 1;
  for (const ReportPeriod& week : weeks) most = std::max(most, attendances(week).value);
  Field field{inside, 0, 0};
  const Rect scale = field.rect.take_start(ui.measure(ui.words().number(most), type::kSmall).w + ui.mm(2));
  // One touchable for all: a bar of its own is narrower than a finger.
  const Rect touched = field.rect;
  field.rect.take_top(ui.mm(5));  // for the number over the highest bar
  field.unit = field.rect.h / static_cast<float>(most);
  field.slot = field.rect.w / static_cast<float>(weeks.size());
  const Touch touch = ui.touch("chart", touched);
  if (touch.focused) ui.outline(touched.inset(-ui.mm(0.8F)), ui.mm(1), t.ink, ui.mm(0.8F));
  if (touch.tapped) {
    const float along = (touch.x - ui.on_glass(touched).x) / field.slot;
    ui.emit(SelectBar{static_cast<std::size_t>(std::clamp(along, 0.0F, static_cast<float>(weeks.size() - 1)))});
  }
  draw_lines(ui, scale, field, most);
  draw_bars(ui, model, field, names);
  ui.fill({field.rect.x, field.rect.bottom() - ui.mm(0.25F), field.rect.w, ui.mm(0.5F)}, 0, t.control);
}

}  // namespace hk
