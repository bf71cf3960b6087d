#include "kiosk/screens/week_parts.h"

#include <array>
#include <cmath>
#include <cstdlib>

namespace hk {
namespace {

constexpr TypeRole kStatNumber{7.5F, Weight::bold, 1.1F};
constexpr float kNoteMm = 14;
constexpr std::array<TypeRole, 2> kLabels{type::kSmall, TypeRole{2.1F, Weight::regular, 1.2F}};

float row_height(Ui& ui) { return ui.mm(ui.form() == Form::phone ? 11 : 8); }

std::string change_text(const WeekStat& stat) {
  const std::int64_t change = stat.now - stat.before;
  if (change == 0) return isolated("± 0");
  return isolated((change > 0 ? "+" : "–") + std::to_string(std::abs(change)));
}

/// A sign and a triangle in the same ink whichever way it goes: more is not always better.
void draw_change(Ui& ui, Rect row, const WeekStat& stat) {
  const Theme& t = ui.theme();
  const std::int64_t change = stat.now - stat.before;
  if (change != 0) {
    const Rect mark = row.take_start(ui.mm(2.2F), ui.mm(1));
    const float h = ui.mm(1.8F), top = mark.center_y() - h / 2, bottom = mark.center_y() + h / 2;
    const float tip = change > 0 ? top : bottom, base = change > 0 ? bottom : top;
    ui.triangle(mark.center_x(), tip, mark.right(), base, mark.x, base, t.ink2);
  }
  ui.write(row, change_text(stat), type::kSmall, t.ink2);
}

void draw_stat(Ui& ui, const Rect& cell, const WeekStat& stat) {
  const Theme& t = ui.theme();
  Rect inside = cell.inset(ui.mm(2.5F), ui.mm(1.5F));
  constexpr std::array<TypeRole, 2> kNumbers{kStatNumber, TypeRole{5, Weight::bold, 1.1F}};
  ui.write_fitting(inside.take_top(ui.mm(11.6F)), std::to_string(stat.now), kNumbers, t.ink);
  const bool phone = ui.form() == Form::phone;
  ui.write_fitting(inside.take_top(ui.mm(phone ? 10.4F : 4.9F)), stat.label, kLabels, t.ink,
                   {.max_lines = phone ? 2U : 1U});
  draw_change(ui, inside.take_top(ui.mm(4.6F)), stat);
}

/// The number of a bar is shown over the last and the least: what one asks about first.
std::size_t least_week(std::span<const WeekFigures::Week> weeks) {
  std::size_t least = 0;
  for (std::size_t i = 1; i + 1 < weeks.size(); ++i)
    if (weeks[i].attendances < weeks[least].attendances) least = i;
  return least;
}

/// The least of 1, 2 and 5 times a power of ten with which at most four lines fit.
std::int64_t line_step(std::int64_t most) {
  for (std::int64_t power = 1;; power *= 10)
    for (const std::int64_t factor : {1, 2, 5})
      if (most <= 4 * factor * power) return factor * power;
}

struct Column {
  std::string head;
  std::int64_t TallyFigures::*value;
};

std::vector<Column> columns_of(const Ui& ui, const Rect& area) {
  std::vector<Column> columns{{ui.tr("Tillfällen"), &TallyFigures::attendances},
                              {ui.tr("Unika"), &TallyFigures::unique_participants}};
  // A narrow page has the two that everybody asks for.
  if (ui.form() == Form::phone) return columns;
  columns.insert(columns.begin(), {ui.tr("Grupp"), &TallyFigures::group_sessions});
  if (area.w >= ui.px_per_mm() * 110) columns.push_back({ui.tr("Utan namn"), &TallyFigures::headcount});
  return columns;
}

/// As wide as its head, and never less than its numbers.
float column_width(Ui& ui, const Column& column) {
  return std::max(ui.mm(15), ui.measure(column.head, type::kSmallBold).w + ui.mm(3));
}

void draw_row(Ui& ui, Rect row, std::string_view label, const std::vector<Column>& columns,
              const std::vector<std::string>& cells, Weight weight, Color ink) {
  const TypeRole role{2.5F, weight, 1.2F};
  for (std::size_t i = cells.size(); i > 0; --i)
    ui.write(row.take_end(column_width(ui, columns[i - 1])), cells[i - 1], role, ink, {.across = Align::end});
  const std::array<TypeRole, 2> kRoles{role, TypeRole{2.1F, weight, 1.2F}};
  ui.write_fitting(row, label, kRoles, ink, {.max_lines = 2});
}

std::vector<std::string> numbers(const std::vector<Column>& columns, const TallyFigures& figures) {
  std::vector<std::string> cells;
  for (const Column& column : columns) cells.push_back(std::to_string(figures.*column.value));
  return cells;
}

std::string head_of(const Ui& ui, Dimension by) {
  switch (by) {
    case Dimension::category:
      return ui.tr("Deltagarkategori");
    case Dimension::workshop:
      return ui.tr("Hälsoverkstad");
    case Dimension::activity:
      return ui.tr("Aktivitet");
    default:
      return ui.tr("Plats");
  }
}

}  // namespace

std::vector<WeekStat> main_stats(const Ui& ui, const WeekFigures& figures) {
  const TallyFigures &now = figures.now, &before = figures.before;
  return {{ui.tr("deltagartillfällen"), now.attendances, before.attendances},
          {ui.tr("unika"), now.unique_participants, before.unique_participants},
          {ui.tr("nya"), now.new_participants, before.new_participants},
          {ui.tr("återkommande"), now.recurring_participants, before.recurring_participants},
          {ui.tr("gruppaktiviteter"), now.group_sessions, before.group_sessions},
          {ui.tr("fick inte plats"), now.turned_away, before.turned_away}};
}

std::vector<WeekStat> other_stats(const Ui& ui, const WeekFigures& figures) {
  const TallyFigures &now = figures.now, &before = figures.before;
  return {{ui.tr("utan namn"), now.headcount, before.headcount},
          {ui.tr("stödtillfällen"), now.individual_sessions, before.individual_sessions},
          {ui.tr("fick individuellt stöd"), now.individual_support, before.individual_support},
          {ui.tr("större arrangemang"), now.events, before.events}};
}

void week_stats(Ui& ui, const Rect& rect, std::span<const WeekStat> stats, int columns) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  const int rows = (static_cast<int>(stats.size()) + columns - 1) / columns;
  const float height = rect.h / static_cast<float>(rows), line = ui.mm(0.35F);
  for (std::size_t i = 0; i < stats.size(); ++i) {
    const int index = static_cast<int>(i);
    const Rect cell = rect.cell(columns, index, height, 0);
    draw_stat(ui, cell, stats[i]);
    if (index % columns > 0) ui.fill({cell.x, cell.y + ui.mm(2), line, cell.h - ui.mm(4)}, 0, t.line);
    if (index >= columns) ui.hairline(cell.x + ui.mm(2), cell.right() - ui.mm(2), cell.y, t.line);
  }
}

void week_chart(Ui& ui, const Rect& rect, std::span<const WeekFigures::Week> weeks) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  Rect inside = rect.inset(ui.mm(4));
  ui.write(inside.take_top(ui.mm(5), ui.mm(4)), ui.tr("Deltagartillfällen per vecka"), type::kStaffBold, t.ink);
  const KeepsLeftToRight time_goes_right(ui, inside);
  const Rect names = inside.take_bottom(ui.mm(5));
  Rect field = inside;
  std::int64_t most = 1;
  for (const auto& week : weeks) most = std::max(most, week.attendances);
  const float axis = ui.measure(std::to_string(most), type::kSmall).w + ui.mm(2);
  Rect scale = field.take_start(axis);
  field.take_top(ui.mm(5));  // for the number over the highest bar
  const float unit = field.h / static_cast<float>(most);
  for (std::int64_t value = line_step(most); value <= most; value += line_step(most)) {
    const float y = std::round(field.bottom() - unit * static_cast<float>(value));
    ui.hairline(field.x, field.right(), y, t.line);
    ui.write({scale.x, y - ui.mm(2.5F), axis - ui.mm(1.5F), ui.mm(5)}, std::to_string(value), type::kSmall, t.ink2,
             {.across = Align::end});
  }
  const std::size_t least = least_week(weeks);
  const float slot = field.w / static_cast<float>(weeks.size());
  const float gap = std::round(slot * 0.23F);
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const bool asked = i + 1 == weeks.size();
    const float x = std::round(field.x + slot * static_cast<float>(i)),
                height = unit * static_cast<float>(weeks[i].attendances);
    const Rect bar{x + gap / 2, std::round(field.bottom() - height), slot - gap, std::round(height)};
    if (bar.h >= 1) {
      if (weeks[i].goes_on) {
        ui.panel(bar, 0, t.surface, t.pine, ui.border(0.6F));
      } else {
        ui.fill(bar, 0, asked ? t.pine : t.bar);
      }
    }
    if (asked || (i == least && slot > ui.mm(6)))
      ui.write({x - slot, bar.y - ui.mm(4.6F), slot * 3, ui.mm(4.6F)}, std::to_string(weeks[i].attendances),
               type::kSmallBold, t.ink, {.across = Align::center});
    ui.write({x - ui.mm(1), names.y, slot + ui.mm(2), names.h}, std::to_string(weeks[i].number),
             asked ? type::kSmallBold : type::kSmall, asked ? t.ink : t.ink2, {.across = Align::center});
  }
  ui.fill({field.x, field.bottom() - ui.mm(0.25F), field.w, ui.mm(0.5F)}, 0, t.control);
}

float week_table_height(Ui& ui, const WeekFigures& figures) {
  return row_height(ui) * static_cast<float>(figures.rows.size() + 2) + ui.mm(kNoteMm);
}

void week_table(Ui& ui, Rect area, const WeekFigures& figures) {
  const Theme& t = ui.theme();
  const std::vector<Column> columns = columns_of(ui, area);
  std::vector<std::string> heads;
  for (const Column& column : columns) heads.push_back(column.head);
  const float row = row_height(ui);
  const Rect head = area.take_top(row);
  draw_row(ui, head, head_of(ui, figures.by), columns, heads, Weight::bold, t.ink2);
  ui.fill({head.x, head.bottom() - ui.mm(0.5F), head.w, ui.mm(0.5F)}, 0, t.control);
  for (const WeekFigures::Row& one : figures.rows) {
    const Rect slot = area.take_top(row);
    draw_row(ui, slot, one.label.empty() ? ui.tr("Uppgift saknas") : isolated(one.label), columns,
             numbers(columns, one.figures), Weight::regular, t.ink);
    ui.hairline(slot.x, slot.right(), slot.bottom(), t.line);
  }
  draw_row(ui, area.take_top(row), ui.tr("Hela verksamheten"), columns, numbers(columns, figures.now), Weight::bold,
           t.ink);
  ui.write(area.take_top(ui.mm(kNoteMm)), ui.tr("Unika räknas på varje rad för sig. Summera dem inte."), type::kSmall,
           t.ink2, {.max_lines = 3});
}

}  // namespace hk
