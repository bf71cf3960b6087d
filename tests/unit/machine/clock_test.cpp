#include "sync/machine/clock.h"

#include <doctest/doctest.h>

#include "sync/domain/calendar.h"

namespace {
using namespace hk;

std::int32_t days(int year, int month, int day) { return make_date(year, month, day)->days; }

TEST_CASE("Stockholm keeps winter and summer time") {
  const auto time = make_stockholm_time();
  REQUIRE(time.has_value());
  const LocalTime& stockholm = **time;
  const std::int64_t winter = stockholm.to_utc_ms(days(2026, 11, 20), 13 * 60);
  CHECK(winter == 1795176000000);  // 2026-11-20T12:00:00Z
  const LocalMoment moment = stockholm.at(winter);
  CHECK(moment.days == days(2026, 11, 20));
  CHECK(moment.minute_of_day == 13 * 60);
  CHECK(moment.utc_offset_min == 60);
  CHECK(stockholm.at(stockholm.to_utc_ms(days(2026, 7, 1), 0)).utc_offset_min == 120);
}

TEST_CASE("a skipped hour is read one hour later, a repeated one as its first") {
  const auto time = make_stockholm_time();
  REQUIRE(time.has_value());
  const LocalTime& stockholm = **time;
  const LocalMoment skipped = stockholm.at(stockholm.to_utc_ms(days(2026, 3, 29), 2 * 60 + 30));
  CHECK(skipped.minute_of_day == 3 * 60 + 30);
  const LocalMoment repeated = stockholm.at(stockholm.to_utc_ms(days(2026, 10, 25), 2 * 60 + 30));
  CHECK(repeated.minute_of_day == 2 * 60 + 30);
  CHECK(repeated.utc_offset_min == 120);
}

TEST_CASE("the machine's clock grows, and its boot number stays") {
  const SystemClock clock;
  const auto before = clock.monotonic_ms();
  CHECK(clock.monotonic_ms() >= before);
  CHECK(clock.wall_ms() > 1'700'000'000'000);
  CHECK(clock.boot() == SystemClock().boot());
  SystemRandom random;
  CHECK(random.next_u64() != random.next_u64());
}

}  // namespace
