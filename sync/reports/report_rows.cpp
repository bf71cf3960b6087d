#include "sync/reports/report_rows.h"

#include <algorithm>

#include "sync/reports/cell_text.h"

namespace hk {
namespace {

void add_kept(std::vector<Suppressed>& kept, const Report& report, const std::string& table, const std::string& row,
              const ReportFigures& figures_there) {
  for (std::size_t i = 0; i < figure_count; ++i) {
    if (figures_there.numbers[i].shown == Shown::kept) kept.push_back({table, row, std::string(figures()[i].code)});
  }
  for (std::size_t c = 0; c < figures_there.by_category.size(); ++c) {
    if (figures_there.by_category[c].shown != Shown::kept) continue;
    kept.push_back({table, row, "by_category." + report.categories[c].code});
  }
}

template <class Rows>
std::vector<const ReportFigures*> figures_in(const Rows& rows) {
  std::vector<const ReportFigures*> all;
  for (const auto& row : rows) all.push_back(&row.figures);
  return all;
}

constexpr std::size_t fixed_tables_count = 4;

}  // namespace

std::span<const ReportTable> fixed_tables(const Report& report) {
  return std::span(report.tables).first(std::min(fixed_tables_count, report.tables.size()));
}

const ReportTable* asked_table(const Report& report) {
  return report.tables.size() > fixed_tables_count ? &report.tables[fixed_tables_count] : nullptr;
}

std::string category_label(const Report& report, std::size_t category) {
  return "Unika deltagare: " + printable(report.categories[category].label);
}

ReportNumber category_number(const ReportFigures& row, std::size_t category) {
  return row.by_category.empty() ? ReportNumber{} : row.by_category[category];
}

std::optional<std::int64_t> change_of(const ReportNumber& now, const ReportNumber& before) {
  if (!now.has_value() || !before.has_value()) return std::nullopt;
  return now.value - before.value;
}

std::vector<const ReportFigures*> figures_of(const std::vector<ReportRow>& rows) { return figures_in(rows); }
std::vector<const ReportFigures*> figures_of(const std::vector<ReportPeriod>& periods) { return figures_in(periods); }

std::vector<Suppressed> kept_figures(const Report& report) {
  std::vector<Suppressed> kept;
  add_kept(kept, report, "total", "", report.whole.figures);
  add_kept(kept, report, "compared", report.compared.period.text, report.compared.figures);
  for (const ReportTable& table : report.tables) {
    for (const ReportRow& row : table.rows) {
      add_kept(kept, report, table_name(table.by), row_name(row.key), row.figures);
    }
  }
  for (const ReportPeriod& week : report.weeks) add_kept(kept, report, "weeks", week.period.text, week.figures);
  return kept;
}

bool holds_kept(const ReportFigures& row) {
  const auto kept = [](const ReportNumber& number) { return number.shown == Shown::kept; };
  return std::any_of(row.numbers.begin(), row.numbers.end(), kept) ||
         std::any_of(row.by_category.begin(), row.by_category.end(), kept);
}

std::vector<std::size_t> category_columns(const Report& report, const std::vector<const ReportFigures*>& rows) {
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < report.categories.size(); ++c) {
    const bool only_where_somebody = report.categories[c].code == "unknown";
    const bool listed = std::any_of(rows.begin(), rows.end(), [&](const ReportFigures* row) {
      if (row->by_category.empty()) return false;
      HK_CHECK(row->by_category.size() == report.categories.size());
      const ReportNumber& people = row->by_category[c];
      return !only_where_somebody || people.shown == Shown::hidden || people.value != 0;
    });
    if (listed) columns.push_back(c);
  }
  return columns;
}

}  // namespace hk
