#include <string_view>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_rows.h"
#include "sync/reports/report_words.h"
#include "sync/reports/report_writers.h"

namespace hk {
namespace {

using Cells = std::vector<std::string>;

std::string text_cell(std::string_view text) { return csv_cell(printable(text)); }

/// "2026-11" alone would be read as a date; every other period is a number or stays text.
std::string period_cell(const Period& period) {
  return period.text + (period_kind(period) == PeriodKind::month ? " (månad)" : "");
}

/// As a spreadsheet reads a date with a time.
std::string moment_cell(const LocalMoment& moment) {
  return to_text(LocalDate{moment.days}) + " " + minute_text(moment.minute_of_day);
}

std::string number_cell(const ReportNumber& number) {
  if (number.has_value()) return std::to_string(number.value);
  return number.shown == Shown::hidden ? ".." : "";
}

void add(CsvSheet& sheet, std::string_view label, std::string cell, std::string_view code) {
  sheet.add({text_cell(label), std::move(cell), text_cell(code)});
}

/// A line a figure, under the names of the JSON: "compared.attendances".
void add_lines(CsvSheet& sheet, const Report& report, const ReportFigures& row, const std::string& of,
               const std::string& prefix) {
  for (std::size_t i = 0; i < figure_count; ++i) {
    add(sheet, std::string(figures()[i].label) + of, number_cell(row.numbers[i]),
        prefix + std::string(figures()[i].code));
  }
  for (const std::size_t c : category_columns(report, {&row})) {
    add(sheet, category_label(report, c) + of, number_cell(row.by_category[c]),
        prefix + "by_category." + report.categories[c].code);
  }
}

void add_span(CsvSheet& sheet, const Period& period, const std::string& of, const std::string& prefix) {
  add(sheet, "Period" + of, text_cell(period_cell(period)), prefix + "period");
  add(sheet, "Från och med" + of, to_text(period.from), prefix + "from");
  add(sheet, "Till och med" + of, to_text(period.to), prefix + "to");
}

void add_coverage_lines(CsvSheet& sheet, const Coverage& coverage) {
  add(sheet, "Aldrig stängda tillfällen", std::to_string(coverage.never_closed.size()), "never_closed");
  add(sheet, "I karantän på servern", std::to_string(coverage.quarantined), "coverage.quarantined");
  add(sheet, "Inte godtaget av enheten", std::to_string(coverage.refused), "coverage.refused");
}

void add_targets(CsvSheet& sheet, const Report& report) {
  for (const ReportTarget& target : report.targets) {
    const std::string label(figures()[target.figure].label);
    const std::string code = "targets." + std::string(figures()[target.figure].code);
    add(sheet, "Mål för året: " + label, std::to_string(target.target), code + ".target");
    add(sheet, "Nått till och med " + to_text(target.counted.to) + ": " + label, number_cell(target.reached),
        code + ".reached");
  }
}

void add_notes(CsvSheet& sheet, const Report& report) {
  add(sheet, "Läs så här", csv_cell(unique_never_adds_up), "");
  add(sheet, "Läs så här", csv_cell(headcount_is_apart), "");
  if (!report.tables.empty()) add(sheet, "Läs så här", csv_cell(rows_never_add_up), "");
  for (const std::string& words : suppression_words(report)) add(sheet, "Läs så här", text_cell(words), "");
}

void add_figures(Cells& cells, const ReportFigures& row, const std::vector<std::size_t>& categories) {
  for (const ReportNumber& number : row.numbers) cells.push_back(number_cell(number));
  for (const std::size_t c : categories) cells.push_back(number_cell(category_number(row, c)));
}

void add_headings(Cells& cells, const Report& report, const std::vector<std::size_t>& categories) {
  for (const Figure& figure : figures()) cells.push_back(csv_cell(figure.label));
  for (const std::size_t c : categories) cells.push_back(text_cell(category_label(report, c)));
}

/// A row of headings and a row a cell: of each dimension the words and the code, the figures, the categories.
void add_table(CsvSheet& sheet, const Report& report, const ReportTable& table) {
  const std::vector<std::size_t> categories = category_columns(report, figures_of(table.rows));
  Cells headings;
  for (const Dimension dimension : table.by) {
    headings.push_back(csv_cell(dimension_label(dimension)));
    headings.push_back(csv_cell(std::string(dimension_label(dimension)) + ", kod"));
  }
  add_headings(headings, report, categories);
  sheet.add({});
  sheet.add(std::move(headings));
  for (const ReportRow& row : table.rows) {
    Cells cells;
    for (const TallyWords::Value& value : row.key) {
      cells.push_back(text_cell(value.label));
      cells.push_back(text_cell(value.code));
    }
    add_figures(cells, row.figures, categories);
    sheet.add(std::move(cells));
  }
}

void add_weeks(CsvSheet& sheet, const Report& report) {
  const std::vector<std::size_t> categories = category_columns(report, figures_of(report.weeks));
  Cells headings = {"Vecka", "Från och med", "Till och med"};
  add_headings(headings, report, categories);
  sheet.add({});
  sheet.add(std::move(headings));
  for (const ReportPeriod& week : report.weeks) {
    Cells cells = {period_cell(week.period), to_text(week.period.from), to_text(week.period.to)};
    add_figures(cells, week.figures, categories);
    sheet.add(std::move(cells));
  }
}

void add_coverage(CsvSheet& sheet, const Coverage& coverage) {
  sheet.add({});
  sheet.add({"Enhet", "Senaste kontakt", "Inte skickat"});
  for (const Coverage::Device& device : coverage.devices) {
    sheet.add({text_cell(device.label), device.last_contact ? moment_cell(*device.last_contact) : "",
               device.unsent ? std::to_string(*device.unsent) : ""});
  }
  if (!coverage.never_closed.empty()) {
    sheet.add({});
    sheet.add({"Aldrig stängt tillfälle", "Aktivitet", "Plats"});
  }
  for (const Coverage::OpenSession& open : coverage.never_closed) {
    sheet.add({to_text(open.date), text_cell(open.activity), text_cell(open.site)});
  }
  if (!coverage.changed.empty()) {
    sheet.add({});
    sheet.add({"Ändrad period", "Exporterad"});
  }
  for (const Coverage::Changed& changed : coverage.changed) {
    sheet.add({text_cell(period_cell(changed.period)), moment_cell(changed.exported)});
  }
}

void add_named(CsvSheet& sheet, std::string_view heading, const std::vector<HiddenRow>& rows) {
  if (rows.empty()) return;
  sheet.add({});
  sheet.add({csv_cell(heading), "Rad", "Uppgift"});
  for (const HiddenRow& row : rows) {
    for (const std::string& figure : row.figures) {
      sheet.add({text_cell(row.table), text_cell(row.row), text_cell(figure)});
    }
  }
}

}  // namespace

std::string report_csv(const Report& report, CsvDialect dialect) {
  CsvSheet sheet;
  sheet.add({"Uppgift", "Värde", "Kod"});
  add(sheet, "Verksamhet", text_cell(report.programme), "programme");
  add(sheet, "Underlag", text_cell(mark_words(report)), report.internal ? "internal" : "external");
  add_span(sheet, report.whole.period, "", "");
  add_lines(sheet, report, report.whole.figures, "", "");
  add_coverage_lines(sheet, report.coverage);
  add(sheet, "Läge", text_cell(completeness_words(report.coverage)),
      report.coverage.preliminary() ? "preliminary" : "complete");
  add_notes(sheet, report);
  add_span(sheet, report.compared.period, ", jämförd period", "compared.");
  add_lines(sheet, report, report.compared.figures, ", jämförd period", "compared.");
  add_targets(sheet, report);
  if (const ReportTable* asked = asked_table(report)) add_table(sheet, report, *asked);
  for (const ReportTable& table : fixed_tables(report)) add_table(sheet, report, table);
  add_weeks(sheet, report);
  add_coverage(sheet, report.coverage);
  add_named(sheet, "Dolt i", hidden_rows(report));
  add_named(sheet, "Som i en tidigare export", named_rows(report, kept_figures(report)));
  return sheet.text(dialect);
}

}  // namespace hk
