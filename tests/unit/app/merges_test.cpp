#include "kiosk/store/merge_people.h"

#include <doctest/doctest.h>

#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

using Page = CoordinationPage;
using Do = CoordinationAct;

/// Amina was registered twice with the same name, and the coordinator stands in "Samordning".
struct Register : KioskWorld {
  Register() {
    unlock();
    amina = add_person("Amina Haddad");
    clock.advance(1000);
    again = add_person("Haddad Amina");
    clock.advance(1000);
    bo = add_person("Bo Ek");
    tap(ShowCoordination{});
    tap(TypeText{test_passphrase});
    tap(SubmitText{});
    do_jobs();
  }
  void open(Page page, CoordinationSubject subject = {}) { tap(OpenCoordination{page, subject}); }
  void act(Do what) { tap(Act{what}); }
  void answer(bool yes) { tap(AnswerConfirm{yes}); }
  CoordinationModel shown() { return model<CoordinationModel>(); }
  [[nodiscard]] std::size_t known_as(ParticipantId id) { return store().people().all_ids(id).size(); }
  ParticipantId amina, again, bo;
};

}  // namespace

TEST_CASE("who may have been registered twice is proposed, compared side by side, and merged after a confirmation") {
  Register world;
  world.open(Page::people);
  REQUIRE(world.shown().duplicates.size() == 1);
  world.open(Page::duplicates);
  const ParticipantPair pair = world.shown().duplicates[0].pair;
  world.open(Page::pair, pair);
  REQUIRE(world.shown().pair);
  CHECK(world.shown().pair->a.name == "Amina Haddad");
  CHECK(world.shown().pair->b.name == "Haddad Amina");
  CHECK(world.shown().pair->proposed);
  world.act(Do::merge);
  CHECK(world.shown().confirms == Do::merge);
  world.answer(false);
  CHECK(world.known_as(world.amina) == 1);
  world.act(Do::merge);
  world.answer(true);
  CHECK(world.known_as(world.amina) == 2);
  CHECK(world.screen()->notice->kind == Notice::Kind::people_merged);
  CHECK(world.shown().page == Page::duplicates);
  CHECK(world.shown().duplicates.empty());
}

TEST_CASE("two people of one name are told apart with one touch, and proposed no more") {
  Register world;
  world.open(Page::pair, ParticipantPair{world.amina, world.again});
  world.act(Do::not_same);
  CHECK(world.shown().page == Page::duplicates);
  CHECK(world.shown().duplicates.empty());
  CHECK(world.known_as(world.amina) == 1);
}

TEST_CASE("from a person one comes to whoever is the same, and back to their card") {
  Register world;
  world.open(Page::person, world.amina);
  world.act(Do::find_other);
  REQUIRE(world.shown().page == Page::other_person);
  world.tap(TypeText{"ami"});
  REQUIRE(world.shown().people.size() == 1);
  CHECK(world.shown().people[0].participant == world.again);
  world.tap(GoBack{});
  CHECK(world.shown().page == Page::person);
  world.open(Page::pair, ParticipantPair{world.amina, world.bo});
  CHECK_FALSE(world.shown().pair->proposed);
  world.tap(GoBack{});
  REQUIRE(world.shown().page == Page::person);
  CHECK(world.shown().person->participant == world.amina);
}

TEST_CASE("a merged person has one card that says with whom, and is taken apart from there") {
  Register world;
  world.open(Page::pair, ParticipantPair{world.amina, world.bo});
  world.act(Do::merge);
  world.answer(true);
  REQUIRE(world.shown().page == Page::person);
  REQUIRE(world.shown().person->links.size() == 1);
  CHECK(world.shown().person->links[0].name == "Bo E.");
  world.open(Page::pair, world.shown().person->links[0].pair);
  CHECK(world.shown().pair->linked);
  CHECK(world.shown().pair->a.name == "Amina Haddad");
  world.act(Do::take_apart);
  world.answer(true);
  CHECK(world.known_as(world.amina) == 1);
  CHECK(world.shown().person->links.empty());
  CHECK(world.screen()->notice->kind == Notice::Kind::people_apart);
}

TEST_CASE("a merged person is one candidate, one row and one tick, whichever id was checked in") {
  Register world;
  const SessionId before = [&] {
    world.tap(GoBack{});
    const SessionId session = world.start_yoga();
    return session;
  }();
  world.store().record(CheckInRecorded{before, world.again, "adult", "", "", CheckInWay::self}).value();
  REQUIRE(merge_people(world.store(), world.amina, world.again));
  world.tap(TapSession{before});
  world.tap(TypeText{"amina"});
  REQUIRE(world.model<WhoModel>().candidates.size() == 1);
  world.tap(TapCandidate{world.amina});
  CHECK(world.model<DoneModel>().already_here);
  world.tap(ShowWelcome{});
  world.tap(OpenStaff{});
  world.unlock();
  world.tap(ShowRoster{before});
  REQUIRE(world.model<RosterModel>().others.size() == 1);
  CHECK(world.model<RosterModel>().session.checked_in == 1);
  world.tap(OpenSearch{});
  world.tap(TypeText{"haddad"});
  REQUIRE(world.model<RosterModel>().others.size() == 1);
  CHECK(world.model<RosterModel>().others[0].here);
  world.tap(TickPerson{world.model<RosterModel>().others[0].participant});
  CHECK(world.attendances() == 0);
}

}  // namespace hk::test
