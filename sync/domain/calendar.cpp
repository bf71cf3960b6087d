#include "sync/domain/calendar.h"

#include <fmt/format.h>

#include "sync/domain/plain_text.h"

namespace hk {
namespace {

LocalDate of(std::chrono::year_month_day date) {
  return {static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

/// 1970-01-01 was a Thursday; days before it count down.
int days_since_monday(LocalDate date) { return ((date.days + 3) % 7 + 7) % 7; }

/// ISO 8601: week 1 is the one that holds 4 January.
LocalDate first_monday(int iso_year) { return iso_monday(of(std::chrono::year{iso_year} / std::chrono::January / 4)); }

}  // namespace

Result<LocalDate> make_date(int year, int month, int day) {
  const std::string thing = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (year < 1900 || year > 2199) return fail(ErrorCode::invalid, thing, "the year is outside 1900-2199");
  if (month < 1 || month > 12) return fail(ErrorCode::invalid, thing, "a year has months 01-12");
  const auto first = std::chrono::year{year} / month / 1;
  const auto last = static_cast<int>(unsigned((first.year() / first.month() / std::chrono::last).day()));
  if (day < 1 || day > last) {
    return fail(ErrorCode::invalid, thing, fmt::format("{:04}-{:02} has days 01-{}", year, month, last));
  }
  return of(first.year() / first.month() / day);
}

Result<LocalDate> parse_date(std::string_view text) {
  const bool shape = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto year = shape ? digits_value(text.substr(0, 4)) : std::nullopt;
  const auto month = shape ? digits_value(text.substr(5, 2)) : std::nullopt;
  const auto day = shape ? digits_value(text.substr(8, 2)) : std::nullopt;
  if (!year || !month || !day) return fail(ErrorCode::invalid, shown(text), "not a date of the form 2026-11-20");
  return make_date(*year, *month, *day);
}

std::string to_text(LocalDate date) {
  const auto ymd = year_month_day(date);
  return fmt::format("{:04}-{:02}-{:02}", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
}

Result<std::int32_t> parse_minute_of_day(std::string_view text) {
  const std::size_t colon = text.size() < 3 ? 0 : text.size() - 3;
  const bool shape = (colon == 1 || colon == 2) && text[colon] == ':';
  const auto hour = shape ? digits_value(text.substr(0, colon)) : std::nullopt;
  const auto minute = shape ? digits_value(text.substr(colon + 1)) : std::nullopt;
  if (!hour || !minute) return fail(ErrorCode::invalid, shown(text), "not a time of the form 13:05");
  if (*hour > 23 || *minute > 59) return fail(ErrorCode::invalid, shown(text), "a day goes from 00:00 to 23:59");
  return *hour * 60 + *minute;
}

std::string minute_text(std::int32_t minute_of_day) {
  return fmt::format("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60);
}

int iso_weekday(LocalDate date) { return days_since_monday(date) + 1; }

LocalDate iso_monday(LocalDate date) { return date.plus(-days_since_monday(date)); }

IsoWeek iso_week(LocalDate date) {
  // A week belongs to the year that holds its Thursday.
  const LocalDate monday = iso_monday(date);
  const int year = int(year_month_day(monday.plus(3)).year());
  return {year, (monday.days - first_monday(year).days) / 7 + 1};
}

int iso_weeks_in_year(int iso_year) { return (first_monday(iso_year + 1).days - first_monday(iso_year).days) / 7; }

std::chrono::year_month_day year_month_day(LocalDate date) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.days}}};
}

}  // namespace hk
