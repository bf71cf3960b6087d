#include "sync/domain/period.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sync/domain/plain_text.h"

namespace hk {
namespace {

tl::unexpected<Error> bad(std::string_view text, std::string why) {
  return fail(ErrorCode::invalid, shown(text), std::move(why));
}

bool is_letter(char c, char capital) { return c == capital || c == capital + ('a' - 'A'); }

Result<Period> parse_week(std::string_view text, int year, std::string_view number) {
  const auto week = number.size() == 2 ? digits_value(number) : std::nullopt;
  if (!week) return bad(text, "an ISO week is written like 2026-W47");
  const int weeks = iso_weeks_in_year(year);
  if (*week < 1 || *week > weeks) return bad(text, fmt::format("{} has {} ISO weeks", year, weeks));
  HK_ASSIGN(const LocalDate january_4, make_date(year, 1, 4));
  return week_of(january_4.plus(7 * (*week - 1)));
}

Result<Period> parse_half(std::string_view text, int year, std::string_view number) {
  if (number != "1" && number != "2") return bad(text, "a half-year is written like 2023-H1 or 2023-H2");
  const bool second = number == "2";
  HK_ASSIGN(const LocalDate from, make_date(year, second ? 7 : 1, 1));
  HK_ASSIGN(const LocalDate to, second ? make_date(year, 12, 31) : make_date(year, 6, 30));
  return Period{fmt::format("{:04}-H{}", year, number), from, to};
}

Result<Period> parse_month(std::string_view text, int year, std::string_view number) {
  const auto month = number.size() == 2 ? digits_value(number) : std::nullopt;
  if (!month) return bad(text, "a month is written like 2026-11");
  if (*month < 1 || *month > 12) return bad(text, "a year has months 01-12");
  HK_ASSIGN(const LocalDate from, make_date(year, *month, 1));
  const auto ymd = year_month_day(from);
  const std::chrono::sys_days last = ymd.year() / ymd.month() / std::chrono::last;
  const LocalDate to{static_cast<std::int32_t>(last.time_since_epoch().count())};
  return Period{fmt::format("{:04}-{:02}", year, *month), from, to};
}

Period dates(LocalDate from, LocalDate to) { return {to_text(from) + ".." + to_text(to), from, to}; }

Result<Period> parse_dates(std::string_view text, std::size_t dots) {
  const auto from = parse_date(text.substr(0, dots));
  if (!from) return bad(text, "first day: " + from.error().message());
  const auto to = parse_date(text.substr(dots + 2));
  if (!to) return bad(text, "last day: " + to.error().message());
  if (*to < *from) return bad(text, "the last day comes before the first");
  return dates(*from, *to);
}

/// Before the year 1900 there is nothing: the oldest period stands before itself.
Period named(const std::string& text, const Period& otherwise) { return parse_period(text).value_or(otherwise); }

/// Of a month, half-year or year.
std::string text_holding(LocalDate date, PeriodKind kind) {
  const auto ymd = year_month_day(date);
  const int year = static_cast<int>(ymd.year());
  const unsigned month = static_cast<unsigned>(ymd.month());
  if (kind == PeriodKind::month) return fmt::format("{:04}-{:02}", year, month);
  if (kind == PeriodKind::half_year) return fmt::format("{:04}-H{}", year, month > 6 ? 2 : 1);
  return fmt::format("{:04}", year);
}

LocalDate a_year_before(LocalDate date) {
  const std::chrono::year_month_day day = year_month_day(date) - std::chrono::years(1);
  const std::chrono::year_month_day there = day.ok() ? day : day.year() / day.month() / std::chrono::last;
  return {static_cast<std::int32_t>(std::chrono::sys_days(there).time_since_epoch().count())};
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos) return parse_dates(text, dots);

  const auto year = text.size() >= 4 ? digits_value(text.substr(0, 4)) : std::nullopt;
  const std::string_view rest = text.substr(text.size() < 4 ? 0 : 4);
  if (!year || (!rest.empty() && rest[0] != '-')) {
    return bad(text, "not a period: write 2026-W47, 2026-11, 2023-H2, 2025 or 2025-01-01..2025-03-31");
  }
  if (*year < 1900 || *year > 2199) return bad(text, "the year is outside 1900-2199");
  if (rest.empty()) {
    HK_ASSIGN(const LocalDate from, make_date(*year, 1, 1));
    HK_ASSIGN(const LocalDate to, make_date(*year, 12, 31));
    return Period{fmt::format("{:04}", *year), from, to};
  }
  if (rest.size() > 1 && is_letter(rest[1], 'W')) return parse_week(text, *year, rest.substr(2));
  if (rest.size() > 1 && is_letter(rest[1], 'H')) return parse_half(text, *year, rest.substr(2));
  if (rest.size() == 6) return bad(text, "a single day is written as first..last: 2025-01-01..2025-01-01");
  return parse_month(text, *year, rest.substr(1));
}

Period week_of(LocalDate date) {
  const IsoWeek week = iso_week(date);
  const LocalDate monday = iso_monday(date);
  return {fmt::format("{:04}-W{:02}", week.year, week.week), monday, monday.plus(6)};
}

Period last_complete_week(LocalDate today) { return week_of(today.plus(-7)); }

PeriodKind period_kind(const Period& period) {
  if (period.text.find("..") != std::string::npos) return PeriodKind::dates;
  if (period.text.size() == 4) return PeriodKind::year;
  if (period.text[5] == 'W') return PeriodKind::week;
  return period.text[5] == 'H' ? PeriodKind::half_year : PeriodKind::month;
}

Period period_holding(LocalDate date, PeriodKind kind) {
  if (kind == PeriodKind::week) return week_of(date);
  if (kind == PeriodKind::dates) return dates(date, date);
  return parse_period(text_holding(date, kind)).value();
}

Period period_before(const Period& period) {
  const LocalDate last = period.from.plus(-1);
  const PeriodKind kind = period_kind(period);
  if (kind == PeriodKind::week) return week_of(last);
  if (kind == PeriodKind::dates) return dates(last.plus(period.from.days - period.to.days), last);
  return named(text_holding(last, kind), period);
}

Period year_before(const Period& period) {
  const int year = static_cast<int>(year_month_day(period.from).year()) - 1;
  switch (period_kind(period)) {
    case PeriodKind::week: {
      const IsoWeek week = iso_week(period.from);
      return named(fmt::format("{:04}-W{:02}", week.year - 1, std::min(week.week, iso_weeks_in_year(week.year - 1))),
                   period);
    }
    case PeriodKind::dates:
      return dates(a_year_before(period.from), a_year_before(period.to));
    default:
      return named(fmt::format("{:04}", year) + period.text.substr(4), period);
  }
}

}  // namespace hk
