#include <fmt/format.h>

#include <array>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_rows.h"
#include "sync/reports/report_words.h"
#include "sync/reports/sheets.h"

namespace hk {
namespace {

using Rows = std::vector<std::vector<Cell>>;

/// In the order of the enumeration.
constexpr std::array<const char*, 5> sheet_names = {"Veckan", "Månaden", "Halvåret", "Året", "Perioden"};

/// Weeks with their year: last year's has the same number.
std::string column_title(const Period& period) {
  const bool week = period_kind(period) == PeriodKind::week;
  return period_title(period) + (week ? fmt::format(" {}", iso_week(period.from).year) : "");
}

void add_line(Rows& rows, Cell label, const ReportNumber& now, const ReportNumber& before) {
  const auto change = change_of(now, before);
  rows.push_back(
      {std::move(label), number_cell(now), number_cell(before), change ? Cell{*change, Look::change} : Cell{}});
}

void add_heading(Rows& rows, const Report& report) {
  rows.push_back({{std::string("Uppgift"), Look::heading},
                  {column_title(report.whole.period), Look::number_heading},
                  {column_title(report.compared.period), Look::number_heading},
                  {std::string("Förändring"), Look::number_heading}});
  const Period &now = report.whole.period, &before = report.compared.period;
  rows.push_back({{std::string("Från och med")}, {now.from, Look::date}, {before.from, Look::date}, {}});
  rows.push_back({{std::string("Till och med")}, {now.to, Look::date}, {before.to, Look::date}, {}});
}

void add_figures(Rows& rows, const Report& report) {
  const ReportFigures &now = report.whole.figures, &before = report.compared.figures;
  for (std::size_t i = 0; i < figure_count; ++i) {
    add_line(rows, {std::string(figures()[i].label)}, now.numbers[i], before.numbers[i]);
    if (figures()[i].value != &TallyFigures::unique_participants) continue;
    for (const std::size_t c : category_columns(report, {&now, &before})) {
      add_line(rows, {part_label(report, c), Look::part}, category_number(now, c), category_number(before, c));
    }
  }
}

void add_targets(Rows& rows, const Report& report) {
  if (report.targets.empty()) return;
  rows.push_back({});
  rows.push_back({{std::string("Mål för året"), Look::heading},
                  {std::string("Mål"), Look::number_heading},
                  {"Nått till och med " + to_text(report.targets[0].counted.to), Look::number_heading},
                  {std::string("Andel"), Look::number_heading}});
  for (const ReportTarget& target : report.targets) {
    const bool share = target.reached.has_value() && target.target > 0;
    rows.push_back(
        {{std::string(figures()[target.figure].label)},
         {target.target, Look::number},
         number_cell(target.reached),
         share ? Cell{static_cast<double>(target.reached.value) / static_cast<double>(target.target), Look::share}
               : Cell{}});
  }
}

void add_notes(Rows& rows, const Report& report) {
  rows.push_back({});
  rows.push_back({{std::string(unique_never_adds_up), Look::note}});
  rows.push_back({{std::string(headcount_is_apart), Look::note}});
  if (report.compared.goes_on || report.whole.goes_on) {
    rows.push_back({{std::string("En period som inte är slut har ännu inte fått alla sina tillfällen."), Look::note}});
  }
  for (const Coverage::Changed& changed : report.coverage.changed) {
    rows.push_back({{changed_words(changed), Look::note}});
  }
  if (report.internal) return;
  for (std::string& words : suppression_words(report)) rows.push_back({{std::move(words), Look::note}});
}

}  // namespace

Sheet figures_sheet(const Report& report) {
  const bool preliminary = report.coverage.preliminary();
  const Period& period = report.whole.period;
  Sheet sheet{sheet_names[static_cast<std::size_t>(period_kind(period))], {34, 18, 18, 14}, {}};
  sheet.rows = {{text_cell(report.programme, Look::title)},
                {{period_words(period), Look::lead}},
                {{std::string(mark_words(report)), report.internal ? Look::warning : Look::note}},
                {text_cell(completeness_words(report.coverage), preliminary ? Look::warning : Look::note)},
                {}};
  sheet.head_rows = sheet.rows.size() + 1;
  sheet.head_columns = 1;
  add_heading(sheet.rows, report);
  add_figures(sheet.rows, report);
  add_targets(sheet.rows, report);
  add_notes(sheet.rows, report);
  return sheet;
}

Sheet annual_sheet(const Report& report) {
  Sheet sheet{"Årsredovisning", {40, 24}, {}, 1, 1};
  sheet.rows.push_back(
      {{std::string(annual_title), Look::heading}, {column_title(report.whole.period), Look::number_heading}});
  for (const WordedNumber& line : annual_lines(report)) {
    sheet.rows.push_back({text_cell(line.label, line.part ? Look::part : Look::text), number_cell(line.number)});
  }
  sheet.rows.push_back({});
  sheet.rows.push_back({{std::string(mark_words(report)), report.internal ? Look::warning : Look::note}});
  return sheet;
}

}  // namespace hk
