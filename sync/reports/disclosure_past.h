#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "sync/domain/export_record.h"
#include "sync/domain/period.h"
#include "sync/reports/common_knowledge.h"
#include "sync/reports/figures.h"

namespace hk {

/// What earlier exports told of one figure.
struct ToldFigure {
  std::optional<std::int64_t> printed;  ///< the last number that a reader saw
  bool hidden = false;                  ///< by any of them
  bool hidden_last = false;             ///< by the last of them that had it
  std::int64_t counted = 0;             ///< true when it was printed last or, if hidden last, then
  std::size_t told = 0;                 ///< the place among the exports of the one that had it last
  [[nodiscard]] bool told_of() const { return printed || hidden; }
  /// Whether a reader knows it: printed, and not hidden later because it had become another.
  [[nodiscard]] bool known() const { return printed && (!hidden_last || *printed == counted); }
};
using ToldRow = std::array<ToldFigure, figure_count>;

struct ToldPeriod {
  Period period;
  bool whole = false;    ///< its tables were told, so that a row which is not among them is zero
  std::size_t told = 0;  ///< the last export that told anything of it
  std::map<RowName, ToldRow> rows;
};

/// Everything that left the programme so far, by period.
class ToldSoFar {
 public:
  /// Oldest first. Internal exports, and what a newer program recorded otherwise, are passed over.
  explicit ToldSoFar(std::span<const ExportRecorded> earlier);

  [[nodiscard]] const std::map<std::string, ToldPeriod>& periods() const { return periods_; }
  [[nodiscard]] std::size_t count() const { return count_; }
  /// Adds to `periods`, by text, all that were told and share days with them, or again with those.
  void add_neighbours(std::map<std::string, Period>& periods) const;
  /// Null: nothing was told of it.
  [[nodiscard]] const ToldFigure* find(const std::string& period, const RowName& row, std::size_t figure) const;
  /// What a figure comes to by what was printed of other periods: sums of days, laid end to end or taken off, or all
  /// that was held in both. Empty: cannot be worked out. Where exports contradict each other, the later ones count.
  [[nodiscard]] std::optional<std::int64_t> worked_out(const Period& period, const RowName& row, std::size_t figure,
                                                       const CommonKnowledge& common) const;

 private:
  void tell_table(const Period& period, const ExportRecorded::Table& table, std::size_t told);
  void tell(const Period& period, const RowName& name, const ExportRecorded::Row& row, std::size_t told);

  std::size_t count_;
  std::map<std::string, ToldPeriod> periods_;
};

}  // namespace hk
