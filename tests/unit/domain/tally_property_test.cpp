#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "sync/domain/tally.h"
#include "tests/support/seed.h"

using namespace hk;

/// Random registers against an oracle that walks plain rows, person by person and day by day, sharing no code
/// with the tally but the types of its input.
namespace {

struct Case {
  std::vector<TallySession> sessions;
  std::vector<std::vector<TallyCheckIn>> check_ins;
};

struct Chance {
  std::mt19937_64 engine;
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(high - low + 1));
  }
};

constexpr int categories = 4;

Case random_case(Chance& chance, std::int32_t middle) {
  Case made;
  const auto people = chance.between(1, 12);
  for (auto n = chance.between(0, 40); n > 0; --n) {
    TallySession session;
    session.local_date = middle + static_cast<std::int32_t>(chance.between(-20, 20));
    // Few distinct starts, so that ties are common.
    session.start_ms = (session.local_date * 24LL + chance.between(9, 10)) * 3'600'000;
    session.kind = static_cast<SessionKind>(chance.between(1, 3));
    session.counts = chance.between(0, 5) != 0;
    session.headcount = chance.between(0, 30);
    session.turned_away = chance.between(0, 3);
    std::vector<TallyCheckIn> here;
    for (auto k = chance.between(0, 10); k > 0; --k) {
      TallyCheckIn check_in;
      check_in.participant = static_cast<std::uint32_t>(chance.between(0, people - 1));
      check_in.category = static_cast<Rank>(chance.between(0, categories - 1));
      check_in.hlc = Hlc::of(chance.between(1, 3));
      check_in.id.value = make_uuid7(1, chance.engine(), chance.engine());
      here.push_back(check_in);
    }
    made.sessions.push_back(session);
    made.check_ins.push_back(std::move(here));
  }
  return made;
}

struct Visit {
  std::int32_t date;
  std::int64_t start_ms;
  SessionKind kind;
  int category;
};

/// person → their visits, one a session, each by the pair's earliest check-in.
std::map<std::uint32_t, std::vector<Visit>> visits_by_person(const Case& made) {
  std::map<std::uint32_t, std::vector<Visit>> visits;
  for (std::size_t s = 0; s < made.sessions.size(); ++s) {
    if (!made.sessions[s].counts) continue;
    std::map<std::uint32_t, std::map<std::pair<std::uint64_t, Bytes>, int>> pairs;
    for (const auto& c : made.check_ins[s]) pairs[c.participant][{c.hlc.packed, c.id.bytes()}] = c.category;
    for (const auto& [person, claims] : pairs) {
      visits[person].push_back(
          {made.sessions[s].local_date, made.sessions[s].start_ms, made.sessions[s].kind, claims.begin()->second});
    }
  }
  return visits;
}

bool is_monday(std::int32_t days) { return (days - 4) % 7 == 0; }  // 5 January 1970 was one

bool is_recurring(const std::vector<Visit>& inside, const RecurringRule& rule) {
  if (rule.kind == RecurringRule::Kind::visits_in_period) return static_cast<int>(inside.size()) >= rule.n;
  for (const Visit& one : inside) {
    std::int32_t monday = one.date;
    while (!is_monday(monday)) --monday;
    int in_week = 0;
    for (const Visit& other : inside) {
      in_week += other.kind == SessionKind::group && other.date >= monday && other.date < monday + 7;
    }
    if (one.kind == SessionKind::group && in_week >= rule.n) return true;
  }
  return false;
}

Tally oracle(const Case& made, const Period& period, const RecurringRule& rule) {
  Tally tally;
  tally.period = period;
  tally.by_category.assign(categories, 0);
  std::multiset<SessionKind> kinds;
  for (const auto& session : made.sessions) {
    if (!session.counts || !period.contains({session.local_date})) continue;
    kinds.insert(session.kind);
    tally.headcount += session.headcount;
    tally.turned_away += session.turned_away;
  }
  tally.group_sessions = static_cast<std::int64_t>(kinds.count(SessionKind::group));
  tally.individual_sessions = static_cast<std::int64_t>(kinds.count(SessionKind::individual));
  tally.events = static_cast<std::int64_t>(kinds.count(SessionKind::event));
  for (const auto& [person, visits] : visits_by_person(made)) {
    std::vector<Visit> inside;
    std::set<std::int32_t> dates;
    std::set<std::pair<std::int64_t, int>> last;  // by latest start, then lowest category
    bool individual = false;
    for (const Visit& visit : visits) {
      dates.insert(visit.date);
      if (!period.contains({visit.date})) continue;
      inside.push_back(visit);
      last.insert({-visit.start_ms, visit.category});
      individual = individual || visit.kind == SessionKind::individual;
    }
    if (inside.empty()) continue;
    tally.attendances += static_cast<std::int64_t>(inside.size());
    tally.unique_participants += 1;
    tally.by_category[static_cast<std::size_t>(last.begin()->second)] += 1;
    tally.new_participants += period.contains({*dates.begin()});
    tally.recurring_participants += is_recurring(inside, rule);
    tally.individual_support += individual;
  }
  return tally;
}

RecurringRule random_rule(Chance& chance) {
  const bool week = chance.between(0, 2) != 0;
  return {week ? RecurringRule::Kind::visits_per_week : RecurringRule::Kind::visits_in_period,
          static_cast<std::int32_t>(chance.between(1, 4))};
}

}  // namespace

TEST_CASE("the tally of any register equals a plain count over its rows") {
  // Middles around which weeks 53 and 1, leap days and half-years meet.
  static constexpr const char* middles[] = {"2020-12-31", "2024-12-30", "2024-02-29",
                                            "2023-06-30", "2026-11-20", "1970-01-01"};
  static constexpr const char* periods[] = {"2020-W53", "2021-W01", "2025-W01", "2024-02", "2023-H1", "2023-H2",
                                            "2020",     "2021",     "2026-W47", "2024",    "1970-W01"};
  const std::uint64_t seed = test::first_seed();
  for (std::uint64_t n = 0; n < 3000; ++n) {
    CAPTURE(seed + n);
    INFO("rerun with HALSOKIOSK_SEED set to that");
    Chance chance{std::mt19937_64{seed + n}};
    const std::int32_t middle = parse_date(middles[chance.between(0, 5)]).value().days;
    const Case made = random_case(chance, middle);
    Period period = parse_period(periods[chance.between(0, 10)]).value();
    if (chance.between(0, 1) == 0) {
      period.from = {middle + static_cast<std::int32_t>(chance.between(-15, 0))};
      period.to = {middle + static_cast<std::int32_t>(chance.between(0, 15))};
    }
    const RecurringRule rule = random_rule(chance);

    Attendances attendances;
    std::vector<std::size_t> order(made.sessions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), chance.engine);
    for (const std::size_t i : order) (void)attendances.add(made.sessions[i], made.check_ins[i]);
    const Tally tally = tally_of(attendances, period, rule, categories);
    const Tally expected = oracle(made, period, rule);
    CHECK(tally.attendances == expected.attendances);
    CHECK(tally.by_category == expected.by_category);
    CHECK(tally.recurring_participants == expected.recurring_participants);
    CHECK(tally.new_participants == expected.new_participants);
    REQUIRE(tally == expected);
  }
}
