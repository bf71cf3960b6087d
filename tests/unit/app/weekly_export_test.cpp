#include "kiosk/app/tuning.h"
#include "tests/unit/app/report_office.h"

namespace hk::test {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

/// Monday of week 48, 13:00; "Varje måndag" is switched on, and nobody looks.
struct Weekly : Office {
  Weekly() {
    tap(ShowExport{});
    tap(SetWeekly{true});
    tap(ShowWelcome{});
    do_jobs();
  }
  std::filesystem::path file(const char* week) {
    return data() / "rapporter" / ("prov-2026-" + std::string(week) + ".xlsx");
  }
  void pass(std::int64_t ms) {
    wait(ms);
    do_jobs();
  }
};

}  // namespace

TEST_CASE("every Monday from eight last week is exported once, and the next one to come is told") {
  Weekly world;
  CHECK(world.exports().empty());     // what ended before is there to be exported by hand
  world.pass(week_ms - 6 * hour_ms);  // Monday 07:00
  CHECK_FALSE(std::filesystem::exists(world.file("v48")));
  world.pass(hour_ms);
  CHECK(std::filesystem::exists(world.file("v48")));
  CHECK(world.exports().size() == 1);
  CHECK_FALSE(world.notice());  // participants are told nothing
  for (int day = 0; day < 6; ++day) world.pass(24 * hour_ms);
  CHECK(world.exports().size() == 1);
  world.tap(OpenStaff{});
  CHECK(world.notice()->kind == Notice::Kind::weekly_exported);
  CHECK(world.notice()->thing == world.file("v48").string());
  world.pass(24 * hour_ms);
  CHECK(world.exports().size() == 2);
}

TEST_CASE("a program that runs again on Wednesday catches up, one that was switched off does not") {
  Weekly world;
  world.clock.advance(week_ms + 48 * hour_ms);
  world.restart();
  world.do_jobs();
  CHECK(std::filesystem::exists(world.file("v48")));
  world.tap(GoBack{});
  world.tap(ShowWeek{});
  world.tap(ShowExport{});
  CHECK(world.model<ExportModel>().weekly);
  CHECK(world.model<ExportModel>().weekly_done == "2026-W48");
  world.tap(SetWeekly{false});
  CHECK_FALSE(world.model<ExportModel>().weekly);
  world.clock.advance(week_ms);
  world.restart();
  world.do_jobs();
  CHECK_FALSE(std::filesystem::exists(world.file("v49")));
}

TEST_CASE("switched on before eight on a Monday it exports the week that has just ended") {
  Office world;
  world.clock.set_wall(world.clock.wall_ms() - 6 * hour_ms);
  world.tap(ShowExport{});
  world.tap(SetWeekly{true});
  world.wait(hour_ms);
  world.do_jobs();
  CHECK(std::filesystem::exists(world.data() / "rapporter" / "prov-2026-v47.xlsx"));
}

TEST_CASE("what cannot be saved is tried again, less and less often, and says why") {
  Weekly world;
  const std::filesystem::path folder = world.data() / "rapporter";
  std::ofstream(folder) << "a file stands where the folder should be";
  world.pass(week_ms);
  world.tap(OpenStaff{});
  CHECK(world.notice()->kind == Notice::Kind::weekly_failed);
  world.pass(tuning::weekly_retry_ms);
  std::filesystem::remove(folder);
  world.pass(tuning::weekly_retry_ms);
  CHECK_FALSE(std::filesystem::exists(world.file("v48")));  // twice as long now
  world.pass(tuning::weekly_retry_ms);
  CHECK(std::filesystem::exists(world.file("v48")));
  CHECK(world.exports().size() == 1);  // what was recorded is what was saved
  world.tap(ShowWeek{});
  world.tap(ShowExport{});
  CHECK(world.model<ExportModel>().weekly_why.empty());
}

}  // namespace hk::test
