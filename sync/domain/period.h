#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/domain/calendar.h"
#include "sync/domain/result.h"

namespace hk {

/// A span of local dates with the text people know it by.
struct Period {
  std::string text;  ///< canonical: 2026-W47, 2026-11, 2023-H2, 2025, 2025-01-01..2025-03-31
  LocalDate from;    ///< inclusive
  LocalDate to;      ///< inclusive
  [[nodiscard]] bool contains(LocalDate date) const { return from <= date && date <= to; }
  [[nodiscard]] bool overlaps(const Period& other) const { return from <= other.to && other.from <= to; }
  bool operator==(const Period&) const = default;
};

/// Errors: invalid, naming the text and why (2025-W53: 2025 has 52 ISO weeks).
[[nodiscard]] Result<Period> parse_period(std::string_view text);
/// The ISO week that holds `date`.
[[nodiscard]] Period week_of(LocalDate date);
/// The ISO week before the one that holds `today`: on a Sunday that day's own week still goes on.
[[nodiscard]] Period last_complete_week(LocalDate today);

enum class PeriodKind : std::uint8_t { week, month, half_year, year, dates };
[[nodiscard]] PeriodKind period_kind(const Period& period);
/// The week that `date` lies in for weeks, its month for months, and so on; of free dates that day alone. `date` lies
/// in a year that has periods, 1900-2199.
[[nodiscard]] Period period_holding(LocalDate date, PeriodKind kind);
/// The one of the same kind just before; of free dates as many days. Of the oldest there is, itself.
[[nodiscard]] Period period_before(const Period& period);
/// The same a year earlier: of week 53, in a year that has none, week 52; of 29 February the 28th.
[[nodiscard]] Period year_before(const Period& period);

}  // namespace hk
