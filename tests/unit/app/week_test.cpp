#include <doctest/doctest.h>

#include "kiosk/app/week_figures.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

constexpr std::int64_t week_ms = 7 * 86'400'000LL;

/// Monday of week 48; yoga with Ada and Bo in week 47, with Ada in week 48; names are locked again.
struct Office : KioskWorld {
  Office() {
    unlock();
    const ParticipantId ada = add_person("Ada Lund"), bo = add_person("Bo Ek");
    clock.advance(-week_ms);
    hold({ada, bo});
    clock.advance(week_ms);
    hold({ada});
    restart();
    tap(GoBack{});
    tap(ShowWeek{});
  }
  void hold(const std::vector<ParticipantId>& people) {
    const SessionId yoga = start_yoga();
    for (const ParticipantId& one : people) check_in(yoga, one);
    store().record(SessionStateSet{yoga, SessionState::closed, clock.wall_ms()}).value();
  }
  void check_in(SessionId session, ParticipantId one) {
    store().record(CheckInRecorded{session, one, "adult", "", "", CheckInWay::staff}).value();
  }
  WeekModel shown() { return model<WeekModel>(); }
  TallyReport tally(LocalDate day, const Breakdown& by = {}) {
    return read_tally(store().database(), store().programme(), week_of(day), by).value();
  }
};

}  // namespace

TEST_CASE("the week's figures are the tally's, with those of the week before, also while names are locked") {
  Office world;
  CHECK(world.shown().week.week == 48);
  CHECK(world.shown().goes_on);
  CHECK(world.shown().figures == nullptr);
  CHECK(world.waiting_jobs() == 1);
  world.do_jobs();
  REQUIRE(world.shown().figures != nullptr);
  const WeekFigures& figures = *world.shown().figures;
  const LocalDate monday = world.shown().from;
  CHECK(figures.now == static_cast<const TallyFigures&>(world.tally(monday).tally));
  CHECK(figures.before == static_cast<const TallyFigures&>(world.tally(monday.plus(-7)).tally));
  CHECK(figures.now.attendances == 1);
  CHECK(figures.before.attendances == 2);
}

TEST_CASE("the chart has twelve weeks, each with the tally's attendances") {
  Office world;
  world.do_jobs();
  const WeekModel shown = world.shown();
  REQUIRE(shown.figures->weeks.size() == chart_weeks);
  for (int i = 0; i < chart_weeks; ++i) {
    const WeekFigures::Week& week = shown.figures->weeks[static_cast<std::size_t>(i)];
    CHECK(week.attendances == world.tally(shown.from.plus(7 * (i + 1 - chart_weeks))).tally.attendances);
    CHECK(week.goes_on == (i + 1 == chart_weeks));
  }
  CHECK(shown.figures->weeks.front().number == 37);
}

TEST_CASE("each breakdown has the tally's cells under its words") {
  Office world;
  for (const Dimension by : {Dimension::category, Dimension::workshop, Dimension::activity, Dimension::site}) {
    world.tap(ChooseBreakdown{by});
    world.do_jobs();
    const WeekFigures& figures = *world.shown().figures;
    const TallyReport report = world.tally(world.shown().from, {by});
    CHECK(figures.by == by);
    REQUIRE(figures.rows.size() == report.tally.cells.size());
    for (std::size_t i = 0; i < figures.rows.size(); ++i) {
      const TallyCell& cell = report.tally.cells[i];
      CHECK(figures.rows[i].label == report.words.dimensions[0][cell.key[0]].label);
      CHECK(figures.rows[i].figures == cell.figures);
    }
  }
}

TEST_CASE("one steps to earlier weeks and back, never past this one, and a late answer is never shown as another's") {
  Office world;
  world.tap(StepWeek{true});
  CHECK(world.shown().week.week == 48);
  world.tap(StepWeek{false});  // while week 48 is still being counted
  CHECK(world.shown().week.week == 47);
  CHECK_FALSE(world.shown().goes_on);
  world.do_jobs();
  CHECK(world.shown().figures->now.attendances == 2);
  world.tap(StepWeek{true});
  CHECK(world.shown().figures == nullptr);
  world.do_jobs();
  CHECK(world.shown().figures->now.attendances == 1);
}

TEST_CASE("a week left while it is counted and opened again shows its own figures") {
  Office world;
  world.tap(StepWeek{false});
  world.tap(GoBack{});
  world.tap(ShowWeek{});
  world.do_jobs();
  CHECK(world.shown().week.week == 48);
  CHECK(world.shown().figures->now.attendances == 1);
}

TEST_CASE("figures that change while they are shown are counted again, and the old ones stay until then") {
  Office world;
  world.do_jobs();
  world.check_in(world.start_yoga(), make_id<ParticipantId>(world.clock, world.random));
  world.tap(OpenStaff{});
  world.tap(ShowWeek{});
  world.do_jobs();
  CHECK(world.shown().figures->now.attendances == 2);
  const SessionId more = make_id<SessionId>(world.clock, world.random);
  SessionSet set;
  set.session = more;
  set.what = {"women", "yoga", "framtidens", SessionKind::group};
  set.when = {world.shown().from.days, 60, world.clock.wall_ms(), std::nullopt};
  const ChangeBody bodies[] = {set, SessionStateSet{more, SessionState::running, std::nullopt}};
  world.store().record(bodies).value();
  world.check_in(more, make_id<ParticipantId>(world.clock, world.random));
  world.kiosk().on_pulled();
  CHECK(world.shown().figures->now.attendances == 2);
  CHECK(world.waiting_jobs() == 1);
  world.do_jobs();
  CHECK(world.shown().figures->now.attendances == 3);
}

TEST_CASE("an earlier week that was shown is the one offered as a file, and the arrow leads back to the figures") {
  Office world;
  for (int i = 0; i < 3; ++i) world.tap(StepWeek{false});
  world.tap(ShowExport{});
  const ExportModel shown = world.model<ExportModel>();
  REQUIRE(shown.weeks.size() == 3);
  CHECK(shown.weeks[shown.chosen].period == "2026-W45");
  CHECK(shown.file_name == "prov-2026-v45.csv");
  world.tap(GoBack{});
  CHECK(world.shows<WeekModel>());
}

}  // namespace hk::test
