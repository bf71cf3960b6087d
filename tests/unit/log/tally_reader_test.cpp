#include <doctest/doctest.h>

#include <map>
#include <set>

#include "tests/support/open_log.h"
#include "tests/support/random_changes.h"

using namespace hk;
using namespace hk::test;

/// read_tally against an oracle that works on the changes themselves: it shares no code with fold, reader or tally.
namespace {

struct Plain {
  std::vector<const Authored*> all;  ///< in folding order

  explicit Plain(const std::vector<Authored>& changes) {
    for (const Authored& one : changes) all.push_back(&one);
    const auto key = [](const Authored* one) {
      return std::pair(one->envelope.hlc_accepted.value_or(one->change.hlc), one->change.id);
    };
    std::sort(all.begin(), all.end(), [&](auto* x, auto* y) { return key(x) < key(y); });
  }
  template <class Body, class Use>
  void each(Use&& use) const {
    for (const Authored* one : all) {
      if (const auto* body = std::get_if<Body>(&one->change.body)) use(*body, *one);
    }
  }
};

/// The smallest id of everything linked to it, by going on until nothing changes.
template <class AnyId, class Link>
std::map<AnyId, AnyId> representatives(const Plain& plain, const std::set<AnyId>& ids) {
  std::map<std::pair<AnyId, AnyId>, bool> links;
  plain.each<Link>([&](const Link& link, const Authored&) { links[std::minmax(link.a, link.b)] = link.on; });
  std::map<AnyId, AnyId> smallest;
  for (const AnyId& id : ids) smallest[id] = id;
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& [pair, on] : links) {
      if (!on) continue;
      const AnyId low = std::min(smallest.try_emplace(pair.first, pair.first).first->second,
                                 smallest.try_emplace(pair.second, pair.second).first->second);
      for (const AnyId& id : {pair.first, pair.second}) {
        moved = moved || smallest[id] != low;
        smallest[id] = low;
      }
    }
  }
  return smallest;
}

struct PlainSession {
  std::optional<SessionSet::What> what;
  std::optional<SessionSet::When> when;
  SessionState state{};
  std::int64_t headcount = 0, turned_away = 0;
  [[nodiscard]] bool known() const { return what && when; }
  [[nodiscard]] bool counts() const { return state == SessionState::running || state == SessionState::closed; }
};

std::map<SessionId, PlainSession> plain_sessions(const Plain& plain) {
  std::map<SessionId, PlainSession> sessions;
  plain.each<SessionSet>([&](const SessionSet& set, const Authored&) {
    if (set.what) sessions[set.session].what = set.what;
    if (set.when) sessions[set.session].when = set.when;
  });
  for (const Authored* one : plain.all) {
    if (const auto* set = std::get_if<SessionStateSet>(&one->change.body)) sessions[set->session].state = set->state;
    if (const auto* closed = std::get_if<SessionAutoClosed>(&one->change.body)) {
      sessions[closed->session].state = SessionState::closed;
    }
  }
  std::map<std::tuple<SessionId, HeadcountFigure, std::string, std::uint64_t>, std::int64_t> totals;
  plain.each<HeadcountRecorded>([&](const HeadcountRecorded& count, const Authored&) {
    totals[{count.session, count.figure, count.category, count.counter}] = count.total;
  });
  const auto add = [&](const SessionId& id, HeadcountFigure figure, std::int64_t people) {
    (figure == HeadcountFigure::headcount ? sessions[id].headcount : sessions[id].turned_away) += people;
  };
  for (const auto& [key, total] : totals) add(std::get<0>(key), std::get<1>(key), total);
  plain.each<HeadcountCorrected>([&](const HeadcountCorrected& corrected, const Authored&) {
    add(corrected.session, corrected.figure, corrected.delta);
  });
  return sessions;
}

/// Linked sessions are one: the smallest id of those that count speaks, else the smallest.
std::map<SessionId, PlainSession> merged(const std::map<SessionId, PlainSession>& sessions,
                                         const std::map<SessionId, SessionId>& one_of) {
  std::map<SessionId, PlainSession> out;
  for (const bool counting : {true, false}) {
    for (const auto& [id, session] : sessions) {
      if (session.known() && session.counts() == counting) out.try_emplace(one_of.at(id), session);
    }
  }
  for (auto& [id, session] : out) session.headcount = session.turned_away = 0;
  for (const auto& [id, session] : sessions) {
    const auto found = out.find(one_of.at(id));
    if (found == out.end()) continue;
    found->second.headcount += session.headcount;
    found->second.turned_away += session.turned_away;
  }
  return out;
}

struct Visit {
  SessionId session;
  std::int32_t date;
  std::int64_t start_ms;
  SessionKind kind;
  std::string category;
};

struct Figures {
  std::int64_t sessions[4] = {};
  std::int64_t attendances = 0, headcount = 0, turned_away = 0, unique = 0, fresh = 0, recurring = 0, individual = 0;
  std::map<std::string, std::int64_t> by_category;
  bool operator==(const Figures&) const = default;
};

/// Each person's valid visits anywhere, the first check-in of each pair.
std::map<ParticipantId, std::map<SessionId, Visit>> plain_visits(
    const Plain& plain, const std::map<SessionId, PlainSession>& sessions,
    const std::map<SessionId, SessionId>& session_of, const std::map<ParticipantId, ParticipantId>& person_of) {
  std::set<CheckInId> withdrawn;
  plain.each<CheckInWithdrawn>([&](const CheckInWithdrawn& body, const Authored&) {
    withdrawn.insert(body.check_ins.begin(), body.check_ins.end());
  });
  std::map<CheckInId, std::string> corrected;
  plain.each<CheckInCorrected>([&](const CheckInCorrected& body, const Authored&) {
    for (const CheckInId& id : body.check_ins) corrected[id] = body.category;
  });
  std::map<ParticipantId, std::map<SessionId, Visit>> visits;
  plain.each<CheckInRecorded>([&](const CheckInRecorded& body, const Authored& one) {
    const auto at = session_of.find(body.session);
    const auto session = at == session_of.end() ? sessions.end() : sessions.find(at->second);
    if (session == sessions.end() || !session->second.counts() || withdrawn.contains(one.change.id)) return;
    const auto correction = corrected.find(one.change.id);
    const std::string category = correction == corrected.end() ? body.category : correction->second;
    visits[person_of.at(body.participant)].try_emplace(
        session->first, Visit{session->first, session->second.when->local_date, session->second.when->start_ms,
                              session->second.what->kind, category});
  });
  return visits;
}

/// Places of categories for ties: as the catalogue says, then those only check-ins know, then `unknown`.
std::map<std::string, int> category_places(const Plain& plain) {
  std::map<std::string, std::int32_t> listed;
  plain.each<CatalogueSet>([&](const CatalogueSet& set, const Authored&) {
    if (set.type == CatalogueType::category) listed[set.code] = set.order;
  });
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const char* code : {"child_youth", "adult", "professional", "not_in_catalogue"}) {
    const auto found = listed.find(code);
    order.emplace_back(found == listed.end() ? 1'000'000 : found->second, code);
  }
  order.emplace_back(2'000'000, "unknown");
  std::sort(order.begin(), order.end());
  std::map<std::string, int> places;
  for (const auto& [place, code] : order) places[code] = static_cast<int>(places.size());
  return places;
}

Figures plain_figures(const Plain& plain, const Period& period, const RecurringRule& rule) {
  std::set<SessionId> session_ids;
  std::set<ParticipantId> person_ids;
  const auto sessions = plain_sessions(plain);
  for (const auto& [id, session] : sessions) session_ids.insert(id);
  plain.each<CheckInRecorded>(
      [&](const CheckInRecorded& body, const Authored&) { person_ids.insert(body.participant); });
  const auto session_of = representatives<SessionId, SessionSameAs>(plain, session_ids);
  const auto person_of = representatives<ParticipantId, ParticipantSameAs>(plain, person_ids);
  const auto one_each = merged(sessions, session_of);
  const auto places = category_places(plain);

  Figures figures;
  for (const auto& [id, session] : one_each) {
    if (!session.counts() || !period.contains({session.when->local_date})) continue;
    ++figures.sessions[static_cast<int>(session.what->kind)];
    figures.headcount += session.headcount;
    figures.turned_away += session.turned_away;
  }
  for (const auto& [person, visits] : plain_visits(plain, one_each, session_of, person_of)) {
    std::int32_t first = INT32_MAX;
    std::map<std::int32_t, int> group_by_week;
    std::optional<Visit> last;
    std::int64_t in_period = 0;
    bool individual = false;
    for (const auto& [id, visit] : visits) {
      first = std::min(first, visit.date);
      if (!period.contains({visit.date})) continue;
      ++in_period;
      individual = individual || visit.kind == SessionKind::individual;
      if (visit.kind == SessionKind::group) ++group_by_week[iso_monday({visit.date}).days];
      if (!last || std::pair(visit.start_ms, -places.at(visit.category)) >
                       std::pair(last->start_ms, -places.at(last->category))) {
        last = visit;
      }
    }
    if (in_period == 0) continue;
    figures.attendances += in_period;
    ++figures.unique;
    ++figures.by_category[last->category];
    figures.fresh += period.contains({first});
    figures.individual += individual;
    const bool by_week = std::any_of(group_by_week.begin(), group_by_week.end(),
                                     [&](const auto& week) { return week.second >= rule.n; });
    figures.recurring += rule.kind == RecurringRule::Kind::visits_in_period ? in_period >= rule.n : by_week;
  }
  return figures;
}

Figures read_figures(OpenLog& log, const Period& period) {
  const TallyReport report = read_tally(log.db(), log.programme(), period).value();
  const Tally& tally = report.tally;
  Figures figures;
  figures.sessions[1] = tally.group_sessions;
  figures.sessions[2] = tally.individual_sessions;
  figures.sessions[3] = tally.events;
  figures.attendances = tally.attendances;
  figures.headcount = tally.headcount;
  figures.turned_away = tally.turned_away;
  figures.unique = tally.unique_participants;
  figures.fresh = tally.new_participants;
  figures.recurring = tally.recurring_participants;
  figures.individual = tally.individual_support;
  REQUIRE(report.words.categories.size() == tally.by_category.size());
  for (std::size_t i = 0; i < tally.by_category.size(); ++i) {
    if (tally.by_category[i] != 0) figures.by_category[report.words.categories[i].code] = tally.by_category[i];
  }
  return figures;
}

/// The rule as the log's last word on the setting has it.
RecurringRule plain_rule(const Plain& plain) {
  RecurringRule rule;
  plain.each<ProgrammeSet>([&](const ProgrammeSet& set, const Authored&) {
    if (set.fields.contains("recurring")) rule = {RecurringRule::Kind::visits_in_period, 2};
  });
  return rule;
}

/// Few people at few sessions, linked and taken apart over and over by devices that do not hear each other.
std::vector<Authored> much_linked(const TestProgramme& programme, FakeRandom& random, std::uint64_t seed) {
  constexpr std::uint64_t sessions = 5, people = 7;
  Author authors[] = {Author(programme, seed * 10), Author(programme, seed * 10 + 1)};
  std::vector<Authored> all;
  std::vector<CheckInId> check_ins;
  const auto say = [&](ChangeBody body) { all.push_back(authors[random.below(2)].make(std::move(body))); };
  const auto session = [&] { return numbered<SessionId>(random.below(sessions)); };
  const auto person = [&] { return numbered<ParticipantId>(random.below(people)); };
  for (std::uint64_t n = 0; n < sessions; ++n) {
    SessionSet set;
    set.session = numbered<SessionId>(n);
    set.what = {"", "yoga", "", SessionKind::group};
    set.when = {20'454 + static_cast<std::int32_t>(n % 2), 60, 20'454 * 86'400'000LL, std::nullopt};
    say(set);
    say(SessionStateSet{set.session, random.one_in(6) ? SessionState::cancelled : SessionState::running, {}});
  }
  while (all.size() < 160) {
    const auto first = session();
    const auto one = person();
    switch (random.below(8)) {
      case 0:
      case 1:
        if (const auto other = session(); other != first) say(SessionSameAs{first, other, !random.one_in(3)});
        break;
      case 2:
      case 3:
        if (const auto other = person(); other != one) say(ParticipantSameAs{one, other, !random.one_in(3)});
        break;
      case 4:
        if (!check_ins.empty()) say(CheckInWithdrawn{{check_ins[random.below(check_ins.size())]}});
        break;
      case 5:
        say(HeadcountRecorded{first, HeadcountFigure::headcount, "adult", random.below(2),
                              static_cast<std::int64_t>(random.below(9))});
        break;
      default:
        say(CheckInRecorded{first, one, random.one_in(2) ? "adult" : "child_youth", "", "", CheckInWay::self});
        check_ins.push_back(all.back().change.id);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("people and sessions linked and taken apart in any order count as a plain walk over the links has it") {
  std::int64_t together = 0;
  for (std::uint64_t seed = first_seed(), end = seed + 25; seed < end; ++seed) {
    CAPTURE(seed);
    TestProgramme programme;
    FakeRandom random(seed);
    std::vector<Authored> all = much_linked(programme, random, seed);
    const Plain plain(all);
    const Period period = parse_period("2025-12-29..2026-01-11").value();
    const Figures expected = plain_figures(plain, period, RecurringRule{});
    for (int order = 0; order < 3; ++order) {
      OpenLog log(programme.id);
      log.append_all(all);
      const Figures read = read_figures(log, period);
      CHECK(read.attendances == expected.attendances);
      REQUIRE(read == expected);
      log.rebuild();
      REQUIRE(read_figures(log, period) == expected);
      std::shuffle(all.begin(), all.end(), random.engine());
    }
    together += 7 - expected.unique;
  }
  // Links that join nobody would prove nothing.
  CHECK(together > 25);
}

TEST_CASE("the tally of a random log is what a plain walk over its changes counts") {
  std::int64_t attendances = 0;
  for (std::uint64_t seed = first_seed(), end = seed + 25; seed < end; ++seed) {
    TestProgramme programme;
    RandomChanges changes(programme, seed);
    const std::vector<Authored> all = changes.make(100 + changes.random().below(300));
    OpenLog log(programme.id);
    log.append_all(changes.shuffled(all));
    const Plain plain(all);
    for (const char* text : {"2025-12-29..2026-01-11", "2026-W01", "2026", "2025-12", "2026-01-03..2026-01-03"}) {
      CAPTURE(seed);
      CAPTURE(text);
      const Period period = parse_period(text).value();
      const Figures expected = plain_figures(plain, period, plain_rule(plain));
      const Figures read = read_figures(log, period);
      CHECK(read.attendances == expected.attendances);
      CHECK(read.headcount == expected.headcount);
      CHECK(read.by_category == expected.by_category);
      REQUIRE(read == expected);
      attendances += read.attendances;
    }
  }
  CHECK(attendances > 500);
}

TEST_CASE("planned and cancelled sessions count nowhere, running ones do and are told as never closed") {
  TestProgramme programme;
  OpenLog log(programme.id);
  Author author(programme, 5);
  std::vector<Authored> all;
  for (std::uint64_t n = 0; n < 4; ++n) {
    SessionSet set;
    set.session = numbered<SessionId>(n);
    set.what = {"", "", "", SessionKind::group};
    set.when = {20'450, 60, 20'450 * 86'400'000LL, std::nullopt};
    all.push_back(author.make(set));
    if (n > 0) all.push_back(author.make(SessionStateSet{set.session, static_cast<SessionState>(n), std::nullopt}));
    all.push_back(
        author.make(CheckInRecorded{set.session, numbered<ParticipantId>(n), "adult", "", "", CheckInWay::self}));
    all.push_back(author.make(HeadcountRecorded{set.session, HeadcountFigure::headcount, "adult", n, 10}));
  }
  log.append_all(all);
  const TallyReport report = read_tally(log.db(), log.programme(), parse_period("2025").value()).value();
  CHECK(report.tally.group_sessions == 2);
  CHECK(report.tally.attendances == 2);
  CHECK(report.tally.unique_participants == 2);
  CHECK(report.tally.headcount == 20);
  CHECK(report.words.never_closed == 1);
}

TEST_CASE("a recurring rule that this program cannot read stays at two visits a week") {
  for (const char* hostile : {"7", "{\"rule\": 5}", "{\"rule\": null, \"n\": \"x\"}", "not json", "[]",
                              "{\"n\": 99999999999999999999}", "{\"n\": -9000000000000000000}"}) {
    TestProgramme programme;
    OpenLog log(programme.id);
    Author author(programme, 5);
    REQUIRE(log.append(author.make(ProgrammeSet{{{"recurring", hostile}, {"name", hostile}}})));
    CHECK_MESSAGE(log.tally("2025").recurring_participants == 0, hostile);
  }
}
