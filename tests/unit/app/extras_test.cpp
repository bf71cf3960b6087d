#include <doctest/doctest.h>

#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

/// Yoga runs, its list shows, and the programme has two partners; names are locked.
struct Hall : KioskWorld {
  SessionId yoga;
  Hall() {
    unlock();
    for (const char* code : {"rb", "mau"}) {
      CatalogueSet partner;
      partner.type = CatalogueType::partner;
      partner.code = code;
      partner.label = {{"sv", std::string("Part ") + code}};
      store().record(partner).value();
    }
    yoga = start_yoga();
    store().lock();
    tap(ShowRoster{yoga});
  }
  RosterModel shown() { return model<RosterModel>(); }
  void toggle(const std::string& code) {
    tap(ShowPartners{});
    tap(TogglePartner{code});
    tap(GoBack{});
  }
};

}  // namespace

TEST_CASE("language training is switched on and off, and nothing else of the session changes") {
  Hall world;
  CHECK_FALSE(world.shown().language_training);
  world.tap(ToggleLanguageTraining{});
  CHECK(world.shown().language_training);
  CHECK(world.shown().session.badge.name == "Yoga");
  Statement goal = world.store().database().statement("SELECT goal_area, origin FROM session");
  REQUIRE(goal.step());
  CHECK(goal.text(0) == "health");
  CHECK(goal.integer(1) == static_cast<std::int64_t>(SessionOrigin::live));
  world.tap(ToggleLanguageTraining{});
  CHECK_FALSE(world.shown().language_training);
}

TEST_CASE("partners present are chosen from the programme's, taken back, and counted in the tally") {
  Hall world;
  CHECK(world.shown().has_partners);
  CHECK(world.shown().partners.empty());
  world.toggle("mau");
  world.toggle("rb");
  CHECK(world.shown().partners.size() == 2);
  const LocalDate today{world.local_time.at(world.clock.wall_ms()).days};
  const TallyReport report =
      read_tally(world.store().database(), world.store().programme(), week_of(today), {Dimension::partner}).value();
  CHECK(report.tally.cells.size() == 2);
  world.toggle("mau");
  CHECK(world.shown().partners == std::vector<std::string>{"Part rb"});
}

TEST_CASE("a programme without partners is not asked for any") {
  KioskWorld world;
  world.tap(GoBack{});
  world.tap(ShowRoster{world.start_yoga()});
  CHECK_FALSE(world.model<RosterModel>().has_partners);
}

}  // namespace hk::test
