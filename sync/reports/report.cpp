#include "sync/reports/report.h"

#include <algorithm>

namespace hk {
namespace {

ReportFigures as_counted(const TallyFigures& counted, const Breakdown& by) {
  ReportFigures all;
  for (std::size_t i = 0; i < figure_count; ++i) {
    if (has_figure(by, figures()[i])) all.numbers[i] = {Shown::shown, counted.*figures()[i].value};
  }
  for (const std::int64_t people : counted.by_category) all.by_category.push_back({Shown::shown, people});
  return all;
}

ReportPeriod as_counted(const PeriodFigures& counted) {
  return {counted.period, as_counted(counted.figures, {}), counted.goes_on};
}

ReportTable as_counted(const TallyTable& counted) {
  ReportTable table{counted.by, {}};
  for (const TallyCell& cell : counted.cells) {
    ReportRow& row = table.rows.emplace_back();
    for (std::size_t d = 0; d < counted.by.size(); ++d) row.key.push_back(counted.dimensions[d][cell.key[d]]);
    row.figures = as_counted(cell.figures, counted.by);
  }
  return table;
}

ExportRecorded::Row recorded(std::string key, const TallyFigures& counted, const ReportFigures& shown) {
  ExportRecorded::Row row{std::move(key), {}};
  for (std::size_t i = 0; i < figure_count; ++i) {
    const ReportNumber& number = shown.numbers[i];
    const bool absent = number.shown == Shown::absent;
    row.numbers.push_back({absent ? 0 : counted.*figures()[i].value, number.value, number.shown});
  }
  return row;
}

}  // namespace

std::string table_name(const Breakdown& by) {
  std::string name;
  for (const Dimension dimension : by) name += (name.empty() ? "" : "_") + std::string(dimension_name(dimension));
  return name;
}

std::string row_name(const std::vector<TallyWords::Value>& key) {
  std::string codes;
  for (std::size_t d = 0; d < key.size(); ++d) codes += (d == 0 ? "" : ",") + key[d].code;
  return codes;
}

std::optional<std::size_t> figure_index(std::string_view code) {
  const auto all = figures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Figure& one) { return one.code == code; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

std::vector<ReportTarget> external_targets(const ReportFacts& facts, const ReportPeriod& whole) {
  std::vector<ReportTarget> targets;
  if (period_kind(whole.period) != PeriodKind::year) return targets;
  for (const auto& [code, target] : facts.targets) {
    if (const auto figure = figure_index(code))
      targets.push_back({*figure, target, whole.period, whole.figures.numbers[*figure]});
  }
  return targets;
}

Report internal_report(const ReportFacts& facts, Coverage coverage) {
  Report report;
  report.programme = facts.programme;
  report.small_cell = facts.small_cell;
  report.categories = facts.categories;
  report.recurring = facts.recurring;
  report.whole = as_counted(facts.whole);
  report.compared = as_counted(facts.compared);
  for (const TallyTable& table : facts.tables) report.tables.push_back(as_counted(table));
  for (const PeriodFigures& week : facts.weeks) report.weeks.push_back(as_counted(week));
  for (const auto& [code, target] : facts.targets) {
    // A figure of a newer program is passed over.
    const auto figure = figure_index(code);
    if (!figure) continue;
    const ReportNumber reached{Shown::shown, facts.year->figures.*figures()[*figure].value};
    report.targets.push_back({*figure, target, facts.year->period, reached});
  }
  report.coverage = std::move(coverage);
  return report;
}

ExportRecorded export_record(const ReportFacts& facts, const Report& report) {
  ExportRecorded record{facts.whole.period.text, report.internal, report.small_cell, {}};
  record.tables.push_back({"total", {recorded("", facts.whole.figures, report.whole.figures)}});
  record.tables.push_back(
      {"compared", {recorded(facts.compared.period.text, facts.compared.figures, report.compared.figures)}});
  for (std::size_t t = 0; t < report.tables.size(); ++t) {
    ExportRecorded::Table& table = record.tables.emplace_back();
    table.name = table_name(report.tables[t].by);
    for (std::size_t r = 0; r < report.tables[t].rows.size(); ++r) {
      const ReportRow& row = report.tables[t].rows[r];
      table.rows.push_back(recorded(row_name(row.key), facts.tables[t].cells[r].figures, row.figures));
    }
  }
  ExportRecorded::Table& weeks = record.tables.emplace_back();
  weeks.name = "weeks";
  for (std::size_t w = 0; w < report.weeks.size(); ++w) {
    weeks.rows.push_back(recorded(facts.weeks[w].period.text, facts.weeks[w].figures, report.weeks[w].figures));
  }
  return record;
}

}  // namespace hk
