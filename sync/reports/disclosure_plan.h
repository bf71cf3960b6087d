#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sync/domain/report_facts.h"
#include "sync/reports/disclosure_past.h"
#include "sync/reports/report.h"

namespace hk {

/// How one figure of a report is going to stand, and what is known of it.
struct PlannedFigure {
  ReportNumber number;
  std::int64_t counted = 0;
  bool small = false;                  ///< it is of too few people
  std::optional<std::int64_t> before;  ///< as a reader has it from earlier exports
};

struct PlannedRow {
  Period period;
  RowName name;
  std::array<PlannedFigure, figure_count> figures;
};

/// By workshop, activity, site and category: the fixed ones. What else was asked for stays inside.
inline constexpr std::size_t tables_leaving = 4;
[[nodiscard]] std::span<const TallyTable> tables_that_leave(const ReportFacts& facts);

/// Every figure of a report once, however many of its tables have it: the compared period is one of the weeks too.
class DisclosurePlan {
 public:
  /// Decides of each figure by itself: hidden if it is small or was hidden before, kept if it has changed by too few
  /// people since it was told, else shown.
  DisclosurePlan(const ReportFacts& facts, const ToldSoFar& told, const CommonKnowledge& common);

  [[nodiscard]] std::vector<PlannedRow>& rows() { return rows_; }
  [[nodiscard]] const std::vector<PlannedRow>& rows() const { return rows_; }
  /// Null: the report has no such row.
  [[nodiscard]] const PlannedRow* find(const std::string& period, const RowName& name) const;

 private:
  void add(const Period& period, const RowName& name, const TallyFigures& figures, const Breakdown& by);
  [[nodiscard]] PlannedFigure planned(const Period& period, const RowName& name, std::size_t figure,
                                      const TallyFigures& figures) const;

  const ReportFacts& facts_;
  const ToldSoFar& told_;
  const CommonKnowledge& common_;
  std::vector<PlannedRow> rows_;
  std::map<std::pair<std::string, RowName>, std::size_t> place_;
};

}  // namespace hk
