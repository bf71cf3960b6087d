#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Unlocked, with Fatima and Bo known and yoga running; Welcome shows.
struct Evening : KioskWorld {
  ParticipantId fatima, bo;
  SessionId yoga;
  Evening() {
    unlock();
    fatima = add_person("Fatima Ahmadi");
    bo = add_person("Bo Ek");
    yoga = start_yoga();
  }
  void find(const std::string& letters) {
    tap(TapSession{yoga});
    for (const char letter : letters) tap(TypeText{std::string(1, letter)});
  }
};

}  // namespace

TEST_CASE("a participant is found by three letters, checked in by one touch, and greeted by first name") {
  Evening world;
  world.find("fat");
  const WhoModel who = world.model<WhoModel>();
  REQUIRE(who.candidates.size() == 1);
  CHECK(who.candidates[0].first_name == "Fatima");
  CHECK(who.candidates[0].initial == "A.");
  world.tap(TapCandidate{world.fatima});
  const DoneModel done = world.model<DoneModel>();
  CHECK(done.first_name == "Fatima");
  CHECK(done.badge.name == "Yoga");
  CHECK_FALSE(done.already_here);
  CHECK(world.attendances() == 1);
}

TEST_CASE("fewer than three letters show nobody, but a whole short name does") {
  Evening world;
  world.find("fa");
  CHECK(world.model<WhoModel>().candidates.empty());
  CHECK_FALSE(world.model<WhoModel>().searched);
  world.tap(ClearText{});
  for (const char* letter : {"b", "o"}) world.tap(TypeText{letter});
  REQUIRE(world.model<WhoModel>().candidates.size() == 1);
  CHECK(world.model<WhoModel>().candidates[0].first_name == "Bo");
}

TEST_CASE("a protected person never appears among candidates, however much is typed") {
  Evening world;
  world.add_person("Solros", true);
  world.find("solros");
  CHECK(world.model<WhoModel>().candidates.empty());
}

TEST_CASE("never more than six candidates are shown, and the screen says that there are more") {
  Evening world;
  for (int i = 0; i < 9; ++i) world.add_person("Maryam " + std::string(1, static_cast<char>('A' + i)) + "li");
  world.find("mar");
  CHECK(world.model<WhoModel>().candidates.size() == 6);
  CHECK(world.model<WhoModel>().more);
  for (const char* letter : {"y", "a", "m", " ", "b"}) world.tap(TypeText{letter});
  CHECK(world.model<WhoModel>().candidates.size() == 1);
  CHECK_FALSE(world.model<WhoModel>().more);
}

TEST_CASE("two of the same name are told apart by as few letters as it takes") {
  Evening world;
  world.add_person("Maryam Hosseini");
  world.add_person("Maryam Haddad");
  world.add_person("Maryam Karimi");
  world.find("maryam");
  std::vector<std::string> initials;
  for (const Candidate& candidate : world.model<WhoModel>().candidates) initials.push_back(candidate.initial);
  std::sort(initials.begin(), initials.end());
  CHECK(initials == std::vector<std::string>{"Ha.", "Ho.", "K."});
}

TEST_CASE("checking in twice counts once, and says that one was here already") {
  Evening world;
  for (int i = 0; i < 2; ++i) {
    world.find("fat");
    world.tap(TapCandidate{world.fatima});
    CHECK(world.model<DoneModel>().already_here == (i == 1));
    world.wait(tuning::done_rest_ms);
    world.tap(AnyTouch{});
    CHECK(world.shows<WelcomeModel>());
  }
  CHECK(world.attendances() == 1);
}

TEST_CASE("undo takes the check-in back, and ticking again makes a new one") {
  Evening world;
  world.find("fat");
  world.tap(TapCandidate{world.fatima});
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK(world.shows<WhoModel>());
  CHECK(world.attendances() == 0);
  world.tap(TapCandidate{world.fatima});
  CHECK_FALSE(world.model<DoneModel>().already_here);
  CHECK(world.attendances() == 1);
}

TEST_CASE("Done leaves by itself after four seconds, counting its quarters") {
  Evening world;
  world.find("fat");
  world.tap(TapCandidate{world.fatima});
  for (const int left : {4, 3, 2, 1}) {
    CHECK(world.model<DoneModel>().quarters_left == left);
    world.wait(1000);
  }
  CHECK(world.shows<WelcomeModel>());
}

TEST_CASE("a second tap does not take the greeting away: many tap twice") {
  Evening world;
  world.find("fat");
  world.tap(TapCandidate{world.fatima});
  world.wait(tuning::done_rest_ms - 1);
  world.tap(AnyTouch{});
  CHECK(world.shows<DoneModel>());
}

TEST_CASE("nothing typed survives twenty seconds without a touch, and the last ten are counted") {
  Evening world;
  world.find("fat");
  world.wait(9'000);
  CHECK_FALSE(world.model<WhoModel>().seconds_left);
  world.wait(4'000);
  CHECK(world.model<WhoModel>().seconds_left == 7);
  world.tap(AnyTouch{});
  CHECK_FALSE(world.model<WhoModel>().seconds_left);
  world.wait(20'000);
  CHECK(world.shows<WelcomeModel>());
  world.tap(TapSession{world.yoga});
  CHECK(world.model<WhoModel>().typed.text.empty());
}

TEST_CASE("a check-in and its undo are there after the power was pulled, names locked again") {
  Evening world;
  world.find("fat");
  world.tap(TapCandidate{world.fatima});
  world.restart();
  CHECK(world.attendances() == 1);
  CHECK(world.shows<UnlockModel>());
  CHECK_FALSE(world.store().unlocked());
}

TEST_CASE("with names locked a card leads to no name, but to being counted") {
  Evening world;
  world.tap(LockNames{});
  world.tap(TapSession{world.yoga});
  CHECK(world.model<CountModel>().session == world.yoga);
  CHECK_FALSE(world.screen()->notice);
}

TEST_CASE("a full disk is said on the screen, nobody is greeted, and nothing is half written") {
  Evening world;
  world.find("fat");
  world.store().database().execute("PRAGMA max_page_count = 1");
  // What room is left in the last pages is used up first.
  const ChangeBody filler = SessionStateSet{world.yoga, SessionState::running, std::nullopt};
  while (world.store().record(filler)) {
  }
  world.tap(TapCandidate{world.fatima});
  CHECK(world.shows<WhoModel>());
  REQUIRE(world.screen()->notice);
  CHECK(world.screen()->notice->kind == Notice::Kind::disk_full);
  CHECK(world.attendances() == 0);
  world.store().database().execute("PRAGMA max_page_count = 1000000");
  world.tap(TapCandidate{world.fatima});
  CHECK(world.shows<DoneModel>());
  CHECK(world.attendances() == 1);
}

}  // namespace hk::test
