#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/domain/result.h"

namespace hk {

/// A calendar day where the session was held; no time zone, no time.
struct LocalDate {
  std::int32_t days = 0;  ///< since 1970-01-01
  auto operator<=>(const LocalDate&) const = default;
  [[nodiscard]] LocalDate plus(std::int32_t n) const { return {days + n}; }
};

/// Year, month 1–12, day 1–31. Errors: invalid when there is no such day, or outside 1900–2199.
[[nodiscard]] Result<LocalDate> make_date(int year, int month, int day);
/// "2026-11-20". Errors: invalid, naming the text.
[[nodiscard]] Result<LocalDate> parse_date(std::string_view text);
[[nodiscard]] std::string to_text(LocalDate date);
/// "13:05" → minutes of the day. Errors: invalid, naming the text.
[[nodiscard]] Result<std::int32_t> parse_minute_of_day(std::string_view text);
[[nodiscard]] std::string minute_text(std::int32_t minute_of_day);

/// ISO 8601: 1 Monday … 7 Sunday.
[[nodiscard]] int iso_weekday(LocalDate date);
/// The Monday of the ISO week that holds `date`.
[[nodiscard]] LocalDate iso_monday(LocalDate date);
struct IsoWeek {
  int year = 0;  ///< the ISO year, which at the turn differs from the calendar's
  int week = 0;
  auto operator<=>(const IsoWeek&) const = default;
};
[[nodiscard]] IsoWeek iso_week(LocalDate date);
[[nodiscard]] int iso_weeks_in_year(int iso_year);
[[nodiscard]] std::chrono::year_month_day year_month_day(LocalDate date);

}  // namespace hk
