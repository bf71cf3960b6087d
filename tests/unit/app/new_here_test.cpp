#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

using Question = NewHereModel::Question;

/// Names open, yoga runs, and somebody stands before "Ny här" with "NOOR" typed.
struct Door : KioskWorld {
  SessionId yoga;
  Door() {
    unlock();
    yoga = start_yoga();
    knock("NOOR");
  }
  explicit Door(const std::string& setting, const std::string& json) : Door() {
    ProgrammeSet set;
    set.fields[setting] = json;
    store().record(set).value();
    tap(GoBack{});
    knock("NOOR");
  }
  void knock(const std::string& letters) {
    tap(TapSession{yoga});
    tap(TypeText{letters});
    tap(NewHere{});
  }
  NewHereModel asked() { return model<NewHereModel>(); }
  std::size_t found(const std::string& letters) {
    tap(TapSession{yoga});
    tap(TypeText{letters});
    return model<WhoModel>().candidates.size();
  }
  TallyFigures week() {
    const LocalDate today{local_time.at(clock.wall_ms()).days};
    return read_tally(store().database(), store().programme(), week_of(today)).value().tally;
  }
  std::int64_t rows(const std::string& of) {
    Statement query = store().database().statement("SELECT count(*) FROM " + of);
    query.step();
    return query.integer(0);
  }
};

}  // namespace

TEST_CASE("somebody new says a name and an age, is checked in at once, and is found by name from then on") {
  Door world;
  CHECK(world.asked().question == Question::name);
  CHECK(world.asked().typed.text == "NOOR");
  CHECK(world.asked().number == 1);
  CHECK(world.asked().count == 2);
  world.tap(TypeText{" AL-ALI"});
  world.tap(NextQuestion{});
  REQUIRE(world.asked().question == Question::age);
  REQUIRE(world.asked().tiles.size() == 4);
  CHECK(world.asked().tiles[1].title == "Ungdom");
  CHECK(world.asked().tiles[1].ages->from == 13);
  CHECK(world.rows("participant") == 0);
  world.tap(ChooseCategory{world.asked().tiles[1].code});
  const DoneModel done = world.model<DoneModel>();
  CHECK(done.first_name == "Noor");
  CHECK_FALSE(done.already_here);
  CHECK(done.can_undo);
  CHECK(world.week().attendances == 1);
  CHECK(world.week().new_participants == 1);
  CHECK(world.week().by_category[0] == 1);
  CHECK(world.rows("participant") == 1);
  CHECK(world.found("noo") == 1);
  CHECK(world.model<WhoModel>().candidates[0].initial == "A.");
}

TEST_CASE("the name and the check-in are one transaction: a full disk leaves neither") {
  Door world;
  world.tap(NextQuestion{});
  world.store().database().execute("PRAGMA max_page_count = 1");
  const ChangeBody filler = SessionStateSet{world.yoga, SessionState::running, std::nullopt};
  while (world.store().record(filler)) {
  }
  world.tap(ChooseCategory{"adult"});
  CHECK(world.shows<NewHereModel>());
  REQUIRE(world.screen()->notice);
  CHECK(world.screen()->notice->kind == Notice::Kind::disk_full);
  CHECK(world.rows("participant") == 0);
  CHECK(world.rows("check_in") == 0);
  world.store().database().execute("PRAGMA max_page_count = 1000000");
  world.tap(ChooseCategory{"adult"});
  CHECK(world.shows<DoneModel>());
  CHECK(world.week().attendances == 1);
}

TEST_CASE("nothing typed survives twenty seconds, also not between two questions") {
  Door world;
  world.wait(13'000);
  CHECK(world.asked().seconds_left == 7);
  world.tap(NextQuestion{});
  CHECK_FALSE(world.asked().seconds_left);
  world.wait(20'000);
  CHECK(world.shows<WelcomeModel>());
  world.knock("");
  CHECK(world.asked().typed.text.empty());
  CHECK(world.rows("participant") == 0);
}

TEST_CASE("the arrow leads back a question with its answer, and from the first one to Who") {
  Door world;
  world.tap(NextQuestion{});
  world.tap(GoBack{});
  CHECK(world.asked().question == Question::name);
  CHECK(world.asked().typed.text == "NOOR");
  world.tap(GoBack{});
  CHECK(world.model<WhoModel>().typed.text.empty());
}

TEST_CASE("a personnummer is not taken for a name: it is wiped, the reason shown, and a name can follow") {
  Door world;
  world.tap(TypeText{" 811228-9874"});
  world.tap(NextQuestion{});
  CHECK(world.asked().question == Question::name);
  CHECK(world.asked().refused);
  CHECK(world.asked().typed.text.empty());
  world.tap(TypeText{"NOOR"});
  CHECK_FALSE(world.asked().refused);
  world.tap(NextQuestion{});
  CHECK(world.asked().question == Question::age);
}

TEST_CASE("without a letter there is no name to go on with") {
  Door world;
  world.tap(ClearText{});
  CHECK_FALSE(world.asked().can_go_on);
  world.tap(TypeText{" 12 "});
  world.tap(NextQuestion{});
  CHECK(world.asked().question == Question::name);
}

TEST_CASE("who skips every question counts as unknown, and is greeted without a name") {
  Door world;
  world.tap(SkipQuestion{});
  world.tap(SkipQuestion{});
  CHECK(world.model<DoneModel>().first_name.empty());
  CHECK(world.week().unique_participants == 1);
  CHECK(world.week().by_category.back() == 1);
}

TEST_CASE("a name that the programme requires cannot be skipped, one that it does not want is not asked for") {
  Door required("fields", R"({"name":"required"})");
  CHECK_FALSE(required.asked().can_skip);
  required.tap(SkipQuestion{});
  CHECK(required.asked().question == Question::name);
  Door off("fields", R"({"name":"off"})");
  CHECK(off.asked().question == Question::age);
  CHECK(off.asked().count == 1);
  off.tap(ChooseCategory{"adult"});
  CHECK(off.model<DoneModel>().first_name.empty());
  CHECK(off.found("noo") == 0);
}

TEST_CASE("a programme without age bands asks for its categories") {
  Door world("age_bands", "[]");
  world.tap(NextQuestion{});
  CHECK(world.asked().question == Question::category);
  CHECK(world.asked().tiles.size() == 3);
}

TEST_CASE("a programme with areas asks where one lives, and the check-in carries it") {
  Door world;
  world.tap(GoBack{});
  CatalogueSet area;
  area.type = CatalogueType::area;
  area.code = "almvik";
  area.label = {{"sv", "Almvik"}};
  world.store().record(area).value();
  world.tap(GoBack{});
  world.knock("NOOR");
  world.tap(NextQuestion{});
  world.tap(ChooseCategory{"adult"});
  REQUIRE(world.asked().question == Question::area);
  CHECK(world.asked().tiles[0].title == "Almvik");
  world.tap(ChooseArea{"almvik"});
  CHECK(world.shows<DoneModel>());
  CHECK(world.rows("check_in JOIN code ON code.code = area WHERE text = 'almvik'") == 1);
}

TEST_CASE("undo takes the check-in back and the name out of the register") {
  Door world;
  world.tap(NextQuestion{});
  world.tap(ChooseCategory{"adult"});
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK(world.shows<WhoModel>());
  CHECK(world.week().attendances == 0);
  CHECK(world.week().new_participants == 0);
  CHECK(world.found("noo") == 0);
}

TEST_CASE("while names are locked nobody new is asked for a name") {
  Door world;
  world.tap(GoBack{});
  world.store().lock();
  world.tap(NewHere{});
  CHECK_FALSE(world.shows<NewHereModel>());
}

}  // namespace hk::test
