#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Names open, yoga running, and somebody who tries one name after the other.
struct Door : KioskWorld {
  ParticipantId fatima;
  SessionId yoga;
  Door() {
    unlock();
    fatima = add_person("Fatima Ahmadi");
    yoga = start_yoga();
    tap(TapSession{yoga});
  }
  void type(const std::string& letters) {
    for (const char letter : letters) tap(TypeText{std::string(1, letter)});
  }
  /// Tries another name; true when the kiosk still looks for it.
  bool tries(const std::string& letters) {
    tap(ClearText{});
    type(letters);
    return !model<WhoModel>().ask_staff;
  }
  void fish() {
    for (const char* name : {"aaa", "bbb", "ccc", "ddd", "eee", "fff"}) CHECK(tries(name));
    CHECK_FALSE(tries("fat"));
    CHECK(model<WhoModel>().candidates.empty());
  }
};

}  // namespace

TEST_CASE("after six names without a check-in the staff are to be asked, and nobody is shown any more") {
  Door world;
  world.fish();
  world.tap(GoBack{});
  world.tap(TapSession{world.yoga});
  CHECK_FALSE(world.tries("fatima"));
  CHECK(world.model<WhoModel>().candidates.empty());
}

TEST_CASE("a name that is spelled out, shortened and mended is one search") {
  Door world;
  world.type("fat");
  for (int i = 0; i < 20; ++i) {
    world.type("im");
    world.tap(Backspace{});
    world.tap(Backspace{});
  }
  CHECK_FALSE(world.model<WhoModel>().ask_staff);
  CHECK(world.model<WhoModel>().candidates.size() == 1);
}

TEST_CASE("shortened below what shows a name it is over: another beginning is another search") {
  Door world;
  world.type("fat");
  for (int i = 0; i < 6; ++i) {
    world.tap(Backspace{});
    world.type(i % 2 == 0 ? "r" : "t");
  }
  CHECK(world.model<WhoModel>().ask_staff);
}

TEST_CASE("names of two letters are searches as far as they show anybody") {
  Door world;
  world.tap(ShowWelcome{});
  world.add_person("Bo Ek");
  world.tap(TapSession{world.yoga});
  for (int i = 0; i < 20; ++i) CHECK(world.tries("xy"));
  for (int i = 0; i < 6; ++i) CHECK(world.tries("bo"));
  CHECK_FALSE(world.tries("bo"));
}

TEST_CASE("a check-in lets the next one search, but not one that is taken back at once") {
  Door world;
  for (const char* name : {"aaa", "bbb", "ccc", "ddd", "eee"}) world.tries(name);
  CHECK(world.tries("fat"));
  world.tap(TapCandidate{world.fatima});
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK_FALSE(world.tries("fat"));
  Door stays;
  for (const char* name : {"aaa", "bbb", "ccc", "ddd", "eee"}) stays.tries(name);
  CHECK(stays.tries("fat"));
  stays.tap(TapCandidate{stays.fatima});
  stays.tap(ShowWelcome{});
  stays.tap(TapSession{stays.yoga});
  CHECK(stays.tries("fat"));
}

TEST_CASE("finding somebody who is here already is no check-in") {
  Door world;
  world.tries("fat");
  world.tap(TapCandidate{world.fatima});
  world.tap(ShowWelcome{});
  world.tap(TapSession{world.yoga});
  for (const char* name : {"aaa", "bbb", "ccc", "ddd", "eee"}) world.tries(name);
  CHECK(world.tries("fat"));
  world.tap(TapCandidate{world.fatima});
  CHECK(world.model<DoneModel>().already_here);
  world.tap(ShowWelcome{});
  world.tap(TapSession{world.yoga});
  CHECK_FALSE(world.tries("fat"));
}

TEST_CASE("staff who open their side let participants search again, and so does a while") {
  Door world;
  world.fish();
  world.tap(ShowUnlock{});
  world.tap(TypeText{test_passphrase});
  world.tap(Unlock{});
  world.do_jobs();
  world.tap(ShowWelcome{});
  world.tap(TapSession{world.yoga});
  CHECK(world.tries("fat"));
  Door waits;
  waits.fish();
  waits.wait(tuning::searches_window_ms);
  waits.tap(TapSession{waits.yoga});
  CHECK(waits.tries("fat"));
  CHECK(waits.model<WhoModel>().candidates.size() == 1);
}

TEST_CASE("a discreet programme greets nobody by name, and still says who was here already") {
  Door world;
  ProgrammeSet set;
  set.fields["discreet"] = "true";
  world.store().record(set).value();
  world.type("fat");
  CHECK(world.model<WhoModel>().candidates.at(0).first_name == "Fatima");
  world.tap(TapCandidate{world.fatima});
  CHECK(world.model<DoneModel>().first_name.empty());
  CHECK(world.model<DoneModel>().can_undo);
  world.tap(ShowWelcome{});
  world.tap(TapSession{world.yoga});
  world.type("fat");
  world.tap(TapCandidate{world.fatima});
  CHECK(world.model<DoneModel>().first_name.empty());
  CHECK(world.model<DoneModel>().already_here);
}

TEST_CASE("a protected person is not checked in by a participant's touch, whatever the screen held") {
  Door world;
  const ParticipantId hidden = world.add_person("Solros", true);
  world.tap(TapCandidate{hidden});
  CHECK(world.shows<WhoModel>());
  CHECK(world.attendances() == 0);
}

TEST_CASE("the language goes back to the programme's with whoever chose it: when greeted, and after a time-out") {
  Door world;
  world.tap(ChooseLanguage{"ar"});
  world.type("fat");
  world.tap(TapCandidate{world.fatima});
  CHECK(world.screen()->language == "ar");
  world.wait(tuning::done_ms);
  CHECK(world.screen()->language == "sv");
  world.tap(ChooseLanguage{"ar"});
  world.tap(TapSession{world.yoga});
  world.tap(GoBack{});
  CHECK(world.screen()->language == "ar");
  world.wait(tuning::participant_timeout_ms);
  CHECK(world.screen()->language == "sv");
}

TEST_CASE("whoever is in one session is in a second one by a card and a name") {
  Door world;
  const SessionId second = world.start_yoga();
  for (const SessionId session : {world.yoga, second}) {
    world.tap(TapSession{session});
    world.type("fat");
    world.tap(TapCandidate{world.fatima});
    CHECK_FALSE(world.model<DoneModel>().already_here);
    world.tap(ShowWelcome{});
    CHECK(world.model<WelcomeModel>().sessions.size() == 2);
  }
  CHECK(world.attendances() == 2);
}

}  // namespace hk::test
