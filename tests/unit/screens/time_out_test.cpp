#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "kiosk/platform/wiping_memory.h"
#include "tests/support/kiosk_glass.h"
#include "tests/support/own_memory.h"

namespace hk::test {

namespace {

/// So few letters in a row are no name, and may be chance.
constexpr int kTrace = 6;

/// Names open and yoga running.
struct Door : KioskGlass {
  Door() {
    wipe_what_is_freed();
    unlock();
    start_yoga();
    look();
  }
  void type_planted_name() {
    for (std::size_t i = 0; i < PlantedName::size; ++i) type(std::string(1, PlantedName::letter(i)));
  }
};

}  // namespace

TEST_CASE("a name that was typed leaves no trace in memory when its screen clears itself") {
  Door world;
  world.touch("session:0");
  world.type_planted_name();
  CHECK(traces_of_planted_name(kTrace) > 0);
  world.stand_still(tuning::participant_timeout_ms);
  REQUIRE(world.shows<WelcomeModel>());
  CHECK(traces_of_planted_name(kTrace) == 0);
}

TEST_CASE("neither does somebody new, who had answered but for the last question") {
  Door world;
  world.touch("session:0");
  world.type_planted_name();
  world.touch("new");
  world.touch("next");
  REQUIRE(world.model<NewHereModel>().question == NewHereModel::Question::age);
  CHECK(traces_of_planted_name(kTrace) > 0);
  world.stand_still(tuning::participant_timeout_ms);
  REQUIRE(world.shows<WelcomeModel>());
  CHECK(traces_of_planted_name(kTrace) == 0);
}

TEST_CASE("nor a name that was cleared, or led back from") {
  Door world;
  world.touch("session:0");
  world.type_planted_name();
  world.touch("key:clear");
  world.type("Bo");
  world.touch("back");
  REQUIRE(world.shows<WelcomeModel>());
  CHECK(traces_of_planted_name(kTrace) == 0);
}

TEST_CASE("from ten seconds left a button tells how many, and gives the time anew") {
  Door world;
  world.touch("session:0");
  world.type("fa");
  world.stand_still(tuning::participant_timeout_ms - 9'000);
  CHECK(world.model<WhoModel>().seconds_left == 9);
  world.touch("more_time");
  CHECK_FALSE(world.model<WhoModel>().seconds_left);
  CHECK(world.model<WhoModel>().typed.text == "fa");
  CHECK(world.find("more_time") == nullptr);
  world.stand_still(tuning::participant_timeout_ms - 1);
  CHECK(world.shows<WhoModel>());
}

TEST_CASE("any touch beside the widgets gives the time anew, and no touch may do anything else by it") {
  Door world;
  world.touch("session:0");
  world.stand_still(tuning::participant_timeout_ms - 5'000);
  const Rect back = world.find("back")->rect;
  world.touch_at(back.center_x(), back.bottom() + 4);
  CHECK(world.shows<WhoModel>());
  CHECK_FALSE(world.model<WhoModel>().seconds_left);
}

}  // namespace hk::test
