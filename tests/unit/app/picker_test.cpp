#include "kiosk/app/period_choices.h"
#include "tests/unit/app/report_office.h"

namespace hk::test {

namespace {

Period period(const char* text) { return parse_period(text).value(); }

}  // namespace

TEST_CASE("after week 53 comes week 1, and the other way round") {
  CHECK(period_after(period("2026-W53")).text == "2027-W01");
  CHECK(period_after(period("2025-W52")).text == "2026-W01");
  CHECK(period_before(period("2027-W01")).text == "2026-W53");
  CHECK(period_after(period("2026-12")).text == "2027-01");
  CHECK(period_after(period("2026-H2")).text == "2027-H1");
  CHECK(period_after(period("2026-12-30..2026-12-31")).text == "2027-01-01..2027-01-02");
}

TEST_CASE("a year's weeks are those of the ISO year, and none that has not begun") {
  const LocalDate new_year = make_date(2027, 1, 2).value();  // Saturday of 2026-W53
  CHECK(periods_of(PeriodKind::week, 2026, new_year).size() == 53);
  CHECK(periods_of(PeriodKind::week, 2026, new_year).back().text == "2026-W53");
  CHECK(periods_of(PeriodKind::week, 2027, new_year).empty());
  CHECK(periods_of(PeriodKind::week, 2025, new_year).size() == 52);
  CHECK(periods_of(PeriodKind::month, 2027, new_year).size() == 1);
  CHECK(periods_of(PeriodKind::half_year, 2026, new_year).size() == 2);
  CHECK(periods_of(PeriodKind::year, 2027, new_year).size() == picker_years);
  CHECK(picker_year(period("2026-W53")) == 2026);
}

TEST_CASE("what is asked for most is offered first, and what was shown beside it") {
  const LocalDate monday = make_date(2026, 11, 23).value();
  const auto texts = [&](const char* shown) {
    std::vector<std::string> all;
    for (const Period& one : offered_periods(monday, period(shown))) all.push_back(one.text);
    return all;
  };
  using Texts = std::vector<std::string>;
  CHECK(texts("2026-W47") == Texts{"2026-W47", "2026-W46", "2026-10", "2026-H2"});
  CHECK(texts("2025") == Texts{"2025", "2026-W47", "2026-W46", "2026-10"});
  CHECK(offered_periods(make_date(2027, 1, 4).value(), period("2026-W53"))[2].text == "2026-12");
}

TEST_CASE("a file is called by its period") {
  CHECK(period_file_part(period("2026-W47")) == "2026-v47");
  CHECK(period_file_part(period("2026-H2")) == "2026-h2");
  CHECK(period_file_part(period("2026-10")) == "2026-10");
  CHECK(period_file_part(period("2026-03-02..2026-04-05")) == "2026-03-02--2026-04-05");
}

TEST_CASE("any period is picked from the figures, and their figures follow") {
  Office world;
  world.tap(PickPeriod{});
  CHECK(world.model<PickerModel>().kind == PeriodKind::week);
  CHECK(world.model<PickerModel>().choices.size() == 48);
  CHECK_FALSE(world.model<PickerModel>().has_later);
  world.tap(StepPeriod{false});
  CHECK(world.model<PickerModel>().year == 2025);
  CHECK(world.model<PickerModel>().choices.size() == 52);
  world.tap(ChooseKind{PeriodKind::month});
  world.tap(ShowPeriod{"2026-11"});
  CHECK(world.shown().period.text == "2026-11");
  world.do_jobs();
  CHECK(world.counted("attendances") == 3);
}

TEST_CASE("free dates are stepped by days and months, never beyond today, and never end before they begin") {
  Office world;
  world.tap(PickPeriod{});
  world.tap(ChooseKind{PeriodKind::dates});
  CHECK(world.model<PickerModel>().from == make_date(2026, 11, 23).value());
  CHECK(world.model<PickerModel>().to == make_date(2026, 11, 23).value());
  world.tap(StepDate{true, false, true});
  CHECK(world.model<PickerModel>().to == make_date(2026, 11, 23).value());
  world.tap(StepDate{false, true, false});
  CHECK(world.model<PickerModel>().from == make_date(2026, 10, 23).value());
  world.tap(StepDate{true, true, false});
  world.tap(StepDate{true, false, false});
  CHECK(world.model<PickerModel>().to == make_date(2026, 10, 22).value());
  CHECK(world.model<PickerModel>().from == make_date(2026, 10, 22).value());
}

TEST_CASE("a period that has not begun is not shown, and one that is none neither") {
  Office world;
  world.tap(PickPeriod{});
  world.tap(ShowPeriod{"2027-W01"});
  world.tap(ShowPeriod{"2025-W53"});
  CHECK(world.shows<PickerModel>());
  world.tap(GoBack{});
  CHECK(world.shown().period.text == "2026-W48");
}

TEST_CASE("on the export sheet a picked period leads back to it") {
  Office world;
  world.tap(ShowExport{});
  world.tap(PickPeriod{});
  CHECK(world.model<PickerModel>().for_export);
  world.tap(ShowPeriod{"2026-W40"});
  const ExportModel exporting = world.model<ExportModel>();
  CHECK(exporting.periods[exporting.chosen].text == "2026-W40");
  world.tap(GoBack{});
  CHECK(world.shown().period.text == "2026-W40");
}

}  // namespace hk::test
