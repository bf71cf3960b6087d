#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/open_log.h"

using namespace hk;
using namespace hk::test;

namespace {

const auto session = numbered<SessionId>(1);
const auto ada = numbered<ParticipantId>(11);

CheckInRecorded check_in(const char* category = "adult") { return {session, ada, category, "", "", CheckInWay::self}; }

/// Two devices of one programme; what they author is appended in whatever order the test says.
struct World {
  TestProgramme programme;
  OpenLog log{programme.id};
  Author a{programme, 5};
  Author b{programme, 6};

  void append(std::initializer_list<Authored> all) { log.append_all(std::span(all.begin(), all.size())); }
  [[nodiscard]] std::int64_t valid() { return log.number("SELECT count(*) FROM check_in WHERE NOT withdrawn"); }
  [[nodiscard]] std::string category() {
    return log.text("SELECT text FROM check_in JOIN code ON code.code = check_in.category");
  }
  [[nodiscard]] std::int64_t headcount() {
    return log.number(
        "SELECT (SELECT ifnull(sum(total), 0) FROM headcount) + (SELECT ifnull(sum(delta), 0) FROM "
        "headcount_correction)");
  }
};

/// Runs `check` with every order in which `changes` can arrive.
template <class Check>
void in_every_order(const TestProgramme& programme, std::vector<Authored> changes, Check&& check) {
  std::sort(changes.begin(), changes.end(), [](auto& x, auto& y) { return x.change.id < y.change.id; });
  do {
    OpenLog log(programme.id);
    log.append_all(changes);
    check(log);
  } while (std::next_permutation(changes.begin(), changes.end(),
                                 [](auto& x, auto& y) { return x.change.id < y.change.id; }));
}

}  // namespace

TEST_CASE("a withdrawn check-in does not count, whether its withdrawal came before or after it") {
  World world;
  const Authored came = world.a.make(check_in());
  const Authored left = world.b.make(CheckInWithdrawn{{came.change.id}});
  in_every_order(world.programme, {came, left}, [](OpenLog& log) {
    CHECK(log.number("SELECT count(*) FROM check_in") == 1);
    CHECK(log.number("SELECT count(*) FROM check_in WHERE NOT withdrawn") == 0);
  });
}

TEST_CASE("a withdrawal leaves check-ins that its author had not seen, and ticking again makes a new one") {
  World world;
  const Authored seen = world.a.make(check_in());
  const Authored unseen = world.b.make(check_in());
  const Authored left = world.a.make(CheckInWithdrawn{{seen.change.id}});
  world.append({seen, left, unseen});
  CHECK(world.valid() == 1);
  world.append({world.b.make(CheckInWithdrawn{{seen.change.id, unseen.change.id}})});
  CHECK(world.valid() == 0);
  world.append({world.a.make(check_in())});
  CHECK(world.valid() == 1);
}

TEST_CASE("a correction changes the category of its check-ins, and the later of two wins in any order") {
  World world;
  const Authored came = world.a.make(check_in("adult"));
  world.b.clock().advance(10'000);
  const Authored first = world.b.make(CheckInCorrected{{came.change.id}, "child_youth", "", ""});
  const Authored second = world.b.make(CheckInCorrected{{came.change.id}, "professional", "woman", "centrum"});
  in_every_order(world.programme, {came, first, second}, [](OpenLog& log) {
    CHECK(log.text("SELECT text FROM check_in JOIN code ON code.code = check_in.category") == "professional");
    CHECK(log.text("SELECT text FROM check_in JOIN code ON code.code = gender") == "woman");
    CHECK(log.text("SELECT text FROM check_in JOIN code ON code.code = area") == "centrum");
  });
}

TEST_CASE("a withdrawal or correction of something that is no check-in does nothing") {
  World world;
  const Authored other = world.a.make(SessionStateSet{session, SessionState::running, std::nullopt});
  world.append({other, world.a.make(CheckInWithdrawn{{other.change.id, numbered<CheckInId>(99)}}),
                world.a.make(CheckInCorrected{{other.change.id}, "adult", "", ""}), world.a.make(check_in())});
  CHECK(world.valid() == 1);
  CHECK(world.category() == "adult");
}

TEST_CASE("each group of a session's fields goes to its own last writer") {
  World world;
  SessionSet planned;
  planned.session = session;
  planned.what = {"women", "yoga", "framtidens", SessionKind::group};
  planned.when = {20'000, 60, 1'728'000'000'000, std::nullopt};
  planned.who = SessionSet::Who{{numbered<StaffId>(1)}, {"abf"}};
  SessionSet moved;
  moved.session = session;
  moved.what = {"women", "yoga", "biblioteket", SessionKind::event};
  SessionSet later;
  later.session = session;
  later.when = {20'001, 60, 1'728'086'400'000, 1'728'090'000'000};
  later.extras = SessionSet::Extras{"health", true, SessionOrigin::late};
  in_every_order(world.programme, {world.a.make(planned), world.a.make(moved), world.a.make(later)}, [](OpenLog& log) {
    CHECK(log.text("SELECT site FROM session") == "biblioteket");
    CHECK(log.number("SELECT kind FROM session") == 3);
    CHECK(log.number("SELECT local_date FROM session") == 20'001);
    CHECK(log.number("SELECT planned_end_ms FROM session") == 1'728'090'000'000);
    CHECK(log.text("SELECT partners FROM session") == "abf");
    CHECK(log.text("SELECT goal_area FROM session") == "health");
  });
}

TEST_CASE("when two devices write in the same instant the greater id wins, everywhere") {
  World world;
  Change one = world.a.change(SessionStateSet{session, SessionState::closed, 1});
  Change two = world.b.change(SessionStateSet{session, SessionState::cancelled, 2});
  two.hlc = one.hlc;
  const std::int64_t winner = one.id < two.id ? 2 : 1;
  in_every_order(world.programme, {world.a.wrap(one), world.b.wrap(two)},
                 [&](OpenLog& log) { CHECK(log.number("SELECT end_ms FROM session") == winner); });
}

TEST_CASE("the server's accepted reading decides instead of a clock that was years ahead") {
  World world;
  world.a.clock().set_wall(4'070'908'800'000);  // 2099
  Authored ahead = world.a.make(SessionStateSet{session, SessionState::cancelled, 1});
  ahead.envelope.hlc_accepted = Hlc::of(1'780'000'000'000);
  world.b.clock().set_wall(1'780'000'100'000);
  const Authored later = world.b.make(SessionStateSet{session, SessionState::closed, 2});
  in_every_order(world.programme, {ahead, later}, [](OpenLog& log) {
    CHECK(log.number("SELECT end_ms FROM session") == 2);
    const std::string before = log.dump();
    log.rebuild();
    CHECK(log.dump() == before);
  });
}

TEST_CASE("a session closed by itself yields to whatever staff say later") {
  World world;
  const Authored opened = world.a.make(SessionStateSet{session, SessionState::running, std::nullopt});
  const Authored closed = world.a.make(SessionAutoClosed{session, 500});
  in_every_order(world.programme, {opened, closed}, [](OpenLog& log) {
    CHECK(log.number("SELECT state FROM session") == static_cast<std::int64_t>(SessionState::closed));
    CHECK(log.number("SELECT end_ms FROM session") == 500);
  });
  world.b.clock().advance(60'000);
  const Authored said = world.b.make(SessionStateSet{session, SessionState::cancelled, 700});
  in_every_order(world.programme, {opened, closed, said}, [](OpenLog& log) {
    CHECK(log.number("SELECT state FROM session") == static_cast<std::int64_t>(SessionState::cancelled));
    CHECK(log.number("SELECT end_ms FROM session") == 700);
  });
}

TEST_CASE("a headcount is the sum of each counter's latest total and all corrections") {
  World world;
  const auto count = [&](Author& author, std::uint64_t counter, std::int64_t total) {
    return author.make(HeadcountRecorded{session, HeadcountFigure::headcount, "adult", counter, total});
  };
  const Authored tablet_five = count(world.a, 1, 5);
  const Authored tablet_nine = count(world.a, 1, 9);
  const Authored other_tablet = count(world.b, 2, 30);
  const Authored fewer = world.b.make(HeadcountCorrected{session, HeadcountFigure::headcount, "adult", -4});
  in_every_order(world.programme, {tablet_five, tablet_nine, other_tablet, fewer}, [](OpenLog& log) {
    CHECK(log.number("SELECT sum(total) FROM headcount") == 39);
    CHECK(log.number("SELECT sum(delta) FROM headcount_correction") == -4);
  });
  // A total may also go down: a mistaken tap taken back.
  world.append({tablet_nine, count(world.a, 1, 8), tablet_five});
  CHECK(world.headcount() == 8);
}

TEST_CASE("counters of one session do not mix figures or categories") {
  World world;
  world.append({world.a.make(HeadcountRecorded{session, HeadcountFigure::headcount, "adult", 1, 5}),
                world.a.make(HeadcountRecorded{session, HeadcountFigure::headcount, "child_youth", 1, 7}),
                world.a.make(HeadcountRecorded{session, HeadcountFigure::turned_away, "", 1, 2})});
  CHECK(world.log.number("SELECT count(*) FROM headcount") == 3);
  CHECK(world.headcount() == 14);
}

TEST_CASE("a link is one pair either way round, and the last word on it holds") {
  World world;
  const auto bo = numbered<ParticipantId>(12);
  const Authored linked = world.a.make(ParticipantSameAs{ada, bo, true});
  const Authored unlinked = world.a.make(ParticipantSameAs{bo, ada, false});
  in_every_order(world.programme, {linked, unlinked}, [](OpenLog& log) {
    CHECK(log.number("SELECT count(*) FROM participant_link") == 1);
    CHECK(log.number("SELECT linked FROM participant_link") == 0);
  });
}

TEST_CASE("settings, catalogue entries and schedule entries each go to their last writer") {
  World world;
  CatalogueSet yoga;
  yoga.type = CatalogueType::activity;
  yoga.code = "yoga";
  yoga.label = {{"sv", "Yoga"}, {"en", "Yoga"}};
  CatalogueSet renamed = yoga;
  renamed.label = {{"sv", "Lugn yoga"}};
  in_every_order(world.programme,
                 {world.a.make(yoga), world.a.make(ProgrammeSet{{{"name", "\"A\""}, {"small_cell", "5"}}}),
                  world.a.make(renamed), world.a.make(ProgrammeSet{{{"name", "\"B\""}}})},
                 [](OpenLog& log) {
                   CHECK(log.number("SELECT count(*) FROM catalogue_label") == 1);
                   CHECK(log.text("SELECT words FROM catalogue_label") == "Lugn yoga");
                   CHECK(log.text("SELECT value FROM programme_setting WHERE field = 'name'") == "\"B\"");
                   CHECK(log.text("SELECT value FROM programme_setting WHERE field = 'small_cell'") == "5");
                 });
}

TEST_CASE("a check-in of a session and a person that nobody has heard of is kept, and heals when they come") {
  World world;
  world.append({world.a.make(check_in())});
  CHECK(world.valid() == 1);
  CHECK(world.log.tally("2024").attendances == 0);
  SessionSet set;
  set.session = session;
  set.what = {"", "", "", SessionKind::group};
  set.when = {20'000, 60, 1'728'000'000'000, std::nullopt};
  world.append({world.b.make(set), world.b.make(SessionStateSet{session, SessionState::running, std::nullopt})});
  CHECK(world.log.tally("2024").attendances == 1);
}

TEST_CASE("a projection that was tampered with is found by folding the log again, and put right") {
  World world;
  world.append({world.a.make(check_in()), world.a.make(SessionStateSet{session, SessionState::running, std::nullopt}),
                world.a.make(HeadcountRecorded{session, HeadcountFigure::headcount, "adult", 1, 5})});
  const std::string right = world.log.dump();
  for (const char* tamper : {"UPDATE check_in SET withdrawn = 1", "UPDATE headcount SET total = 6",
                             "DELETE FROM check_in", "UPDATE session SET state = 3",
                             "INSERT INTO headcount_correction SELECT session, state_change, 1, 1, 9 FROM session"}) {
    world.log.db().execute(tamper);
    CHECK_MESSAGE(world.log.dump() != right, tamper);
    world.log.rebuild();
    CHECK_MESSAGE(world.log.dump() == right, tamper);
  }
  CHECK(world.log.db().check_integrity());
}

TEST_CASE("a damaged change stops a rebuild, and the projections stay as they were") {
  World world;
  world.append({world.a.make(check_in())});
  const std::string before = world.log.dump();
  world.log.db().execute("UPDATE change SET core = x'ff'");
  {
    Transaction transaction(world.log.db());
    const auto rebuilt = world.log.log().rebuild();
    REQUIRE_FALSE(rebuilt);
    CHECK(rebuilt.error().code == ErrorCode::corrupt);
  }
  CHECK(world.log.dump() == before);
}
