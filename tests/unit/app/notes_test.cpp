#include <doctest/doctest.h>

#include "kiosk/store/session_notes.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Names open, yoga runs, and its Close screen shows.
struct Evening : KioskWorld {
  SessionId yoga;
  Evening() {
    unlock();
    yoga = start_yoga();
    tap(ShowClose{yoga});
  }
  void write(NotePrompt prompt, const std::string& text) {
    tap(WriteNote{prompt});
    tap(TypeText{text});
    tap(SubmitText{});
  }
  std::string kept(std::string_view prompt) { return read_note(store(), yoga, prompt).value(); }
  std::int64_t rows(const std::string& table) {
    Statement query = store().database().statement("SELECT count(*) FROM " + table);
    query.step();
    return query.integer(0);
  }
  std::int64_t notes() { return rows("session_note"); }
  bool running() {
    tap(ShowWelcome{});
    return !model<WelcomeModel>().sessions.empty();
  }
};

}  // namespace

TEST_CASE("what was written on closing is kept, sealed, with the session's end") {
  Evening world;
  world.write(NotePrompt::how, "Lugnt och bra.");
  CHECK_FALSE(world.model<CloseModel>().writing);
  world.write(NotePrompt::needs, "En tid på kvällen.");
  world.tap(CloseSession{});
  CHECK(world.screen()->notice->kind == Notice::Kind::session_closed);
  CHECK(world.kept(note_how) == "Lugnt och bra.");
  CHECK(world.kept(note_needs) == "En tid på kvällen.");
  CHECK_FALSE(world.running());
}

TEST_CASE("both questions may stay empty, and then nothing is kept of them") {
  Evening world;
  world.tap(CloseSession{});
  CHECK(world.notes() == 0);
  CHECK_FALSE(world.running());
}

TEST_CASE("going back to the list loses nothing that was written, and changes nothing that was not") {
  Evening world;
  world.write(NotePrompt::how, "Fyra nya.");
  world.tap(GoBack{});
  CHECK(world.shows<RosterModel>());
  CHECK(world.kept(note_how) == "Fyra nya.");
  world.tap(ShowClose{world.yoga});
  CHECK(world.model<CloseModel>().notes[0].typed.text == "Fyra nya.");
  const std::int64_t before = world.rows("change");
  world.tap(GoBack{});
  CHECK(world.rows("change") == before);
}

TEST_CASE("the arrow first puts the keyboard away") {
  Evening world;
  world.tap(WriteNote{NotePrompt::needs});
  CHECK(world.model<CloseModel>().writing == NotePrompt::needs);
  world.tap(GoBack{});
  CHECK(world.shows<CloseModel>());
  CHECK_FALSE(world.model<CloseModel>().writing);
}

TEST_CASE("a sentence begins with a capital, and a note takes more than a name does") {
  Evening world;
  world.tap(WriteNote{NotePrompt::how});
  CHECK(world.model<CloseModel>().notes[0].typed.shift);
  world.tap(TypeText{"Bra."});
  CHECK_FALSE(world.model<CloseModel>().notes[0].typed.shift);
  world.tap(TypeText{" "});
  CHECK(world.model<CloseModel>().notes[0].typed.shift);
  for (int i = 0; i < 100; ++i) world.tap(TypeText{"tio tecken"});
  CHECK(world.model<CloseModel>().notes[0].typed.text.size() > 1000);
}

TEST_CASE("a personnummer is kept in no note: the reason is shown, and the session runs on until it is gone") {
  Evening world;
  world.write(NotePrompt::needs, "Ring 811228-9874");
  world.tap(CloseSession{});
  REQUIRE(world.screen()->notice);
  CHECK(world.screen()->notice->kind == Notice::Kind::personnummer);
  CHECK(world.model<CloseModel>().writing == NotePrompt::needs);
  CHECK(world.notes() == 0);
  world.tap(ClearText{});
  world.tap(StopWriting{});
  world.tap(CloseSession{});
  CHECK_FALSE(world.running());
}

TEST_CASE("locked, a session is closed without notes, and the passphrase leads back to them") {
  KioskWorld world;
  world.tap(GoBack{});
  const SessionId yoga = world.start_yoga();
  world.tap(ShowClose{yoga});
  CHECK(world.model<CloseModel>().names_locked);
  world.tap(WriteNote{NotePrompt::how});
  CHECK_FALSE(world.model<CloseModel>().writing);
  world.unlock();
  CHECK(world.model<CloseModel>().session.session == yoga);
  CHECK_FALSE(world.model<CloseModel>().names_locked);
  world.store().lock();
  world.tap(CloseSession{});
  CHECK(world.shows<TodayModel>());
}

}  // namespace hk::test
