#include "sync/domain/period.h"

#include <doctest/doctest.h>

using namespace hk;

namespace {
void check_period(const char* text, const char* from, const char* to) {
  CAPTURE(text);
  const auto period = parse_period(text);
  REQUIRE(period);
  CHECK(period->text == text);
  CHECK(to_text(period->from) == from);
  CHECK(to_text(period->to) == to);
}

void check_refused(const char* text, const char* why) {
  CAPTURE(text);
  const auto period = parse_period(text);
  REQUIRE(!period);
  CHECK(period.error().code == ErrorCode::invalid);
  CHECK(period.error().thing == text);
  CHECK_MESSAGE(period.error().what.find(why) != std::string::npos, period.error().what);
}
}  // namespace

TEST_CASE("each way of writing a period gives its first and last day") {
  check_period("2026-W47", "2026-11-16", "2026-11-22");
  check_period("2025-W01", "2024-12-30", "2025-01-05");
  check_period("2020-W53", "2020-12-28", "2021-01-03");
  check_period("2026-11", "2026-11-01", "2026-11-30");
  check_period("2024-02", "2024-02-01", "2024-02-29");
  check_period("2025-02", "2025-02-01", "2025-02-28");
  check_period("2023-H1", "2023-01-01", "2023-06-30");
  check_period("2023-H2", "2023-07-01", "2023-12-31");
  check_period("2025", "2025-01-01", "2025-12-31");
  check_period("2025-01-01..2025-03-31", "2025-01-01", "2025-03-31");
  check_period("2025-05-05..2025-05-05", "2025-05-05", "2025-05-05");
}

TEST_CASE("a small w or h is read as the capital, so one period has one name") {
  CHECK(parse_period("2026-w47") == parse_period("2026-W47"));
  CHECK(parse_period("2023-h2") == parse_period("2023-H2"));
}

TEST_CASE("a bad period is refused with its text and the reason") {
  check_refused("2025-W53", "2025 has 52 ISO weeks");
  check_refused("2026-W54", "2026 has 53 ISO weeks");
  check_refused("2025-W00", "2025 has 52 ISO weeks");
  check_refused("2025-W7", "an ISO week is written like");
  check_refused("2025-W", "an ISO week is written like");
  check_refused("2025-H3", "a half-year is written like");
  check_refused("2025-H", "a half-year is written like");
  check_refused("2025-13", "months 01-12");
  check_refused("2025-00", "months 01-12");
  check_refused("2025-", "a month is written like");
  check_refused("2025-1", "a month is written like");
  check_refused("2025-01-01", "a single day is written");
  check_refused("1899", "outside 1900-2199");
  check_refused("9999-W01", "outside 1900-2199");
  check_refused("", "not a period");
  check_refused("..", "first day");
  check_refused("week", "not a period");
  check_refused("2025 ", "not a period");
  check_refused("20255", "not a period");
  check_refused("2025-02-01..2025-01-31", "comes before");
  check_refused("2025-02-30..2025-03-31", "first day: 2025-02-30");
  check_refused("2025-02-01..2025-02-29", "last day: 2025-02-29");
  check_refused("2025-02-01..", "last day");
}

TEST_CASE("an error shows no control characters and no more of a text than fits on a line") {
  const auto period = parse_period("\x1b[2J" + std::string(100'000, 'x'));
  REQUIRE(!period);
  CHECK(period.error().thing.size() < 80);
  CHECK(period.error().thing.substr(0, 4) == "?[2J");
}

TEST_CASE("the week of a day holds it, and its text reads back to the same week") {
  const LocalDate first = make_date(2019, 12, 1).value();
  for (int n = 0; n < 800; ++n) {
    const LocalDate date = first.plus(n);
    const Period week = week_of(date);
    CHECK(week.contains(date));
    CHECK(parse_period(week.text) == week);
  }
}

TEST_CASE("before a period stands the one of its kind, over every turn of a year") {
  const auto before = [](const char* text) { return period_before(parse_period(text).value()).text; };
  CHECK(before("2026-W47") == "2026-W46");
  CHECK(before("2021-W01") == "2020-W53");
  CHECK(before("2026-03") == "2026-02");
  CHECK(before("2026-01") == "2025-12");
  CHECK(before("2023-H2") == "2023-H1");
  CHECK(before("2023-H1") == "2022-H2");
  CHECK(before("2025") == "2024");
  CHECK(before("2025-03-01..2025-03-10") == "2025-02-19..2025-02-28");
  CHECK(before("1900") == "1900");
}

TEST_CASE("a year before a period lies the one of the same name") {
  const auto before = [](const char* text) { return year_before(parse_period(text).value()).text; };
  CHECK(before("2026-W47") == "2025-W47");
  CHECK(before("2020-W53") == "2019-W52");
  CHECK(before("2026-W01") == "2025-W01");  // which began on 30 December 2024
  CHECK(before("2024-02") == "2023-02");
  CHECK(before("2023-H2") == "2022-H2");
  CHECK(before("2025") == "2024");
  CHECK(before("2024-02-29..2024-03-01") == "2023-02-28..2023-03-01");
  CHECK(before("1900-H1") == "1900-H1");
}
