#include "sync/domain/calendar.h"

#include <doctest/doctest.h>

using namespace hk;

namespace {
LocalDate day(int year, int month, int d) { return make_date(year, month, d).value(); }
}  // namespace

TEST_CASE("a date survives the way to text and back, for every day of four centuries' turn") {
  for (std::int32_t days = day(1900, 1, 1).days; days <= day(2199, 12, 31).days; days += 13) {
    const LocalDate date{days};
    CHECK(parse_date(to_text(date)) == date);
  }
  CHECK(day(1970, 1, 1).days == 0);
  CHECK(day(2025, 3, 1).days - day(2025, 2, 28).days == 1);
  CHECK(day(2024, 3, 1).days - day(2024, 2, 28).days == 2);
}

TEST_CASE("a day that does not exist is refused, and the error names it") {
  for (const char* text : {"2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-04-00", "1899-12-31",
                           "2200-01-01", "2100-02-29"}) {
    const auto date = parse_date(text);
    REQUIRE_MESSAGE(!date, text);
    CHECK(date.error().code == ErrorCode::invalid);
    CHECK(date.error().message().find(text) != std::string::npos);
  }
  CHECK(parse_date("2025-02-29").error().what == "2025-02 has days 01-28");
}

TEST_CASE("a date in another shape is refused") {
  for (const char* text :
       {"", "2025", "2025-1-1", "20250101", "2025/01/01", "2025-01-01 ", "+025-01-01", "2025-0a-01"}) {
    CHECK_MESSAGE(!parse_date(text), text);
  }
}

TEST_CASE("a time of day is read to the minute, with or without its leading zero") {
  CHECK(parse_minute_of_day("13:05") == 13 * 60 + 5);
  CHECK(parse_minute_of_day("9:05") == 9 * 60 + 5);
  CHECK(parse_minute_of_day("00:00") == 0);
  CHECK(parse_minute_of_day("23:59") == 1439);
  for (const char* text :
       {"", ":", "24:00", "12:60", "1305", "13:5", "13.05", "13:05:00", "-1:05", " 9:05", "009:05"}) {
    CHECK_MESSAGE(!parse_minute_of_day(text), text);
  }
  for (int minute = 0; minute < 1440; ++minute) CHECK(parse_minute_of_day(minute_text(minute)) == minute);
}

TEST_CASE("ISO weeks follow ISO 8601 around the turn of the year") {
  CHECK(iso_week(day(2021, 1, 3)) == IsoWeek{2020, 53});
  CHECK(iso_week(day(2021, 1, 4)) == IsoWeek{2021, 1});
  CHECK(iso_week(day(2024, 12, 29)) == IsoWeek{2024, 52});
  CHECK(iso_week(day(2024, 12, 30)) == IsoWeek{2025, 1});
  CHECK(iso_week(day(2026, 11, 20)) == IsoWeek{2026, 47});
  CHECK(iso_week(day(2027, 1, 1)) == IsoWeek{2026, 53});
  CHECK(iso_weekday(day(2026, 11, 20)) == 5);
  CHECK(iso_weekday(day(2026, 11, 22)) == 7);
  CHECK(iso_monday(day(2026, 11, 22)) == day(2026, 11, 16));
  CHECK(iso_monday(day(1969, 12, 31)) == day(1969, 12, 29));
}

TEST_CASE("only years whose Thursday falls at an end have 53 ISO weeks") {
  for (int year = 1901; year < 2199; ++year) {
    const bool long_year = iso_weekday(day(year, 1, 1)) == 4 || iso_weekday(day(year, 12, 31)) == 4;
    CHECK(iso_weeks_in_year(year) == (long_year ? 53 : 52));
  }
}

TEST_CASE("each day is in the week after the day before it, or in the same") {
  for (LocalDate date = day(1950, 1, 1); date < day(2080, 1, 1); date = date.plus(1)) {
    const IsoWeek today = iso_week(date);
    const IsoWeek tomorrow = iso_week(date.plus(1));
    const bool turns = iso_weekday(date) == 7;
    const IsoWeek next =
        today.week == iso_weeks_in_year(today.year) ? IsoWeek{today.year + 1, 1} : IsoWeek{today.year, today.week + 1};
    REQUIRE(tomorrow == (turns ? next : today));
  }
}
