#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/domain/export_record.h"
#include "sync/domain/report_facts.h"
#include "sync/reports/figures.h"

/// What writers print and screens draw: figures with how each may be shown. Values only; any thread.
namespace hk {

/// A number as a reader sees it. Of a hidden one nothing is left, so no writer can give it away.
struct ReportNumber {
  Shown shown = Shown::absent;
  std::int64_t value = 0;  ///< of `shown` and `kept`; 0 otherwise
  [[nodiscard]] bool has_value() const { return shown == Shown::shown || shown == Shown::kept; }
  bool operator==(const ReportNumber&) const = default;
};

struct ReportFigures {
  std::array<ReportNumber, figure_count> numbers;  ///< in the order of figures()
  std::vector<ReportNumber> by_category;  ///< unique participants by Report::categories; empty where it is not told
};

struct ReportRow {
  std::vector<TallyWords::Value> key;  ///< of each dimension; a missing value has an empty code
  ReportFigures figures;
};

struct ReportTable {
  Breakdown by;
  std::vector<ReportRow> rows;
};

struct ReportPeriod {
  Period period;
  ReportFigures figures;
  bool goes_on = false;
};

/// What the programme wants to reach in a year, and how far it has come at the end of the period.
struct ReportTarget {
  std::size_t figure = 0;  ///< its place in figures()
  std::int64_t target = 0;
  Period counted;  ///< from the first of January on
  ReportNumber reached;
};

/// A figure hidden. Whether for itself or to keep another from being worked out is told to nobody: it would say how
/// large it is.
struct Suppressed {
  std::string table, row, figure;  ///< names as in ExportRecorded and figures(); `row` is empty in the total
  bool operator==(const Suppressed&) const = default;
};

struct Report {
  std::string programme;
  bool internal = true;
  std::int32_t small_cell = 5;
  std::vector<TallyWords::Category> categories;
  RecurringRule recurring;
  ReportPeriod whole;
  ReportPeriod compared;
  std::vector<ReportTable> tables;  ///< by workshop, activity, site, category; an internal one then what was asked for
  std::vector<ReportPeriod> weeks;  ///< the last one holds the period's last day
  std::vector<ReportTarget> targets;
  std::vector<Suppressed> suppressed;  ///< in the order of the tables
  Coverage coverage;
};

/// The figure's place in figures(); empty where none is named so.
[[nodiscard]] std::optional<std::size_t> figure_index(std::string_view code);

/// What ExportRecorded and `suppressed` call a table and its row: "site_weekday" and "library,1".
[[nodiscard]] std::string table_name(const Breakdown& by);
[[nodiscard]] std::string row_name(const std::vector<TallyWords::Value>& key);

/// What an external report tells of targets: of a whole year, since of a part of one what was reached until its end
/// would be a figure of free dates.
[[nodiscard]] std::vector<ReportTarget> external_targets(const ReportFacts& facts, const ReportPeriod& whole);

/// Everything as it was counted: for those inside, and marked so wherever it is printed.
[[nodiscard]] Report internal_report(const ReportFacts& facts, Coverage coverage);

/// What an export records: the figures counted, and how the report shows them.
[[nodiscard]] ExportRecorded export_record(const ReportFacts& facts, const Report& report);

}  // namespace hk
