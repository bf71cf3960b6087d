#include <algorithm>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_rows.h"
#include "sync/reports/report_words.h"
#include "sync/reports/row_heights.h"
#include "sync/reports/sheets.h"

namespace hk {
namespace {

/// What of a row's figures has a column.
struct Columns {
  std::vector<std::size_t> figures, categories;
};

Columns columns_of(const Report& report, const ReportTable& table) {
  Columns columns;
  for (std::size_t i = 0; i < figure_count; ++i) {
    if (has_figure(table.by, figures()[i])) columns.figures.push_back(i);
  }
  // Where people are split by category, each row has one.
  const bool by_category = std::find(table.by.begin(), table.by.end(), Dimension::category) != table.by.end();
  if (!by_category) columns.categories = category_columns(report, figures_of(table.rows));
  return columns;
}

void add_heading(Sheet& sheet, std::vector<Cell>& row, std::string words, Look look, double width) {
  sheet.widths.push_back(width);
  row.push_back({std::move(words), look});
}

void add_number_headings(Sheet& sheet, std::vector<Cell>& row, const Report& report, const Columns& columns) {
  for (const std::size_t i : columns.figures) {
    const std::string words(figures()[i].label);
    add_heading(sheet, row, words, Look::number_heading, heading_width(words));
  }
  for (const std::size_t c : columns.categories) {
    const std::string words = part_label(report, c);
    add_heading(sheet, row, words, Look::number_heading, std::min(heading_width(words), 24.0));
  }
}

void add_numbers(std::vector<Cell>& row, const ReportFigures& figures, const Columns& columns) {
  for (const std::size_t i : columns.figures) row.push_back(number_cell(figures.numbers[i]));
  for (const std::size_t c : columns.categories) row.push_back(number_cell(category_number(figures, c)));
}

/// As wide as its longest words, within reason.
double words_width(std::string_view heading, const std::vector<ReportRow>& rows, std::size_t dimension) {
  double longest = heading_width(heading);
  for (const ReportRow& row : rows) longest = std::max(longest, width_of(row.key[dimension].label) + 1.5);
  return std::clamp(longest, 12.0, 32.0);
}

void add_notes(Sheet& sheet, const Report& report, std::string_view about_rows,
               const std::vector<const ReportFigures*>& rows) {
  sheet.rows.push_back({});
  sheet.rows.push_back({{std::string(about_rows), Look::note}});
  sheet.rows.push_back({{std::string(headcount_is_apart), Look::note}});
  const bool kept = std::any_of(rows.begin(), rows.end(), [](const ReportFigures* row) { return holds_kept(*row); });
  if (kept) sheet.rows.push_back({{kept_words(report), Look::note}});
}

}  // namespace

Sheet table_sheet(const Report& report, const ReportTable& table, std::string name) {
  const Columns columns = columns_of(report, table);
  Sheet sheet{std::move(name), {}, {}};
  sheet.rows = sheet_head(report, sheet.name + ": " + period_words(report.whole.period));
  sheet.head_rows = sheet.rows.size() + 1;
  sheet.head_columns = table.by.size();
  sheet.landscape = true;
  std::vector<Cell> headings;
  for (std::size_t d = 0; d < table.by.size(); ++d) {
    const std::string words(dimension_label(table.by[d]));
    add_heading(sheet, headings, words, Look::heading, words_width(words, table.rows, d));
  }
  add_number_headings(sheet, headings, report, columns);
  sheet.rows.push_back(std::move(headings));
  for (const ReportRow& row : table.rows) {
    auto& cells = sheet.rows.emplace_back();
    for (const TallyWords::Value& value : row.key) cells.push_back(text_cell(value.label));
    add_numbers(cells, row.figures, columns);
  }
  if (table.rows.empty()) sheet.rows.push_back({{std::string("Inga tillfällen"), Look::text}});
  add_notes(sheet, report, rows_never_add_up, figures_of(table.rows));
  return sheet;
}

Sheet weeks_sheet(const Report& report) {
  const Columns columns = columns_of(report, {{}, {}});
  Sheet sheet{std::string(weeks_title), {}, {}};
  sheet.rows = sheet_head(
      report, "Tolv veckor till och med " + period_in_sentence(week_of(report.whole.period.to), report.whole.period));
  sheet.head_rows = sheet.rows.size() + 1;
  sheet.head_columns = 1;
  sheet.landscape = true;
  std::vector<Cell> headings;
  add_heading(sheet, headings, "Vecka", Look::heading, 14);
  add_heading(sheet, headings, "Från och med", Look::number_heading, 12);
  add_heading(sheet, headings, "Till och med", Look::number_heading, 12);
  add_number_headings(sheet, headings, report, columns);
  sheet.rows.push_back(std::move(headings));
  const std::size_t attendances = figure_index("attendances").value();
  Chart chart{"Deltagartillfällen", sheet.rows.size(), report.weeks.size(), 0, 3 + attendances};
  for (const ReportPeriod& week : report.weeks) {
    auto& cells = sheet.rows.emplace_back();
    cells.push_back({period_short(week.period) + (week.goes_on ? " (pågår)" : ""), Look::text});
    cells.push_back({week.period.from, Look::date});
    cells.push_back({week.period.to, Look::date});
    add_numbers(cells, week.figures, columns);
  }
  add_notes(sheet, report, unique_never_adds_up, figures_of(report.weeks));
  const bool hidden = std::any_of(report.weeks.begin(), report.weeks.end(), [&](const ReportPeriod& week) {
    return week.figures.numbers[attendances].shown == Shown::hidden;
  });
  if (hidden)
    sheet.rows.push_back({{std::string("En vecka vars deltagartillfällen är dolda har ingen stapel."), Look::note}});
  chart.at_row = sheet.rows.size() + 1;
  if (!report.weeks.empty()) sheet.chart = std::move(chart);
  return sheet;
}

}  // namespace hk
