#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/support/kiosk_world.h"

namespace hk::test {

TEST_CASE("the morning begins at the passphrase; a wrong one opens nothing and can be tried again") {
  KioskWorld world;
  REQUIRE(world.shows<UnlockModel>());
  world.tap(TypeText{"fel"});
  world.tap(Unlock{});
  CHECK(world.model<UnlockModel>().checking);
  world.do_jobs();
  CHECK(world.screen()->notice->kind == Notice::Kind::wrong_passphrase);
  CHECK(world.model<UnlockModel>().passphrase.text.empty());
  world.tap(TypeText{test_passphrase});
  world.tap(SubmitText{});
  world.do_jobs();
  CHECK(world.shows<TodayModel>());
  CHECK_FALSE(world.model<TodayModel>().names_locked);
}

TEST_CASE("without the passphrase a session can be started, counted and closed, but no name is shown") {
  KioskWorld world;
  world.tap(GoBack{});
  CHECK(world.model<TodayModel>().names_locked);
  const SessionId yoga = world.start_yoga();
  world.tap(OpenStaff{});
  REQUIRE(world.model<TodayModel>().running.size() == 1);
  world.tap(ShowRoster{yoga});
  world.tap(OpenSearch{});
  CHECK(world.model<RosterModel>().names_locked);
  CHECK_FALSE(world.model<RosterModel>().searching);
  world.tap(ShowUnlock{});
  world.tap(TypeText{test_passphrase});
  world.tap(Unlock{});
  world.do_jobs();
  CHECK(world.model<RosterModel>().session.session == yoga);
  CHECK_FALSE(world.model<RosterModel>().names_locked);
}

TEST_CASE("with names open, the way from the participants' side to the staff's asks for the passphrase") {
  KioskWorld world;
  world.unlock();
  world.tap(ShowWelcome{});
  world.tap(OpenStaff{});
  CHECK(world.shows<UnlockModel>());
  world.tap(GoBack{});
  CHECK(world.shows<WelcomeModel>());
}

TEST_CASE("locking wipes the names from memory") {
  KioskWorld world;
  world.unlock();
  world.tap(LockNames{});
  CHECK_FALSE(world.store().unlocked());
  CHECK(world.shows<WelcomeModel>());
}

TEST_CASE("what is planned today starts with one touch, keeps its planned times, and is offered no more") {
  KioskWorld world;
  world.unlock();
  world.clock.advance(-10 * 60'000);
  REQUIRE(world.model<TodayModel>().planned.size() == 1);
  world.tap(StartPlanned{world.model<TodayModel>().planned[0].entry});
  const TodayModel today = world.model<TodayModel>();
  CHECK(today.planned.empty());
  REQUIRE(today.running.size() == 1);
  CHECK(today.running[0].start.minute_of_day == 13 * 60);
  CHECK(today.running[0].planned_end->minute_of_day == 15 * 60);
  CHECK(today.running[0].place == "Framtidens hus");
}

TEST_CASE("the roster lists regulars first, ticks with one touch and unticks with another") {
  KioskWorld world;
  world.unlock();
  const ParticipantId ada = world.add_person("Ada Lund");
  const ParticipantId bo = world.add_person("Bo Ek");
  for (int week = 0; week < 2; ++week) {
    const SessionId before = world.start_yoga();
    world.store().record(CheckInRecorded{before, ada, "adult", "", "", CheckInWay::staff}).value();
    world.store().record(SessionStateSet{before, SessionState::closed, world.clock.wall_ms()}).value();
    world.clock.advance(7 * 86'400'000LL);
  }
  const SessionId yoga = world.start_yoga();
  world.tap(ShowRoster{yoga});
  REQUIRE(world.model<RosterModel>().regulars.size() == 1);
  CHECK(world.model<RosterModel>().regulars[0].name == "Ada L.");
  world.tap(TickPerson{ada});
  CHECK(world.model<RosterModel>().regulars[0].here);
  CHECK(world.model<RosterModel>().session.checked_in == 1);
  world.tap(OpenSearch{});
  world.tap(TypeText{"bo"});
  REQUIRE(world.model<RosterModel>().others.size() == 1);
  world.tap(TickPerson{bo});
  world.tap(CloseSearch{});
  CHECK(world.model<RosterModel>().others.size() == 1);
  CHECK(world.attendances() == 2);
  world.tap(TickPerson{ada});
  CHECK_FALSE(world.model<RosterModel>().regulars[0].here);
  CHECK(world.attendances() == 1);
}

TEST_CASE("a closed session is no longer on Welcome, and its check-ins count") {
  KioskWorld world;
  world.unlock();
  const ParticipantId ada = world.add_person("Ada Lund");
  const SessionId yoga = world.start_yoga();
  world.tap(OpenStaff{});
  world.unlock();
  world.tap(ShowRoster{yoga});
  world.tap(TickPerson{ada});
  world.tap(ShowClose{yoga});
  CHECK(world.model<CloseModel>().session.checked_in == 1);
  world.tap(CloseSession{});
  CHECK(world.screen()->notice->kind == Notice::Kind::session_closed);
  world.tap(ShowWelcome{});
  CHECK(world.model<WelcomeModel>().sessions.empty());
  CHECK(world.attendances() == 1);
}

TEST_CASE("a forgotten session closes itself two hours after its planned end, with the planned end") {
  KioskWorld world;
  world.unlock();
  world.tap(StartPlanned{world.model<TodayModel>().planned[0].entry});
  const SessionId yoga = world.model<TodayModel>().running[0].session;
  world.wait(4 * 3'600'000 - 1000);
  world.tap(OpenStaff{});  // names have locked themselves meanwhile
  CHECK(world.model<TodayModel>().running.size() == 1);
  world.wait(61'000);
  CHECK(world.model<TodayModel>().running.empty());
  Statement end = world.store().database().statement("SELECT end_ms, planned_end_ms FROM session WHERE uuid = :uuid");
  end.bind_blob(":uuid", yoga.view());
  REQUIRE(end.step());
  CHECK(end.integer(0) == end.integer(1));
}

}  // namespace hk::test
