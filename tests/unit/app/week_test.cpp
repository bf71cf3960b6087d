#include "kiosk/app/report_tables.h"
#include "tests/unit/app/report_office.h"

namespace hk::test {

TEST_CASE("the figures are the tally's, with those of the week before, also while names are locked") {
  Office world;
  CHECK(world.shown().period.text == "2026-W48");
  CHECK(world.shown().goes_on);
  CHECK(world.shown().report == nullptr);
  CHECK(world.waiting_jobs() == 1);
  world.do_jobs();
  REQUIRE(world.shown().report != nullptr);
  const Report& report = *world.shown().report;
  for (std::size_t i = 0; i < figure_count; ++i) {
    const Figure& figure = figures()[i];
    CAPTURE(figure.code);
    CHECK(report.whole.figures.numbers[i].value == world.tally(world.shown().period).tally.*figure.value);
    CHECK(report.compared.figures.numbers[i].value == world.tally(world.shown().compared).tally.*figure.value);
  }
  CHECK(world.counted("attendances") == 1);
  CHECK(report.compared.figures.numbers[*figure_index("attendances")].value == 2);
}

TEST_CASE("one compares with the period before or with last year's") {
  Office world;
  CHECK(world.shown().compared.text == "2026-W47");
  world.tap(ChooseComparison{Comparison::last_year});
  CHECK(world.shown().compared.text == "2025-W48");
  world.do_jobs();
  CHECK(world.shown().report->compared.period.text == "2025-W48");
}

TEST_CASE("each breakdown has the tally's cells, the usual ones without counting anew") {
  Office world;
  world.do_jobs();
  for (const Dimension by : {Dimension::category, Dimension::workshop, Dimension::activity, Dimension::site,
                             Dimension::weekday, Dimension::partner, Dimension::goal_area}) {
    world.tap(ChooseBreakdown{by});
    if (by <= Dimension::category) CHECK(world.shown().table.has_value());
    world.do_jobs();
    REQUIRE(world.shown().table.has_value());
    const ReportTable& table = world.shown().report->tables[*world.shown().table];
    const TallyReport tally = world.tally(world.shown().period, {by});
    REQUIRE(table.rows.size() == tally.tally.cells.size());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TallyCell& cell = tally.tally.cells[i];
      CHECK(table.rows[i].key[0].label == tally.words.dimensions[0][cell.key[0]].label);
      CHECK(table.rows[i].figures.numbers[*figure_index("attendances")].value == cell.figures.attendances);
    }
  }
}

TEST_CASE("a touched row narrows the table to what belongs to it, and one touch widens it again") {
  Office world;
  world.do_jobs();
  world.tap(NarrowTable{"women"});
  CHECK(world.shown().narrowed->label == "Kvinnors hälsa");
  CHECK(world.shown().by == Dimension::activity);
  world.do_jobs();
  REQUIRE(world.shown().rows.size() == 1);
  const ReportTable& table = world.shown().report->tables[*world.shown().table];
  CHECK(table.rows[world.shown().rows[0]].key[0].code == "women");
  CHECK(table.rows[world.shown().rows[0]].key[1].code == "yoga");
  world.tap(WidenTable{});
  CHECK_FALSE(world.shown().narrowed);
  CHECK(world.shown().by == Dimension::workshop);
  CHECK(world.shown().table.has_value());
}

TEST_CASE("a touched head sorts by its column, the largest first, and touched again the other way round") {
  ReportTable table{{Dimension::activity}, {}};
  const auto add = [&](const char* code, const char* label, std::optional<std::int64_t> attendances) {
    ReportRow& row = table.rows.emplace_back();
    row.key = {{code, label}};
    if (attendances) row.figures.numbers[3] = {Shown::shown, *attendances};
  };
  add("b", "Bad", 5);
  add("a", "Antik", 9);
  add("c", "Cykel", std::nullopt);
  add("", "Uppgift saknas", 7);
  using Rows = std::vector<std::size_t>;
  CHECK(shown_rows(table, std::nullopt, {}) == Rows{0, 1, 2, 3});
  const TableOrder down = sorted_by({}, 3), up = sorted_by(down, 3);
  CHECK(shown_rows(table, std::nullopt, down) == Rows{1, 3, 0, 2});
  CHECK(shown_rows(table, std::nullopt, up) == Rows{0, 3, 1, 2});
  CHECK(sorted_by(up, 3) == down);
  CHECK(sorted_by(up, 5) == TableOrder{5, false});
  CHECK(shown_rows(table, std::nullopt, {label_column, false}) == Rows{1, 0, 2, 3});
  CHECK(shown_rows(table, std::nullopt, {label_column, true}) == Rows{2, 0, 1, 3});
}

TEST_CASE("the kiosk keeps the order while figures are counted anew, and drops it with the breakdown") {
  Office world;
  world.do_jobs();
  world.tap(SortTable{3});
  world.kiosk().on_pulled();
  world.do_jobs();
  CHECK(world.shown().order == TableOrder{3, false});
  world.tap(SortTable{3});
  CHECK(world.shown().order == TableOrder{3, true});
  world.tap(ChooseBreakdown{Dimension::site});
  CHECK(world.shown().order == TableOrder{});
}

TEST_CASE("one steps to earlier weeks and back, never past this one, and a late answer is never shown as another's") {
  Office world;
  world.tap(StepPeriod{true});
  CHECK(world.shown().period.text == "2026-W48");
  world.tap(StepPeriod{false});  // while week 48 is still being counted
  CHECK(world.shown().period.text == "2026-W47");
  CHECK_FALSE(world.shown().goes_on);
  world.do_jobs();
  CHECK(world.counted("attendances") == 2);
  world.tap(StepPeriod{true});
  CHECK(world.shown().report == nullptr);
  world.do_jobs();
  CHECK(world.counted("attendances") == 1);
}

TEST_CASE("a touched bar leads to its week") {
  Office world;
  world.do_jobs();
  REQUIRE(world.shown().report->weeks.size() == report_weeks);
  world.tap(SelectBar{10});
  CHECK(world.shown().bar == 10U);
  world.tap(ShowPeriod{world.shown().report->weeks[10].period.text});
  CHECK(world.shown().period.text == "2026-W47");
  CHECK_FALSE(world.shown().bar);
  world.tap(SelectBar{99});
  CHECK_FALSE(world.shown().bar);
}

TEST_CASE("a week left while it is counted and opened again shows its own figures") {
  Office world;
  world.tap(StepPeriod{false});
  world.tap(GoBack{});
  world.tap(ShowWeek{});
  world.do_jobs();
  CHECK(world.shown().period.text == "2026-W48");
  CHECK(world.counted("attendances") == 1);
}

TEST_CASE("figures that change while they are shown are counted again, and the old ones stay until then") {
  Office world;
  world.do_jobs();
  world.check_in(world.start_yoga(), make_id<ParticipantId>(world.clock, world.random));
  world.tap(OpenStaff{});
  world.tap(ShowWeek{});
  world.do_jobs();
  CHECK(world.counted("attendances") == 2);
  const SessionId more = make_id<SessionId>(world.clock, world.random);
  SessionSet set;
  set.session = more;
  set.what = {"women", "yoga", "framtidens", SessionKind::group};
  set.when = {world.shown().period.from.days, 60, world.clock.wall_ms(), std::nullopt};
  const ChangeBody bodies[] = {set, SessionStateSet{more, SessionState::running, std::nullopt}};
  world.store().record(bodies).value();
  world.check_in(more, make_id<ParticipantId>(world.clock, world.random));
  world.kiosk().on_pulled();
  CHECK(world.counted("attendances") == 2);
  CHECK(world.waiting_jobs() == 1);
  world.do_jobs();
  CHECK(world.counted("attendances") == 3);
}

}  // namespace hk::test
