#include <doctest/doctest.h>

#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Names open, yoga runs, and staff have opened "Ny deltagare" from its list.
struct Desk : KioskWorld {
  SessionId yoga;
  Desk() {
    unlock();
    add_person("Fatima Ahmadi");
    yoga = start_yoga();
    open();
  }
  void open() {
    tap(ShowRoster{yoga});
    tap(AddPerson{});
  }
  NewPersonModel shown() { return model<NewPersonModel>(); }
  std::int64_t people() {
    Statement query = store().database().statement("SELECT count(*) FROM participant");
    query.step();
    return query.integer(0);
  }
};

}  // namespace

TEST_CASE("staff add somebody with a name and one touch on a group, and they are here") {
  Desk world;
  CHECK_FALSE(world.shown().can_add);
  world.tap(TypeText{"NOOR ALI"});
  CHECK(world.shown().can_add);
  CHECK(world.shown().same.empty());
  REQUIRE(world.shown().categories.size() == 3);
  world.tap(ChooseCategory{"professional"});
  const RosterModel roster = world.model<RosterModel>();
  REQUIRE(roster.others.size() == 1);
  CHECK(roster.others[0].name == "Noor A.");
  CHECK(roster.others[0].here);
  CHECK(roster.session.checked_in == 1);
  CHECK(world.attendances() == 1);
}

TEST_CASE("who has the name already is shown, in any spelling, and a touch checks them in instead") {
  Desk world;
  world.tap(TypeText{"FATI"});
  CHECK(world.shown().same.empty());
  for (const char* name : {"FATMA", "فاطمة", "FÁTIMA AHMADI"}) {
    world.tap(ClearText{});
    world.tap(TypeText{name});
    REQUIRE(world.shown().same.size() == 1);
  }
  CHECK(world.shown().same[0].name == "Fatima A.");
  CHECK_FALSE(world.shown().same[0].here);
  const std::int64_t before = world.people();
  world.tap(TickPerson{world.shown().same[0].participant});
  CHECK(world.model<RosterModel>().session.checked_in == 1);
  CHECK(world.people() == before);
}

TEST_CASE("one of the same name who is here already stays here") {
  Desk world;
  for (int i = 0; i < 2; ++i) {
    world.open();
    world.tap(TypeText{"FATIMA"});
    REQUIRE(world.shown().same.size() == 1);
    CHECK(world.shown().same[0].here == (i == 1));
    world.tap(TickPerson{world.shown().same[0].participant});
    CHECK(world.attendances() == 1);
  }
}

TEST_CASE("the warning does not forbid: another of the same name is added") {
  Desk world;
  world.tap(TypeText{"FATIMA AHMADI"});
  const std::int64_t before = world.people();
  world.tap(ChooseCategory{"adult"});
  CHECK(world.people() == before + 1);
  CHECK(world.attendances() == 1);
}

TEST_CASE("who was searched for in vain is who is added") {
  Desk world;
  world.tap(GoBack{});
  world.tap(OpenSearch{});
  world.tap(TypeText{"YILDIZ"});
  world.tap(AddPerson{});
  CHECK(world.shown().typed.text == "YILDIZ");
  world.tap(GoBack{});
  CHECK(world.shows<RosterModel>());
}

TEST_CASE("a personnummer is refused with its reason, and nobody is added") {
  Desk world;
  const std::int64_t before = world.people();
  world.tap(TypeText{"NOOR 19811228-9874"});
  world.tap(ChooseCategory{"adult"});
  REQUIRE(world.screen()->notice);
  CHECK(world.screen()->notice->kind == Notice::Kind::personnummer);
  CHECK(world.people() == before);
}

TEST_CASE("while names are locked nobody can be added by name") {
  KioskWorld world;
  world.tap(GoBack{});
  const SessionId yoga = world.start_yoga();
  world.tap(ShowRoster{yoga});
  world.tap(AddPerson{});
  CHECK(world.shows<RosterModel>());
}

}  // namespace hk::test
