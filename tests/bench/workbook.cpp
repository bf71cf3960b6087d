#include <sys/resource.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "sync/reports/report_writers.h"
#include "sync/reports/sheets.h"
#include "tests/bench/bench.h"
#include "tests/support/sample_report.h"

namespace hk::bench {
namespace {

TallyTable table_of(const std::vector<std::size_t>& sizes, const Breakdown& by) {
  TallyTable table{by, {}, {}};
  for (const std::size_t size : sizes) {
    auto& values = table.dimensions.emplace_back();
    for (std::size_t i = 0; i < size; ++i)
      values.push_back({fmt::format("value_{}", i), fmt::format("Etikett nr {}", i)});
  }
  for (Rank first = 0; first < sizes[0]; ++first) {
    for (Rank second = 0; second < (sizes.size() > 1 ? sizes[1] : 1); ++second) {
      table.cells.push_back({{first, second}, sample::counted(first + 1, 40 * (second + 1), {12, 20, 3})});
    }
  }
  return table;
}

/// A year of a large programme: ten workshops, forty activities, twenty sites, and each activity by weekday.
Report large_year() {
  ReportFacts facts = sample::year_facts();
  facts.tables = {table_of({10}, {Dimension::workshop}), table_of({40}, {Dimension::activity}),
                  table_of({20}, {Dimension::site}), table_of({4}, {Dimension::category}),
                  table_of({40, 7}, {Dimension::activity, Dimension::weekday})};
  return internal_report(facts, sample::coverage());
}

struct AsJson {
  nlohmann::json operator()(std::monostate) const { return nullptr; }
  nlohmann::json operator()(LocalDate date) const { return {{"date", to_text(date)}}; }
  nlohmann::json operator()(const LocalMoment& moment) const { return {{"date", to_text(LocalDate{moment.days})}}; }
  nlohmann::json operator()(const auto& value) const { return value; }
};

/// The same cells for another program to write: [{name, rows: [[value]]}].
nlohmann::json cells_of(const Workbook& book) {
  auto sheets = nlohmann::json::array();
  for (const Sheet& sheet : book.sheets) {
    auto rows = nlohmann::json::array();
    for (const auto& row : sheet.rows) {
      auto& cells = rows.emplace_back(nlohmann::json::array());
      for (const Cell& cell : row) cells.push_back(std::visit(AsJson{}, cell.value));
    }
    sheets.push_back({{"name", sheet.name}, {"rows", std::move(rows)}});
  }
  return sheets;
}

double peak_mib() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

}  // namespace
}  // namespace hk::bench

/// bench_workbook FOLDER: writes year.xlsx there, and its cells as cells.json.
int main(int argc, char** argv) {
  using namespace hk;
  using namespace hk::bench;
  if (argc != 2) return 2;
  const std::string folder = argv[1];
  const Report report = large_year();
  const double before_mib = peak_mib();
  Latencies written;
  Bytes file;
  for (int i = 0; i < 15; ++i) {
    const Stopwatch once;
    file = report_xlsx(report).value();
    written.add(once.seconds());
  }
  figure("workbook_memory_mib", peak_mib() - before_mib);
  written.print("workbook");
  const nlohmann::json cells = cells_of(report_workbook(report));
  std::size_t count = 0;
  for (const auto& sheet : cells) {
    for (const auto& row : sheet["rows"]) count += row.size();
  }
  figure("workbook_cells", static_cast<double>(count));
  std::ofstream(folder + "/year.xlsx", std::ios::binary) << file;
  return (std::ofstream(folder + "/cells.json") << cells.dump()).flush() ? 0 : 1;
}
