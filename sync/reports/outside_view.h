#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/domain/report_facts.h"
#include "sync/reports/disclosure_audit.h"
#include "sync/reports/disclosure_figures.h"
#include "sync/reports/disclosure_past.h"

/// Figures of several periods as somebody outside can hold them together, and everything that ties them.
namespace hk {

struct OutsideRow {
  std::array<std::int64_t, first_people_figure> sessions{};  ///< by kind; they are never hidden
  std::array<std::size_t, figure_count> figures{};           ///< places in OutsideView::figures
};

struct OutsidePeriod {
  Period period;
  bool whole = false;  ///< has its tables; a row that is not among them is zero
  std::size_t told =
      0;  ///< the place among the exports of the last one that had it: where two disagree, the later is right
  std::map<RowName, OutsideRow> rows;
};

struct OutsideView {
  static constexpr std::size_t absent = SIZE_MAX;  ///< of a figure that nobody was or is told, and that is free
  std::vector<AuditFigure> figures;
  std::vector<OutsidePeriod> periods;

  std::size_t add(const AuditFigure& figure) {
    figures.push_back(figure);
    return figures.size() - 1;
  }
};

/// Sums within one period: rows that add up to the total, activities that add up to their workshop.
[[nodiscard]] std::vector<AuditRelation> sums_within(const OutsidePeriod& period, const CommonKnowledge& common);
/// What else ties the figures of one period: nobody is unique without attending, new without being unique, and so on.
[[nodiscard]] std::vector<AuditRelation> bounds_within(const OutsidePeriod& period, const CommonKnowledge& common);
/// What ties the figures of a row over periods that share days. Adds to `view` the days between the edges of periods.
[[nodiscard]] std::vector<AuditRelation> ties_over_time(OutsideView& view, const CommonKnowledge& common);

}  // namespace hk
