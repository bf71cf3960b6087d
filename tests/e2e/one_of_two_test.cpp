#include <doctest/doctest.h>

#include "kiosk/store/merge_people.h"
#include "kiosk/store/same_session.h"
#include "tests/support/kiosk_fleet.h"

/// What two devices made twice and is one, on real stores beside a real server: it counts once everywhere.
namespace hk::test {

namespace {

constexpr std::size_t office = 0, hall = 1, library = 2;

struct Programme {
  SessionId start(std::size_t device) {
    fleet.clock.advance(60'000);
    const LocalMoment now = fleet.local_time.at(fleet.clock.wall_ms());
    SessionSet set;
    set.session = make_id<SessionId>(fleet.clock, fleet.random);
    set.what = {"women", "yoga", "framtidens", SessionKind::group};
    set.when = {now.days, now.utc_offset_min, fleet.clock.wall_ms(), std::nullopt};
    const std::vector<ChangeBody> bodies{set, SessionStateSet{set.session, SessionState::running, std::nullopt}};
    fleet.at(device)->record(bodies).value();
    return set.session;
  }
  ParticipantId register_person(std::size_t device, const char* name) {
    fleet.clock.advance(60'000);
    const auto id = make_id<ParticipantId>(fleet.clock, fleet.random);
    ParticipantDetails details;
    details.identity = {name, "", "", std::nullopt};
    fleet.at(device)->record(ParticipantSet{id, details}).value();
    return id;
  }
  CheckInId check_in(std::size_t device, SessionId session, ParticipantId person) {
    fleet.clock.advance(60'000);
    return fleet.at(device)->record(CheckInRecorded{session, person, "adult", "", "", CheckInWay::self}).value();
  }
  /// Takes back what this device has seen of somebody.
  void untick(std::size_t device, SessionId session, ParticipantId person) {
    fleet.clock.advance(60'000);
    const auto seen = view(device).valid_check_ins(session, person).value();
    fleet.at(device)->record(CheckInWithdrawn{seen}).value();
  }
  void sync() {
    fleet.sync_all();
    fleet.sync_all();
  }
  RegisterView view(std::size_t device) { return {fleet.at(device)->database(), fleet.at(device)->programme()}; }
  std::vector<SessionPair> questions(std::size_t device) {
    RegisterView at = view(device);
    return same_session_questions(at, fleet.at(device)->database(), fleet.at(device)->programme(), LocalDate{0})
        .value();
  }
  Tally tally(Database& db) {
    REQUIRE(Log(db).catch_up());
    const ProgrammeRef programme = Log(db).find_programme(fleet.at(office)->own().programme).value();
    return read_tally(db, programme, parse_period("2026").value()).value().tally;
  }
  /// The figures of all, the server's too, which must agree.
  Tally tally() {
    Database db = ServerStore::open(fleet.server_file()).value();
    const Tally server = tally(db);
    for (std::size_t n = 0; n < fleet.size(); ++n) CHECK(tally(fleet.at(n)->database()) == server);
    return server;
  }

  KioskFleet fleet{3};
};

}  // namespace

TEST_CASE(
    "two kiosks check the same person in: once in every figure, and a withdrawal takes what its author had seen") {
  Programme programme;
  const ParticipantId ada = programme.register_person(office, "Ada Lund");
  const SessionId yoga = programme.start(office);
  programme.sync();
  programme.check_in(hall, yoga, ada);
  programme.check_in(library, yoga, ada);
  // Nobody has heard of the other: the hall takes back its own alone.
  programme.untick(hall, yoga, ada);
  programme.sync();
  CHECK(programme.tally().attendances == 1);
  CHECK(programme.view(hall).present(yoga).value().size() == 1);
  programme.check_in(hall, yoga, ada);
  programme.sync();
  CHECK(programme.tally().attendances == 1);
  // Now the library has seen both, and takes both back.
  programme.untick(library, yoga, ada);
  programme.sync();
  CHECK(programme.tally().attendances == 0);
  CHECK(programme.view(hall).present(yoga).value().empty());
}

TEST_CASE("a session that two kiosks started offline is asked about on both, and linked on one it is one on all") {
  Programme programme;
  const ParticipantId ada = programme.register_person(office, "Ada Lund"),
                      eva = programme.register_person(office, "Eva");
  programme.sync();
  const SessionId first = programme.start(hall), second = programme.start(library);
  programme.check_in(hall, first, ada);
  programme.check_in(library, second, ada);
  programme.check_in(library, second, eva);
  programme.sync();
  CHECK(programme.tally().group_sessions == 2);
  for (const std::size_t device : {hall, library}) CHECK(programme.questions(device).size() == 1);
  REQUIRE(link_sessions(*programme.fleet.at(hall), first, second));
  programme.sync();
  CHECK(programme.tally().group_sessions == 1);
  CHECK(programme.tally().attendances == 2);
  for (const std::size_t device : {hall, library}) {
    CHECK(programme.questions(device).empty());
    REQUIRE(programme.view(device).running().value().size() == 1);
    CHECK(programme.view(device).running().value()[0].checked_in == 2);
  }
  REQUIRE(part_sessions(*programme.fleet.at(library), first, second));
  programme.sync();
  CHECK(programme.tally().attendances == 3);
  CHECK(programme.questions(hall).empty());
}

TEST_CASE("a person registered on two kiosks is merged by the coordinator, and is one on all until taken apart") {
  Programme programme;
  const SessionId yoga = programme.start(hall);
  const ParticipantId here = programme.register_person(hall, "Ada Lund"),
                      there = programme.register_person(library, "Lund Ada");
  programme.sync();
  programme.check_in(hall, yoga, here);
  programme.check_in(library, yoga, there);
  CHECK(merge_people(*programme.fleet.at(hall), here, there).error().code == ErrorCode::refused);
  REQUIRE(duplicates(*programme.fleet.at(office), 10).value().size() == 1);
  REQUIRE(merge_people(*programme.fleet.at(office), here, there));
  programme.sync();
  CHECK(programme.tally().unique_participants == 1);
  CHECK(programme.tally().attendances == 1);
  for (const std::size_t device : {hall, library}) {
    CHECK(programme.fleet.at(device)->people().search("ada", People::Match::beginning, 9, false).size() == 1);
    CHECK(programme.view(device).present(yoga).value() == std::vector{here});
  }
  REQUIRE(tell_apart(*programme.fleet.at(office), there, here));
  programme.sync();
  CHECK(programme.tally().unique_participants == 2);
  CHECK(programme.fleet.at(library)->people().search("ada", People::Match::beginning, 9, false).size() == 2);
  CHECK(duplicates(*programme.fleet.at(office), 10).value().empty());
}

}  // namespace hk::test
