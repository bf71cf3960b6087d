#include "sync/domain/tally.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

using namespace hk;

namespace {

constexpr Rank child = 0, adult = 1, professional = 2;
constexpr std::uint32_t ada = 0, bo = 1, cia = 2;

/// A register of a few sessions, tallied at the end.
struct Sheet {
  struct Row {
    TallySession session;
    std::vector<TallyCheckIn> check_ins;
  };
  std::vector<Row> rows;

  Row& held(const char* date, int hour, SessionKind kind = SessionKind::group) {
    const std::int32_t days = parse_date(date).value().days;
    rows.push_back(
        {.session = {.local_date = days, .start_ms = (days * 24LL + hour) * 3'600'000, .kind = kind}, .check_ins = {}});
    return rows.back();
  }
  Tally tally(const char* period, RecurringRule rule = {}) const {
    Attendances attendances;
    for (const Row& row : rows) (void)attendances.add(row.session, row.check_ins);
    return tally_of(attendances, parse_period(period).value(), rule, 3);
  }
};

TallyCheckIn tick(std::uint32_t participant, Rank category = adult, std::int64_t ms = 1000, char id = 'a') {
  TallyCheckIn check_in{.participant = participant, .category = category, .hlc = Hlc::of(ms), .id = {}};
  check_in.id.value.fill(static_cast<std::uint8_t>(id));
  return check_in;
}

using Categories = std::vector<std::int64_t>;
constexpr RecurringRule three_in_period{RecurringRule::Kind::visits_in_period, 3};

}  // namespace

TEST_CASE("sessions are counted by kind, also those where nobody came") {
  Sheet sheet;
  sheet.held("2025-03-03", 10);
  sheet.held("2025-03-04", 10);
  sheet.held("2025-03-04", 12, SessionKind::individual);
  sheet.held("2025-03-05", 10, SessionKind::event);
  const Tally tally = sheet.tally("2025-W10");
  CHECK(tally.group_sessions == 2);
  CHECK(tally.individual_sessions == 1);
  CHECK(tally.events == 1);
  CHECK(tally.attendances == 0);
  CHECK(tally.unique_participants == 0);
  CHECK(tally.by_category == Categories{0, 0, 0});
}

TEST_CASE("a session belongs to the period of its local start date, both edges inside") {
  Sheet sheet;
  for (const char* date : {"2025-03-02", "2025-03-03", "2025-03-09", "2025-03-10"}) {
    sheet.held(date, 23).check_ins = {tick(ada)};
  }
  const Tally tally = sheet.tally("2025-W10");
  CHECK(tally.group_sessions == 2);
  CHECK(tally.attendances == 2);
}

TEST_CASE("a cancelled or never started session counts nowhere, not even as somebody's first") {
  Sheet sheet;
  auto& cancelled = sheet.held("2025-03-03", 10);
  cancelled.check_ins = {tick(ada), tick(bo)};
  cancelled.session.counts = false;
  cancelled.session.headcount = 7;
  cancelled.session.turned_away = 2;
  sheet.held("2025-03-10", 10).check_ins = {tick(ada)};
  Tally nothing;
  nothing.period = parse_period("2025-W10").value();
  nothing.by_category = {0, 0, 0};
  CHECK(sheet.tally("2025-W10") == nothing);
  CHECK(sheet.tally("2025-W11").new_participants == 1);
}

TEST_CASE("headcount and turned away are sums, and never make anyone unique") {
  Sheet sheet;
  auto& a = sheet.held("2025-03-03", 10, SessionKind::event).session;
  a.headcount = 120;
  a.turned_away = 3;
  auto& b = sheet.held("2025-03-04", 10).session;
  b.headcount = 5;
  b.turned_away = 1;
  const Tally tally = sheet.tally("2025-W10");
  CHECK(tally.headcount == 125);
  CHECK(tally.turned_away == 4);
  CHECK(tally.unique_participants == 0);
}

TEST_CASE("a repeated pair counts once, by its earliest check-in") {
  Sheet sheet;
  sheet.held("2025-03-03", 10).check_ins = {tick(ada, adult, 2000, 'a'), tick(ada, child, 1000, 'b'),
                                            tick(ada, professional, 3000, 'c')};
  const Tally tally = sheet.tally("2025-W10");
  CHECK(tally.attendances == 1);
  CHECK(tally.by_category == Categories{1, 0, 0});
}

TEST_CASE("check-ins of the same clock reading are told apart by id") {
  Sheet sheet;
  sheet.held("2025-03-03", 10).check_ins = {tick(ada, adult, 1000, 'b'), tick(ada, professional, 1000, 'a')};
  CHECK(sheet.tally("2025-W10").by_category == Categories{0, 0, 1});
}

TEST_CASE("a repeated pair is no second visit of the week") {
  Sheet sheet;
  sheet.held("2025-03-03", 10).check_ins = {tick(ada, adult, 1000, 'a'), tick(ada, adult, 2000, 'b')};
  CHECK(sheet.tally("2025-W10").recurring_participants == 0);
  CHECK(sheet.tally("2025-W10", {RecurringRule::Kind::visits_in_period, 2}).recurring_participants == 0);
}

TEST_CASE("a person counts in the category of the last attendance in the period") {
  Sheet sheet;
  sheet.held("2025-03-03", 10).check_ins = {tick(ada, child)};
  sheet.held("2025-03-05", 10).check_ins = {tick(ada, professional)};
  sheet.held("2025-03-04", 10).check_ins = {tick(ada, adult)};
  sheet.held("2025-03-11", 10).check_ins = {tick(ada, child)};
  CHECK(sheet.tally("2025-W10").by_category == Categories{0, 0, 1});
  CHECK(sheet.tally("2025-03").by_category == Categories{1, 0, 0});
}

TEST_CASE("of two last attendances that start at once, the category listed first wins, in any order") {
  Sheet sheet;
  sheet.held("2025-03-03", 10).check_ins = {tick(ada, professional)};
  sheet.held("2025-03-03", 10).check_ins = {tick(ada, adult)};
  CHECK(sheet.tally("2025-W10").by_category == Categories{0, 1, 0});
  std::swap(sheet.rows[0], sheet.rows[1]);
  CHECK(sheet.tally("2025-W10").by_category == Categories{0, 1, 0});
}

TEST_CASE("an attendance before 1970 still beats none, and categories hold") {
  Sheet sheet;
  auto& row = sheet.held("1969-12-30", 0);
  row.session.start_ms = std::numeric_limits<std::int64_t>::min();
  row.check_ins = {tick(ada, professional)};
  CHECK(sheet.tally("1969").by_category == Categories{0, 0, 1});
}

TEST_CASE("new are those whose first attendance ever falls in the period") {
  Sheet sheet;
  sheet.held("2025-03-10", 10).check_ins = {tick(ada), tick(bo)};
  sheet.held("2025-03-02", 10).check_ins = {tick(ada)};
  sheet.held("2025-03-03", 10).check_ins = {tick(cia)};
  CHECK(sheet.tally("2025-W11").new_participants == 1);
  CHECK(sheet.tally("2025-W10").new_participants == 1);
  CHECK(sheet.tally("2025-W09").new_participants == 1);
  CHECK(sheet.tally("2025").new_participants == 3);
}

TEST_CASE("recurring means two group sessions in one ISO week, not two in a row over Sunday") {
  Sheet sheet;
  sheet.held("2025-03-04", 10).check_ins = {tick(ada), tick(bo)};
  sheet.held("2025-03-09", 10).check_ins = {tick(ada)};
  sheet.held("2025-03-10", 10).check_ins = {tick(bo)};
  CHECK(sheet.tally("2025-03").recurring_participants == 1);
}

TEST_CASE("two group sessions on one day make a person recurring") {
  Sheet sheet;
  sheet.held("2025-03-04", 10).check_ins = {tick(ada)};
  sheet.held("2025-03-04", 14).check_ins = {tick(ada)};
  CHECK(sheet.tally("2025-W10").recurring_participants == 1);
}

TEST_CASE("individual support and events do not make a person recurring by the week's rule") {
  Sheet sheet;
  sheet.held("2025-03-04", 10).check_ins = {tick(ada)};
  sheet.held("2025-03-05", 10, SessionKind::individual).check_ins = {tick(ada)};
  sheet.held("2025-03-06", 10, SessionKind::event).check_ins = {tick(ada)};
  CHECK(sheet.tally("2025-W10").recurring_participants == 0);
  CHECK(sheet.tally("2025-W10", three_in_period).recurring_participants == 1);
}

TEST_CASE("of a week that straddles the period's edge, only the days inside make a person recurring") {
  Sheet sheet;
  sheet.held("2025-03-31", 10).check_ins = {tick(ada), tick(bo)};
  sheet.held("2025-04-01", 10).check_ins = {tick(ada)};
  sheet.held("2025-04-02", 10).check_ins = {tick(ada)};
  CHECK(sheet.tally("2025-W14").recurring_participants == 1);
  CHECK(sheet.tally("2025-03").recurring_participants == 0);
  CHECK(sheet.tally("2025-04").recurring_participants == 1);
  sheet.rows.pop_back();
  CHECK(sheet.tally("2025-04").recurring_participants == 0);
}

TEST_CASE("week 53 and week 1 are two weeks, and one week over New Year is one") {
  Sheet sheet;
  sheet.held("2021-01-03", 10).check_ins = {tick(ada)};  // 2020-W53
  sheet.held("2021-01-04", 10).check_ins = {tick(ada)};  // 2021-W01
  sheet.held("2024-12-31", 10).check_ins = {tick(bo)};   // 2025-W01
  sheet.held("2025-01-01", 10).check_ins = {tick(bo)};   // 2025-W01
  CHECK(sheet.tally("2021").recurring_participants == 0);
  CHECK(sheet.tally("2025-W01").recurring_participants == 1);
  CHECK(sheet.tally("2025").recurring_participants == 0);
}

TEST_CASE("the rule's number is the programme's own") {
  Sheet sheet;
  for (const char* date : {"2025-03-03", "2025-03-04", "2025-03-05"}) sheet.held(date, 10).check_ins = {tick(ada)};
  sheet.held("2025-03-05", 12).check_ins = {tick(bo)};
  CHECK(sheet.tally("2025", {RecurringRule::Kind::visits_per_week, 3}).recurring_participants == 1);
  CHECK(sheet.tally("2025", {RecurringRule::Kind::visits_per_week, 4}).recurring_participants == 0);
  CHECK(sheet.tally("2025", {RecurringRule::Kind::visits_per_week, 1}).recurring_participants == 2);
  CHECK(sheet.tally("2025", {RecurringRule::Kind::visits_in_period, 3}).recurring_participants == 1);
  CHECK(sheet.tally("2025", {RecurringRule::Kind::visits_in_period, 4}).recurring_participants == 0);
}

TEST_CASE("individual support counts people, not occasions") {
  Sheet sheet;
  sheet.held("2025-03-03", 10, SessionKind::individual).check_ins = {tick(ada)};
  sheet.held("2025-03-04", 10, SessionKind::individual).check_ins = {tick(ada)};
  sheet.held("2025-03-05", 10).check_ins = {tick(bo)};
  const Tally tally = sheet.tally("2025-W10");
  CHECK(tally.individual_sessions == 2);
  CHECK(tally.individual_support == 1);
  CHECK(tally.unique_participants == 2);
}

TEST_CASE("long registers give the same figures as short ones: weeks are neither lost nor doubled") {
  Attendances attendances;
  const std::int32_t first = parse_date("2016-01-04").value().days;
  std::int64_t sessions = 0;
  constexpr std::uint32_t people = 300;
  // Every Monday before any Wednesday: what one week holds does not come together.
  for (const int weekday : {0, 2}) {
    for (int week = 0; week < 520; ++week) {
      std::vector<TallyCheckIn> here;
      for (std::uint32_t person = 0; person < people; ++person) {
        // Even ones come once a week; every odd one comes twice, in one week of its own.
        const bool both = person % 2 == 1 && week == static_cast<int>(person);
        if (weekday == 0 || both) here.push_back(tick(person, 0));
      }
      (void)attendances.add({.local_date = first + week * 7 + weekday, .start_ms = week * 10 + weekday}, here);
      ++sessions;
    }
  }
  const Tally tally = tally_of(attendances, parse_period("2016-01-01..2025-12-31").value(), {}, 1);
  CHECK(tally.group_sessions == sessions);
  CHECK(tally.attendances == 520 * people + people / 2);
  CHECK(tally.unique_participants == people);
  CHECK(tally.recurring_participants == people / 2);
}
