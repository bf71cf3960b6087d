#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "sync/domain/export_record.h"
#include "sync/domain/period.h"
#include "sync/reports/figures.h"

namespace hk {

/// A row of a period: of its total (both empty), or of one of its tables.
struct RowName {
  std::string table, code;
  auto operator<=>(const RowName&) const = default;
};

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
  std::size_t told = 0;  ///< then the last export that did
  std::map<RowName, ToldRow> rows;
};

/// Everything that left the programme so far, by period.
class ToldSoFar {
 public:
  /// Oldest first. Internal exports, and what a newer program recorded otherwise, are passed over.
  explicit ToldSoFar(std::span<const ExportRecorded> earlier);

  [[nodiscard]] const std::map<std::string, ToldPeriod>& periods() const { return periods_; }
  /// Null: nothing was told of it.
  [[nodiscard]] const ToldFigure* find(const std::string& period, const RowName& row, std::size_t figure) const;
  /// What a figure that adds up over time comes to by what was printed of other periods; empty: cannot be worked out.
  /// Where exports contradict each other, the later ones count.
  [[nodiscard]] std::optional<std::int64_t> worked_out(const Period& period, const RowName& row,
                                                       std::size_t figure) const;

 private:
  void tell_table(const Period& period, const ExportRecorded::Table& table, std::size_t told);
  void tell(const Period& period, const RowName& name, const ExportRecorded::Row& row, std::size_t told);

  std::map<std::string, ToldPeriod> periods_;
};

/// Whether the figure of a period is the sum of those of the days in it, for certain: a person counts in one category
/// in a week and may in another in the year.
[[nodiscard]] bool adds_up_over_time(const RowName& row, std::size_t figure);

}  // namespace hk
