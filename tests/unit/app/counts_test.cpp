#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Yoga runs, Welcome shows; names are locked.
struct Hall : KioskWorld {
  SessionId yoga;
  Hall() { yoga = start_yoga(); }

  void count(const std::string& category) {
    tap(TapSession{yoga});
    tap(ChooseCategory{category});
    tap(ShowWelcome{});
  }
  /// What the roster shows, from all devices; "" is those turned away.
  std::int64_t shown(const std::string& category) {
    tap(ShowRoster{yoga});
    for (const CountRow& row : model<RosterModel>().counts)
      if (row.category == category) return row.total;
    return -1;
  }
  std::int64_t figure(std::int64_t Tally::*which) {
    const LocalDate today{local_time.at(clock.wall_ms()).days};
    return read_tally(store().database(), store().programme(), week_of(today)).value().tally.*which;
  }
  std::int64_t rows(const std::string& of) {
    Statement query = store().database().statement("SELECT count(*) FROM " + of);
    query.step();
    return query.integer(0);
  }
};

}  // namespace

TEST_CASE("one touch on a category counts one, greets without a name, and makes no participant") {
  Hall world;
  world.tap(TapSession{world.yoga});
  const CountModel shown = world.model<CountModel>();
  REQUIRE(shown.categories.size() == 3);
  CHECK(shown.categories[0].code == "child_youth");
  CHECK(shown.categories[0].pictogram == "child");
  world.tap(ChooseCategory{"adult"});
  CHECK(world.model<DoneModel>().first_name.empty());
  CHECK(world.model<DoneModel>().badge.name == "Yoga");
  CHECK(world.model<DoneModel>().can_undo);
  CHECK(world.figure(&Tally::headcount) == 1);
  CHECK(world.attendances() == 0);
  CHECK(world.rows("participant") == 0);
}

TEST_CASE("undo takes the count back and shows the categories again") {
  Hall world;
  world.count("adult");
  world.tap(TapSession{world.yoga});
  world.tap(ChooseCategory{"adult"});
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK(world.shows<CountModel>());
  CHECK(world.figure(&Tally::headcount) == 1);
  CHECK(world.rows("headcount_correction") == 0);
}

TEST_CASE("with names open the way to Utan namn is on Who, and the arrow leads back there") {
  Hall world;
  world.tap(OpenStaff{});
  world.unlock();
  world.tap(TapSession{world.yoga});
  world.tap(CountMe{});
  CHECK(world.shows<CountModel>());
  world.tap(GoBack{});
  CHECK(world.shows<WhoModel>());
}

TEST_CASE("the categories clear themselves like Who, counting the last ten seconds") {
  Hall world;
  world.tap(TapSession{world.yoga});
  world.wait(9'000);
  CHECK_FALSE(world.model<CountModel>().seconds_left);
  world.wait(4'000);
  CHECK(world.model<CountModel>().seconds_left == 7);
  world.wait(7'000);
  CHECK(world.shows<WelcomeModel>());
}

TEST_CASE("after a restart the count goes on from the same counter's total") {
  Hall world;
  world.count("adult");
  world.count("adult");
  world.restart();
  world.tap(GoBack{});
  world.count("adult");
  CHECK(world.figure(&Tally::headcount) == 3);
  CHECK(world.rows("headcount") == 1);
}

TEST_CASE("a new epoch counts with a new counter from nothing, and both count") {
  Hall world;
  world.count("adult");
  world.store().database().execute("UPDATE own_device SET epoch = epoch + 1");
  world.restart();
  world.tap(GoBack{});
  world.count("adult");
  CHECK(world.figure(&Tally::headcount) == 2);
  CHECK(world.rows("headcount") == 2);
  CHECK(world.rows("headcount WHERE total = 1") == 2);
}

TEST_CASE("locked, the steppers count categories and those turned away, up and down") {
  Hall world;
  CHECK(world.shown("adult") == 0);
  for (int i = 0; i < 3; ++i) world.tap(StepCount{"adult", true});
  world.tap(StepCount{"adult", false});
  world.tap(StepCount{"", true});
  CHECK(world.shown("adult") == 2);
  CHECK(world.shown("child_youth") == 0);
  CHECK(world.shown("") == 1);
  CHECK(world.figure(&Tally::headcount) == 2);
  CHECK(world.figure(&Tally::turned_away) == 1);
}

TEST_CASE("what another device counted is taken down by corrections, and never below zero") {
  Hall world;
  world.store().record(HeadcountRecorded{world.yoga, HeadcountFigure::headcount, "adult", 99, 2}).value();
  CHECK(world.shown("adult") == 2);
  world.tap(StepCount{"adult", true});
  for (int i = 0; i < 5; ++i) world.tap(StepCount{"adult", false});
  CHECK(world.shown("adult") == 0);
  CHECK(world.figure(&Tally::headcount) == 0);
  CHECK(world.rows("headcount_correction") == 2);
}

TEST_CASE("two devices that corrected the same count show zero, not less") {
  Hall world;
  for (int i = 0; i < 2; ++i)
    world.store().record(HeadcountCorrected{world.yoga, HeadcountFigure::headcount, "adult", -1}).value();
  CHECK(world.shown("adult") == 0);
  CHECK(world.model<RosterModel>().session.headcount == 0);
}

TEST_CASE("a full disk is said on the screen, and nobody is counted by half") {
  Hall world;
  world.count("adult");
  world.tap(TapSession{world.yoga});
  world.store().database().execute("PRAGMA max_page_count = 1");
  const ChangeBody filler = SessionStateSet{world.yoga, SessionState::running, std::nullopt};
  while (world.store().record(filler)) {
  }
  world.tap(ChooseCategory{"adult"});
  CHECK(world.shows<CountModel>());
  REQUIRE(world.screen()->notice);
  CHECK(world.screen()->notice->kind == Notice::Kind::disk_full);
  CHECK(world.figure(&Tally::headcount) == 1);
}

}  // namespace hk::test
