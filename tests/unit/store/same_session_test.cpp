#include "kiosk/store/same_session.h"

#include <doctest/doctest.h>

#include "kiosk/store/headcounts.h"
#include "kiosk/store/session_notes.h"
#include "tests/support/open_store.h"
#include "tests/support/seed.h"

namespace hk::test {

namespace {

constexpr LocalDate day{20'600};

/// A morning on which two tablets each start what they think they start first.
struct Morning {
  Morning() : view(store->database(), store->programme()) {}
  /// `from` and `to` in minutes of the day.
  SessionId start(const char* activity, const char* site, int from, int to, LocalDate date = day) {
    store.clock().advance(1000);
    SessionSet set;
    set.session = make_id<SessionId>(store.clock(), store.random());
    set.what = {"", activity, site, SessionKind::group};
    const auto at = [&](int minute) { return date.days * 86'400'000LL + minute * 60'000LL; };
    set.when = {date.days, 120, at(from), at(to)};
    const std::vector<ChangeBody> bodies = {set, SessionStateSet{set.session, SessionState::running, std::nullopt}};
    store->record(bodies).value();
    return set.session;
  }
  void set_state(SessionId session, SessionState state) {
    store.clock().advance(1000);
    store->record(SessionStateSet{session, state, std::nullopt}).value();
  }
  [[nodiscard]] std::vector<SessionPair> questions() {
    return same_session_questions(view, store->database(), store->programme(), day).value();
  }
  [[nodiscard]] std::vector<SessionTwin> twins(SessionId session) {
    return session_twins(view, store->database(), store->programme(), session).value();
  }
  [[nodiscard]] Tally tally() {
    return read_tally(store->database(), store->programme(), parse_period("2026").value()).value().tally;
  }

  OpenStore store;
  RegisterView view;
};

}  // namespace

TEST_CASE("the same activity at the same place at overlapping hours is a question, and nothing else is") {
  Morning morning;
  const SessionId first = morning.start("yoga", "hus", 780, 900);
  morning.start("yoga", "hus", 900, 960);                           // begins as the other ends
  morning.start("yoga", "bibliotek", 780, 900);                     // elsewhere
  morning.start("sygrupp", "hus", 780, 900);                        // something else
  morning.start("yoga", "hus", 780, 900, LocalDate{day.days + 1});  // another day
  CHECK(morning.questions().empty());
  const SessionId second = morning.start("yoga", "hus", 785, 900);
  REQUIRE(morning.questions().size() == 1);
  CHECK(morning.questions()[0].first.id == first);
  CHECK(morning.questions()[0].second.id == second);
  morning.set_state(second, SessionState::cancelled);
  CHECK(morning.questions().empty());
}

TEST_CASE("answered is answered: a no is remembered, and so is that one was changed to no") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 785, 900);
  REQUIRE(part_sessions(*morning.store, a, b));
  CHECK(morning.questions().empty());
  REQUIRE(morning.twins(a).size() == 1);
  CHECK_FALSE(morning.twins(a)[0].linked);
  REQUIRE(link_sessions(*morning.store, a, b));
  CHECK(morning.questions().empty());
  CHECK(morning.twins(b)[0].linked);
  REQUIRE(part_sessions(*morning.store, b, a));
  CHECK(morning.questions().empty());
  CHECK(morning.view.running().value().size() == 2);
}

TEST_CASE("what is linked is asked about as one, and a no of any two of them holds for all") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 781, 900),
                  c = morning.start("yoga", "hus", 782, 900);
  CHECK(morning.questions().size() == 3);
  REQUIRE(link_sessions(*morning.store, a, b));
  CHECK(morning.questions().size() == 1);
  REQUIRE(part_sessions(*morning.store, b, c));
  CHECK(morning.questions().empty());
}

TEST_CASE("linked sessions are one in every count, and a person at both is there once") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 785, 900);
  const ParticipantId ada = morning.store.add_person("Ada Lund"), eva = morning.store.add_person("Eva Ek");
  morning.store.check_in(a, ada);
  morning.store.check_in(b, ada);
  morning.store.check_in(b, eva);
  Headcounts heads(*morning.store);
  for (const SessionId& session : {a, b}) morning.store->record(heads.one_more({session, "adult"}).value()).value();
  CHECK(morning.tally().attendances == 3);
  REQUIRE(link_sessions(*morning.store, b, a));
  const std::vector<SessionView> running = morning.view.running().value();
  REQUIRE(running.size() == 1);
  CHECK(running[0].id == a);
  CHECK(running[0].checked_in == 2);
  CHECK(running[0].headcount == 2);
  CHECK(heads.total({b, "adult"}).value() == 2);
  CHECK(morning.view.session(b).value()->id == a);
  CHECK(morning.view.present(b).value() == std::vector{ada, eva});
  CHECK(morning.view.valid_check_ins(b, ada).value().size() == 2);
  CHECK(morning.tally().attendances == 2);
  CHECK(morning.tally().group_sessions == 1);
  CHECK(morning.tally().headcount == 2);
  REQUIRE(part_sessions(*morning.store, a, b));
  CHECK(morning.view.running().value().size() == 2);
  CHECK(morning.tally().attendances == 3);
}

TEST_CASE(
    "the live numbers of all sessions are together what the tally counts, however people and sessions are linked") {
  std::int64_t together = 0;
  for (std::uint64_t seed = first_seed(), end = seed + 4; seed < end; ++seed) {
    CAPTURE(seed);
    Morning morning;
    FakeRandom random(seed);
    std::vector<SessionId> sessions;
    std::vector<ParticipantId> people;
    for (int n = 0; n < 4; ++n) sessions.push_back(morning.start("yoga", "hus", 780 + n, 900));
    for (int n = 0; n < 6; ++n) people.push_back(morning.store.add_person("Ada Lund"));
    const auto any = [&](const auto& ids) { return ids[random.below(ids.size())]; };
    for (int n = 0; n < 60; ++n) {
      morning.store.clock().advance(1000);
      const SessionId at = any(sessions), other = any(sessions);
      const ParticipantId who = any(people), twin = any(people);
      if (random.one_in(4) && at != other) morning.store->record(SessionSameAs{at, other, !random.one_in(3)}).value();
      if (random.one_in(4) && who != twin)
        morning.store->record(ParticipantSameAs{who, twin, !random.one_in(3)}).value();
      const auto seen = morning.view.valid_check_ins(at, who).value();
      if (random.one_in(3) && !seen.empty()) morning.store->record(CheckInWithdrawn{seen}).value();
      morning.store.check_in(any(sessions), who);
    }
    std::int64_t here = 0;
    const std::vector<SessionView> running = morning.view.running().value();
    for (const SessionView& session : running) {
      here += session.checked_in;
      CHECK(static_cast<std::int64_t>(morning.view.present(session.id).value().size()) == session.checked_in);
    }
    CHECK(here == morning.tally().attendances);
    CHECK(static_cast<std::int64_t>(running.size()) == morning.tally().group_sessions);
    together += 4 - morning.tally().group_sessions;
  }
  CHECK(together > 0);
}

TEST_CASE("of linked sessions the one speaks that speaks in the tally, as long as one of them runs") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 785, 900);
  REQUIRE(link_sessions(*morning.store, a, b));
  morning.set_state(a, SessionState::closed);
  REQUIRE(morning.view.running().value().size() == 1);
  CHECK(morning.view.running().value()[0].id == a);
  CHECK(morning.view.running_with(a).value() == std::vector{b});
  morning.set_state(a, SessionState::cancelled);
  CHECK(morning.view.running().value()[0].id == b);
  morning.set_state(b, SessionState::closed);
  CHECK(morning.view.running().value().empty());
}

TEST_CASE("of linked sessions the last note is read, wherever it was written") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 785, 900);
  morning.store->record(SessionNoteSet{a, std::string(note_how), "Lugnt."}).value();
  morning.store.clock().advance(1000);
  morning.store->record(SessionNoteSet{b, std::string(note_how), "Många kom."}).value();
  REQUIRE(link_sessions(*morning.store, a, b));
  CHECK(read_note(*morning.store, a, note_how).value() == "Många kom.");
  CHECK(read_note(*morning.store, a, note_needs).value().empty());
}

TEST_CASE("the question is answered while names are locked, and about sessions that are known") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 785, 900);
  morning.store.reopen();
  RegisterView view(morning.store->database(), morning.store->programme());
  CHECK(link_sessions(*morning.store, a, SessionId{}).error().code == ErrorCode::not_found);
  REQUIRE(link_sessions(*morning.store, a, b));
  CHECK(view.running().value().size() == 1);
  CHECK(link_sessions(*morning.store, b, a).error().code == ErrorCode::conflict);
}

TEST_CASE("one of three linked sessions is parted from both others") {
  Morning morning;
  const SessionId a = morning.start("yoga", "hus", 780, 900), b = morning.start("yoga", "hus", 781, 900),
                  c = morning.start("yoga", "hus", 782, 900);
  REQUIRE(link_sessions(*morning.store, a, b));
  REQUIRE(link_sessions(*morning.store, b, c));
  REQUIRE(part_sessions(*morning.store, a, c));
  CHECK(morning.view.running().value().size() == 2);
  CHECK(morning.view.session(b).value()->id == a);
  CHECK(morning.questions().empty());
}

}  // namespace hk::test
