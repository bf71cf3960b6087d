#include "kiosk/store/same_session.h"

#include <doctest/doctest.h>

#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// The other tablet's yoga has come with the feed: here two run.
struct TwoYogas : KioskWorld {
  TwoYogas() {
    unlock();
    first = start_yoga();
    clock.advance(300'000);
    second = start_yoga();
    tap(OpenStaff{});
    unlock();
  }
  SessionId first, second;
};

}  // namespace

TEST_CASE("Today asks once whether two sessions are one; a yes makes them one card with everybody on it") {
  TwoYogas world;
  const ParticipantId ada = world.add_person("Ada Lund");
  world.store().record(CheckInRecorded{world.second, ada, "adult", "", "", CheckInWay::self}).value();
  const TodayModel asked = world.model<TodayModel>();
  REQUIRE(asked.question);
  CHECK(asked.running.size() == 2);
  CHECK(asked.question->first.session == world.first);
  CHECK(asked.question->second.checked_in == 1);
  world.tap(AnswerSameSession{world.first, world.second, true});
  const TodayModel answered = world.model<TodayModel>();
  CHECK_FALSE(answered.question);
  REQUIRE(answered.running.size() == 1);
  CHECK(answered.running[0].session == world.first);
  CHECK(answered.running[0].checked_in == 1);
  CHECK(world.screen()->notice->kind == Notice::Kind::sessions_linked);
  world.tap(ShowWelcome{});
  CHECK(world.model<WelcomeModel>().sessions.size() == 1);
}

TEST_CASE("a no is remembered over a restart, and either answer is changed in the list with one touch") {
  TwoYogas world;
  world.tap(AnswerSameSession{world.first, world.second, false});
  CHECK(world.model<TodayModel>().running.size() == 2);
  world.restart();
  world.unlock();
  CHECK_FALSE(world.model<TodayModel>().question);
  world.tap(ShowRoster{world.second});
  REQUIRE(world.model<RosterModel>().twins.size() == 1);
  CHECK_FALSE(world.model<RosterModel>().twins[0].same);
  world.tap(ToggleSameSession{world.first});
  REQUIRE(world.model<RosterModel>().twins.size() == 1);
  CHECK(world.model<RosterModel>().twins[0].same);
  CHECK(world.model<RosterModel>().session.session == world.first);
  world.tap(ToggleSameSession{world.model<RosterModel>().twins[0].session});
  CHECK_FALSE(world.model<RosterModel>().twins[0].same);
  world.tap(GoBack{});
  CHECK(world.model<TodayModel>().running.size() == 2);
  CHECK_FALSE(world.model<TodayModel>().question);
}

TEST_CASE("nobody has to answer: people are checked in meanwhile, and a person at both is ticked once") {
  TwoYogas world;
  const ParticipantId ada = world.add_person("Ada Lund");
  for (const SessionId& session : {world.first, world.second}) {
    world.tap(ShowRoster{session});
    world.tap(TickPerson{ada});
  }
  CHECK(world.attendances() == 2);
  world.tap(GoBack{});
  world.tap(AnswerSameSession{world.first, world.second, true});
  world.tap(ShowRoster{world.first});
  REQUIRE(world.model<RosterModel>().others.size() == 1);
  CHECK(world.attendances() == 1);
  world.tap(TickPerson{ada});
  CHECK(world.model<RosterModel>().others.empty());
  CHECK(world.attendances() == 0);
}

TEST_CASE("whoever closes a session closes what is linked with it, and what was toggled counts") {
  TwoYogas world;
  world.tap(ShowRoster{world.second});
  world.tap(ToggleSameSession{world.first});
  world.tap(ToggleLanguageTraining{});
  CHECK(world.model<RosterModel>().language_training);
  world.tap(StepCount{"adult", true});
  CHECK(world.model<RosterModel>().counts[1].total == 1);
  world.tap(ShowClose{world.model<RosterModel>().session.session});
  CHECK(world.model<CloseModel>().session.headcount == 1);
  world.tap(CloseSession{});
  CHECK(world.model<TodayModel>().running.empty());
  RegisterView view(world.store().database(), world.store().programme());
  for (const SessionId& session : {world.first, world.second})
    CHECK(view.session_alone(session).value()->state == SessionState::closed);
}

TEST_CASE("while names are locked the question is asked and answered all the same") {
  TwoYogas world;
  world.restart();
  world.tap(GoBack{});
  REQUIRE(world.model<TodayModel>().names_locked);
  REQUIRE(world.model<TodayModel>().question);
  world.tap(AnswerSameSession{world.first, world.second, true});
  CHECK(world.model<TodayModel>().running.size() == 1);
  world.tap(ShowRoster{world.first});
  CHECK(world.model<RosterModel>().twins.size() == 1);
}

}  // namespace hk::test
