#include "kiosk/screens/week_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace hk {
namespace {

constexpr TypeRole kStatNumber{7.5F, Weight::bold, 1.1F};
constexpr std::array<TypeRole, 2> kLabels{type::kSmall, TypeRole{2.1F, Weight::regular, 1.2F}};
constexpr float kTargetMm = 12;

float stat_height(const Ui& ui) { return ui.mm(ui.form() == Form::phone ? 31 : 25); }

int rows_of(std::size_t count, int columns) { return (static_cast<int>(count) + columns - 1) / columns; }

/// A sign and a triangle in the same ink whichever way it goes: more is not always better.
void draw_change(Ui& ui, Rect row, const ReportNumber& now, const ReportNumber& before) {
  if (!now.has_value() || !before.has_value()) return;
  const Theme& t = ui.theme();
  const std::int64_t change = now.value - before.value;
  if (change != 0) {
    const Rect mark = row.take_start(ui.mm(2.2F), ui.mm(1));
    const float h = ui.mm(1.8F), top = mark.center_y() - h / 2, bottom = mark.center_y() + h / 2;
    const float tip = change > 0 ? top : bottom, base = change > 0 ? bottom : top;
    ui.triangle(mark.center_x(), tip, mark.right(), base, mark.x, base, t.ink2);
  }
  const std::string amount = ui.words().number(std::abs(change));
  ui.write(row, isolated(change == 0 ? "± 0" : (change > 0 ? "+" : "–") + amount), type::kSmall, t.ink2);
}

void draw_stat(Ui& ui, const Rect& cell, const Report& report, std::size_t figure) {
  const Theme& t = ui.theme();
  const Touch touch = ui.touch("stat:" + std::string(figures()[figure].code), cell.inset(ui.mm(1)));
  if (touch.held) ui.fill(cell.inset(ui.mm(1)), ui.mm(2), t.sunk);
  if (touch.focused) ui.outline(cell.inset(ui.mm(0.4F)), ui.mm(2), t.ink, ui.mm(0.8F));
  if (touch.tapped) ui.emit(ShowSessions{std::string(figures()[figure].code)});
  const ReportNumber &now = report.whole.figures.numbers[figure], &before = report.compared.figures.numbers[figure];
  Rect inside = cell.inset(ui.mm(2.5F), ui.mm(1.5F));
  constexpr std::array<TypeRole, 2> kNumbers{kStatNumber, TypeRole{5, Weight::bold, 1.1F}};
  ui.write_fitting(inside.take_top(ui.mm(11.6F)), number_text(ui, now), kNumbers, t.ink);
  const bool phone = ui.form() == Form::phone;
  ui.write_fitting(inside.take_top(ui.mm(phone ? 10.4F : 4.9F)), figure_name(ui, figure), kLabels, t.ink,
                   {.max_lines = phone ? 2U : 1U});
  draw_change(ui, inside.take_top(ui.mm(4.6F)), now, before);
}

/// On a phone the figure stands in a line of its own.
float target_height(const Ui& ui) { return ui.mm(kTargetMm + (ui.form() == Form::phone ? 6 : 0)); }

void draw_target(Ui& ui, Rect row, const ReportTarget& target) {
  const Theme& t = ui.theme();
  const float share = target.target <= 0 || !target.reached.has_value()
                          ? 0
                          : static_cast<float>(target.reached.value) / static_cast<float>(target.target);
  const std::string amount =
      ui.tr("{reached} av {target} ({percent} %)", {{"reached", number_text(ui, target.reached)},
                                                    {"target", ui.words().number(target.target)},
                                                    {"percent", std::to_string(std::lround(share * 100))}});
  if (ui.form() == Form::phone)
    ui.write_fitting(row.take_top(ui.mm(6)), figure_name(ui, target.figure), kLabels, t.ink);
  Rect words = row.take_top(ui.mm(6));
  constexpr std::array<TypeRole, 2> kAmount{type::kSmallBold, TypeRole{2.1F, Weight::bold, 1.2F}};
  const float width = std::min(ui.measure(amount, type::kSmallBold).w + 1, words.w * 0.62F);
  ui.write_fitting(words.take_end(width, ui.mm(2)), amount, kAmount, t.ink, {.across = Align::end});
  if (ui.form() != Form::phone)
    ui.write_fitting(words, figure_name(ui, target.figure), kLabels, t.ink, {.max_lines = 2});
  Rect rail = row.take_top(ui.mm(2.4F));
  ui.panel(rail, rail.h / 2, t.surface, t.control, ui.border(0.35F));
  const float reached = std::min(1.0F, share) * rail.w;
  if (reached >= rail.h) ui.fill(rail.take_start(reached), rail.h / 2, t.bar);
}

}  // namespace

std::span<const std::size_t> main_figures() {
  // Attendances, unique, new, recurring, group activities, turned away: places in figures().
  static constexpr std::array<std::size_t, 6> all{3, 5, 6, 7, 0, 9};
  return all;
}

std::span<const std::size_t> other_figures() {
  static constexpr std::array<std::size_t, 4> all{4, 1, 8, 2};
  return all;
}

float week_stats_height(const Ui& ui, std::size_t count, int columns) {
  return stat_height(ui) * static_cast<float>(rows_of(count, columns));
}

void week_stats(Ui& ui, const Rect& rect, const Report& report, std::span<const std::size_t> shown, int columns) {
  const Theme& t = ui.theme();
  panel(ui, rect);
  const float height = rect.h / static_cast<float>(rows_of(shown.size(), columns)), line = ui.mm(0.35F);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const int index = static_cast<int>(i);
    const Rect cell = rect.cell(columns, index, height, 0);
    draw_stat(ui, cell, report, shown[i]);
    if (index % columns > 0) ui.fill({cell.x, cell.y + ui.mm(2), line, cell.h - ui.mm(4)}, 0, t.line);
    if (index >= columns) ui.hairline(cell.x + ui.mm(2), cell.right() - ui.mm(2), cell.y, t.line);
  }
}

float targets_height(const Ui& ui, const Report& report) {
  if (report.targets.empty()) return 0;
  return ui.mm(11) + target_height(ui) * static_cast<float>(report.targets.size()) + ui.mm(4);
}

void week_targets(Ui& ui, const Rect& rect, const Report& report) {
  panel(ui, rect);
  Rect inside = rect.inset(ui.mm(4));
  const std::string title =
      ui.tr("Årets mål, till och med {day}", {{"day", ui.words().date(report.targets.front().counted.to)}});
  ui.write(inside.take_top(ui.mm(5), ui.mm(2)), title, type::kStaffBold, ui.theme().ink);
  for (const ReportTarget& target : report.targets) draw_target(ui, inside.take_top(target_height(ui)), target);
}

}  // namespace hk
