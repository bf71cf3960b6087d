#include "kiosk/screens/report_phrases.h"
#include "tests/support/kiosk_glass.h"

namespace hk::test {

namespace {

bool writes(const Bench& bench, std::string_view wanted) {
  for (const Written& one : bench.view.ui().written())
    if (one.text.find(wanted) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("the week leads to its neighbours, its breakdowns, another comparison, any period and a file") {
  Bench week(sample::screen_of(sample::week(sample::report())));
  CHECK_FALSE(only<StepPeriod>(week.tap("period:before"))->later);
  CHECK(only<StepPeriod>(week.tap("period:after"))->later);
  CHECK(only<ChooseBreakdown>(week.tap("by:site"))->by == Dimension::site);
  CHECK(only<ChooseBreakdown>(week.tap("by:workshop")) == nullptr);  // shown already
  CHECK(only<ShowDimensions>(week.tap("by:more")) != nullptr);
  CHECK(only<ChooseComparison>(week.tap("compare"))->compare == Comparison::last_year);
  CHECK(only<PickPeriod>(week.tap("period")) != nullptr);
  CHECK(only<ShowExport>(week.tap("export")) != nullptr);
  CHECK(only<ShowCoverage>(week.tap("coverage")) != nullptr);
}

TEST_CASE("a figure leads to its sessions, a head sorts, a row narrows") {
  Bench week(sample::screen_of(sample::week(sample::report())));
  CHECK(only<ShowSessions>(week.tap("stat:new_participants"))->figure == "new_participants");
  CHECK(only<SortTable>(week.tap("sort:attendances"))->column == 3);
  CHECK(only<SortTable>(week.tap("sort:label"))->column == label_column);
  CHECK(only<NarrowTable>(week.tap("row:1"))->code == "young");
  Bench narrowed(sample::screen_of(sample::narrowed_week()));
  CHECK(only<WidenTable>(narrowed.tap("table:widen")) != nullptr);
  CHECK(only<ShowSessions>(narrowed.tap("table:sessions"))->figure.empty());
  CHECK(only<NarrowTable>(narrowed.tap("row:0"))->code == "yoga");
}

TEST_CASE("a touch of the chart takes the bar under the finger, which then leads to its week") {
  Bench week(sample::screen_of(sample::week(sample::report())));
  const Rect chart = week.rect("chart");
  for (const std::size_t bar : {std::size_t{0}, std::size_t{8}, std::size_t{11}}) {
    const float x = chart.x + chart.w * (static_cast<float>(bar) + 0.5F) / 12;
    CHECK(only<SelectBar>(week.tap_at(x, chart.center_y()))->week == bar);
  }
  auto touched = sample::week(sample::report());
  touched.bar = 8;
  Bench shown(sample::screen_of(touched));
  CHECK(writes(shown, "121"));
  CHECK(only<ShowPeriod>(shown.tap("bar:show"))->period == "2026-W44");
}

TEST_CASE("what is not complete is said with who waits since when, and all of it on a touch") {
  Bench week(sample::screen_of(sample::week(sample::report())));
  CHECK(writes(week, "Inte komplett: \u2068\u2068Biblioteket\u2069 väntar sedan \u2068tors 16:10"));
  CHECK_FALSE(writes(week, "Framtidens hus\u2069 har skickat allt"));
  auto all = sample::week(sample::report());
  all.all_coverage = true;
  CHECK(writes(Bench(sample::screen_of(all)), "Framtidens hus\u2069 har skickat allt"));
}

TEST_CASE("no week comes after the one that goes on, and a promoter finds no way to a file") {
  auto model = sample::week(sample::report());
  model.goes_on = true;
  model.may_export = false;
  const Bench week(sample::screen_of(model));
  CHECK(week.find("period:after") == nullptr);
  CHECK(week.find("period:before") != nullptr);
  CHECK(week.find("export") == nullptr);
}

TEST_CASE("the sheet says each of its three touches, and what else it can") {
  Bench sheet(sample::screen_of(sample::exporting()));
  CHECK(only<ShowPeriod>(sheet.tap("period:1"))->period == "2026-W46");
  CHECK(only<PickPeriod>(sheet.tap("period:other")) != nullptr);
  CHECK(only<ChooseFormat>(sheet.tap("format:pdf"))->format == ReportFormat::pdf);
  CHECK(*only<SaveReport>(sheet.tap("save:drive:0"))->drive == 0);
  CHECK_FALSE(only<SaveReport>(sheet.tap("save:folder"))->drive);
  CHECK_FALSE(only<SetExternal>(sheet.tap("external"))->external);
  CHECK(only<SetWeekly>(sheet.tap("weekly"))->on);
  CHECK(only<ShowExports>(sheet.tap("exports")) != nullptr);
}

TEST_CASE("while a file is written, and on a stick that cannot be written on, nothing is saved") {
  auto writing = sample::exporting();
  writing.step = ExportModel::Step::writing;
  CHECK(Bench(sample::screen_of(writing)).find("save:folder") == nullptr);
  auto locked = sample::exporting();
  locked.drives[0].read_only = true;
  CHECK(Bench(sample::screen_of(locked)).find("save:drive:0") == nullptr);
}

TEST_CASE("only for whom a session leads on it can be touched") {
  Bench open(sample::screen_of(sample::sessions()));
  CHECK(only<ShowSessionPeople>(open.tap("session-row:0"))->session == sample::id<SessionId>(20));
  CHECK(Bench(sample::screen_of(sample::sessions(false))).find("session-row:0") == nullptr);
}

TEST_CASE("any week of a year is one touch away, and free dates are stepped") {
  Bench weeks(sample::screen_of(sample::picker(PeriodKind::week)));
  CHECK(only<ShowPeriod>(weeks.tap("choice:0"))->period == "2026-W01");
  CHECK(only<ChooseKind>(weeks.tap("kind:year"))->kind == PeriodKind::year);
  CHECK_FALSE(only<StepPeriod>(weeks.tap("page:before"))->later);
  CHECK(weeks.find("page:after") == nullptr);
  Bench dates(sample::screen_of(sample::picker(PeriodKind::dates)));
  const StepDate step = *only<StepDate>(dates.tap("to:month-"));
  CHECK(step.last);
  CHECK(step.months);
  CHECK_FALSE(step.later);
}

TEST_CASE("an earlier export is held against today by a touch") {
  Bench exports(sample::screen_of(sample::exports(false)));
  CHECK(only<CompareExport>(exports.tap("made:1"))->id == sample::id<ChangeId>(61));
}

TEST_CASE("Monday 08:05: from the figures three touches give the file") {
  KioskGlass kiosk;
  kiosk.unlock();
  kiosk.tap(ShowWeek{});
  kiosk.do_jobs();
  kiosk.look();
  kiosk.touch("export");
  kiosk.touch("period:1");
  kiosk.touch("save:folder");
  kiosk.do_jobs();
  CHECK(kiosk.screen()->notice->kind == Notice::Kind::exported);
  CHECK(kiosk.screen()->notice->thing.ends_with("prov-2026-v47.xlsx"));
}

}  // namespace hk::test
