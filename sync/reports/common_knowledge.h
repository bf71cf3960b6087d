#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "sync/domain/report_facts.h"

/// What everybody knows of a programme, as posters and neighbours tell, and what its figures mean.
namespace hk {

/// A row of a period: of its total (both empty), or of one of its tables.
struct RowName {
  std::string table, code;
  auto operator<=>(const RowName&) const = default;
};

/// Whether the figure of a period is the sum of those of the days in it, for certain: a person counts in one category
/// in a week and may in another in the year.
[[nodiscard]] bool adds_up_over_time(const RowName& row, std::size_t figure);

struct CommonKnowledge {
  RecurringRule recurring;
  std::map<std::string, std::string> workshop_of;  ///< an activity's; where the programme says so
  std::map<RowName, std::set<std::int32_t>> days;  ///< on which something of the row was held; not by category
  explicit CommonKnowledge(const ReportFacts& facts);
  /// The first day from `from` on that can have somebody of the row to count; INT32_MAX: none.
  [[nodiscard]] std::int32_t next_day(const RowName& row, std::int32_t from) const;
};

}  // namespace hk
