#include "sync/reports/recorded_report.h"

#include <algorithm>

namespace hk {
namespace {

ReportFigures printed(const ExportRecorded::Row& row) {
  ReportFigures all;
  // A newer program may have recorded figures that this one does not know.
  for (std::size_t i = 0; i < std::min(figure_count, row.numbers.size()); ++i) {
    all.numbers[i] = {row.numbers[i].shown, row.numbers[i].printed};
  }
  return all;
}

const ExportRecorded::Table* table_of(const ExportRecorded& record, std::string_view name) {
  const auto found = std::find_if(record.tables.begin(), record.tables.end(),
                                  [&](const ExportRecorded::Table& one) { return one.name == name; });
  return found == record.tables.end() ? nullptr : &*found;
}

/// Whether it goes on is known of the periods that `facts` counts, which are those recorded.
Result<ReportPeriod> period_of(const ExportRecorded::Row& row, const ReportFacts& facts) {
  HK_ASSIGN(Period period, parse_period(row.key));
  const bool goes_on = std::any_of(facts.weeks.begin(), facts.weeks.end(),
                                   [&](const PeriodFigures& one) { return one.period == period && one.goes_on; });
  return ReportPeriod{std::move(period), printed(row), goes_on};
}

/// A code that the catalogue has lost since stands for itself.
TallyWords::Value value_of(const TallyTable& words, const std::string& code) {
  const std::vector<TallyWords::Value>& values = words.dimensions.front();
  const auto found =
      std::find_if(values.begin(), values.end(), [&](const TallyWords::Value& one) { return one.code == code; });
  return found == values.end() ? TallyWords::Value{code, code} : *found;
}

void add_table(Report& report, const TallyTable& words, const ExportRecorded::Table& recorded) {
  ReportTable& table = report.tables.emplace_back();
  table.by = words.by;
  for (const ExportRecorded::Row& row : recorded.rows) {
    table.rows.push_back({{value_of(words, row.key)}, printed(row)});
  }
}

/// Who is in a category stands in the table by category, and again beside the whole.
void add_categories(Report& report, const ExportRecorded::Table* categories) {
  const std::size_t unique = figure_index("unique_participants").value();
  for (const TallyWords::Category& category : report.categories) {
    ReportNumber number{Shown::shown, 0};
    for (const ExportRecorded::Row& row : categories ? categories->rows : std::vector<ExportRecorded::Row>{}) {
      const bool missing = row.key.empty() && category.code == "unknown";
      if ((row.key == category.code || missing) && row.numbers.size() > unique) number = printed(row).numbers[unique];
    }
    report.whole.figures.by_category.push_back(number);
  }
}

void add_suppressed(Report& report, const ExportRecorded& record) {
  for (const ExportRecorded::Table& table : record.tables) {
    for (const ExportRecorded::Row& row : table.rows) {
      for (std::size_t i = 0; i < std::min(figure_count, row.numbers.size()); ++i) {
        if (row.numbers[i].shown != Shown::hidden) continue;
        report.suppressed.push_back({table.name, row.key, std::string(figures()[i].code)});
      }
    }
  }
}

}  // namespace

Result<Report> recorded_report(const ReportFacts& facts, const ExportRecorded& record, Coverage coverage) {
  Report report;
  report.programme = facts.programme;
  report.internal = record.internal;
  report.small_cell = record.small_cell;
  report.categories = facts.categories;
  report.recurring = facts.recurring;
  const ExportRecorded::Table* total = table_of(record, "total");
  const ExportRecorded::Table* compared = table_of(record, "compared");
  const ExportRecorded::Table* weeks = table_of(record, "weeks");
  if (!total || total->rows.empty() || !compared || compared->rows.empty() || !weeks) {
    return fail(ErrorCode::corrupt, "the recorded export of " + record.period, "lacks a table");
  }
  report.whole = {facts.whole.period, printed(total->rows.front()), facts.whole.goes_on};
  HK_ASSIGN(report.compared, period_of(compared->rows.front(), facts));
  for (const TallyTable& words : facts.tables) {
    if (words.by.size() != 1) continue;
    if (const auto* table = table_of(record, dimension_name(words.by.front()))) add_table(report, words, *table);
  }
  for (const ExportRecorded::Row& week : weeks->rows) {
    HK_ASSIGN(report.weeks.emplace_back(), period_of(week, facts));
  }
  add_categories(report, table_of(record, "category"));
  add_suppressed(report, record);
  report.targets = external_targets(facts, report.whole);
  report.coverage = std::move(coverage);
  return report;
}

}  // namespace hk
