#include "sync/reports/disclosure.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "sync/reports/recorded_report.h"
#include "sync/reports/report_writers.h"
#include "tests/unit/reports/counted_programme.h"

using namespace hk;

namespace {

LocalDate date(const char* text) { return parse_date(text).value(); }
Period period(const char* text) { return parse_period(text).value(); }

using People = std::vector<std::uint32_t>;
/// `n` of them, from the one numbered `first` on.
People people(std::uint32_t first, std::uint32_t n) {
  People all;
  for (std::uint32_t i = 0; i < n; ++i) all.push_back(first + i);
  return all;
}

/// Activities 0 and 1 are of workshop 0, 2 and 3 of workshop 1. Whoever is numbered 100 or more is of category 1.
struct Programme : test::CountedProgramme {
  Programme() : CountedProgramme({0, 0, 1, 1}, 3, 2) {
    // Everybody has been here before: nobody is new.
    held("2024-01-08", 0, people(0, 200));
  }

  Held& held(const char* day, int activity, const People& here, const char* arrives = nullptr, int site = -1) {
    Held made{.session = {.local_date = date(day).days, .start_ms = date(day).days * 86'400'000LL},
              .arrives = date(day)};
    made.session.workshop = static_cast<Rank>(activity / 2);
    made.session.activity = static_cast<Rank>(activity);
    made.session.site = static_cast<Rank>(site < 0 ? activity % 3 : site);
    for (const std::uint32_t who : here) made.check_ins.push_back(tick(who, arrives == nullptr ? day : arrives));
    return add(std::move(made));
  }
  static CheckIn tick(std::uint32_t who, const char* arrives) {
    CheckIn made{.tick = {.participant = who, .category = static_cast<std::uint16_t>(who >= 100)},
                 .arrives = date(arrives)};
    made.tick.id.value = make_uuid7(1, 1, ++ids());
    return made;
  }
  static std::uint64_t& ids() {
    static std::uint64_t last = 0;
    return last;
  }

  std::vector<ExportRecorded> exports = {};
  Report leave(const char* what, const char* today) {
    const ReportFacts counted = facts(period(what), date(today), untold_beside(period(what), exports, date(today)));
    auto report = external_report(counted, {}, exports);
    REQUIRE(report);
    exports.push_back(export_record(counted, *report));
    return std::move(*report);
  }
};

ReportNumber number(const ReportFigures& figures, const char* figure) { return figures.numbers[*figure_index(figure)]; }

/// Of a row of a table, by place: 0 workshop, 1 activity, 2 site, 3 category.
ReportNumber number(const Report& report, std::size_t table, const char* row, const char* figure) {
  for (const ReportRow& one : report.tables.at(table).rows) {
    if (one.key[0].code == row) return number(one.figures, figure);
  }
  return {};
}

constexpr ReportNumber hidden{Shown::hidden, 0};
ReportNumber shown(std::int64_t value) { return {Shown::shown, value}; }
ReportNumber kept(std::int64_t value) { return {Shown::kept, value}; }

std::int64_t hidden_in(const Report& report, std::size_t table, const char* figure) {
  const auto& rows = report.tables.at(table).rows;
  return std::count_if(rows.begin(), rows.end(),
                       [&](const ReportRow& row) { return number(row.figures, figure) == hidden; });
}

}  // namespace

TEST_CASE("free dates do not leave the programme") {
  CHECK(may_leave(period("2026-W10")));
  CHECK(may_leave(period("2026-03")));
  CHECK(may_leave(period("2026-H1")));
  CHECK(may_leave(period("2026")));
  CHECK_FALSE(may_leave(period("2026-03-02..2026-03-08")));
  const auto refused = external_report(Programme().facts(period("2026-03-02..2026-03-08"), date("2026-04-01")), {}, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid);
  CHECK(refused.error().thing == "2026-03-02..2026-03-08");
}

TEST_CASE("figures of one to four people are hidden, none and five are shown, and so are sessions") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 4)).session.turned_away = 4;
  programme.held("2026-03-03", 1, people(10, 30));
  programme.held("2026-03-03", 2, people(50, 30)).session.turned_away = 5;
  programme.held("2026-03-04", 3, {}).session.turned_away = 1;
  const Report report = programme.leave("2026-W10", "2026-03-09");
  CHECK_FALSE(report.internal);
  CHECK(number(report, 1, "activity0", "unique_participants") == hidden);
  CHECK(number(report, 1, "activity0", "attendances") == hidden);
  CHECK(number(report, 1, "activity0", "turned_away") == hidden);
  CHECK(number(report, 1, "activity0", "group_sessions") == shown(1));
  CHECK(number(report, 1, "activity2", "unique_participants") == shown(30));
  CHECK(number(report, 1, "activity2", "turned_away") == shown(5));
  CHECK(number(report, 1, "activity3", "unique_participants") == shown(0));
  CHECK(number(report, 1, "activity2", "individual_support") == shown(0));
  CHECK(number(report.whole.figures, "unique_participants") == shown(64));
}

TEST_CASE("attendances of few people are hidden, however many") {
  Programme programme;
  for (const char* day : {"2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"}) programme.held(day, 0, people(0, 3));
  programme.held("2026-03-03", 1, people(0, 30));
  programme.held("2026-03-03", 2, people(50, 30));
  const Report report = programme.leave("2026-W10", "2026-03-09");
  CHECK(number(report, 1, "activity0", "attendances") == hidden);
  CHECK(number(report.whole.figures, "attendances") == shown(72));
}

TEST_CASE("a programme's own threshold counts") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 9));
  programme.held("2026-03-03", 1, people(10, 40));
  programme.held("2026-03-03", 2, people(50, 40));
  ReportFacts facts = programme.facts(period("2026-W10"), date("2026-03-09"));
  CHECK(number(external_report(facts, {}, {}).value(), 1, "activity0", "unique_participants") == shown(9));
  facts.small_cell = 10;
  CHECK(number(external_report(facts, {}, {}).value(), 1, "activity0", "unique_participants") == hidden);
}

TEST_CASE("no total gives a hidden figure away: another one is hidden with it") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 3));
  programme.held("2026-03-03", 1, people(10, 9));
  programme.held("2026-03-03", 2, people(50, 30));
  programme.held("2026-03-03", 3, people(90, 40));
  const Report report = programme.leave("2026-W10", "2026-03-09");
  CHECK(number(report.whole.figures, "attendances") == shown(82));
  CHECK(hidden_in(report, 1, "attendances") == 2);
  CHECK(number(report, 1, "activity1", "attendances") == hidden);
  CHECK(number(report, 0, "workshop0", "attendances") == shown(12));
}

TEST_CASE("attendances less unique people do not give the recurring away") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 20));
  programme.held("2026-03-04", 0, people(18, 20));
  programme.held("2026-03-03", 1, people(50, 30));
  programme.held("2026-03-03", 2, people(90, 30));
  const Report report = programme.leave("2026-W10", "2026-03-09");
  CHECK(number(report, 1, "activity0", "recurring_participants") == hidden);
  const bool both = number(report, 1, "activity0", "attendances").has_value() &&
                    number(report, 1, "activity0", "unique_participants").has_value();
  CHECK_FALSE(both);
}

TEST_CASE("what was hidden once stays hidden, also when more have come") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 3));
  programme.held("2026-03-03", 1, people(10, 30));
  programme.held("2026-03-03", 2, people(50, 30));
  CHECK(number(programme.leave("2026-W10", "2026-03-09"), 1, "activity0", "unique_participants") == hidden);
  programme.held("2026-03-04", 0, people(3, 20), "2026-03-10");
  CHECK(number(programme.leave("2026-W10", "2026-03-16"), 1, "activity0", "unique_participants") == hidden);
}

TEST_CASE("internal exports tell the outside nothing") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 3));
  programme.held("2026-03-03", 1, people(10, 30));
  const ReportFacts facts = programme.facts(period("2026-W10"), date("2026-03-09"));
  programme.exports.push_back(export_record(facts, internal_report(facts, {})));
  CHECK(number(programme.leave("2026-W10", "2026-03-09"), 1, "activity0", "unique_participants") == hidden);
}

TEST_CASE("a figure that has changed by few people since it was printed stands as it was printed") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 40));
  programme.held("2026-03-03", 2, people(50, 40));
  CHECK(number(programme.leave("2026-W10", "2026-03-09").whole.figures, "attendances") == shown(80));
  programme.held("2026-03-04", 0, people(40, 3), "2026-03-10").arrives = date("2026-03-10");
  const Report few = programme.leave("2026-W10", "2026-03-16");
  CHECK(number(few.whole.figures, "attendances") == kept(80));
  CHECK(number(few, 1, "activity0", "unique_participants") == kept(40));
  CHECK(number(few, 1, "activity2", "attendances") == shown(40));
  CHECK(number(few.whole.figures, "group_sessions") == shown(3));
  programme.held("2026-03-05", 0, people(43, 5), "2026-03-17").arrives = date("2026-03-17");
  CHECK(number(programme.leave("2026-W10", "2026-03-23").whole.figures, "attendances") == shown(88));
}

TEST_CASE("changes of others do not tell a change by few people") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 40));
  programme.held("2026-03-03", 2, people(50, 40));
  programme.held("2026-03-03", 3, people(90, 40));
  programme.leave("2026-W10", "2026-03-09");
  programme.held("2026-03-04", 0, people(140, 30), "2026-03-10").arrives = date("2026-03-10");
  programme.held("2026-03-04", 2, people(170, 2), "2026-03-10").arrives = date("2026-03-10");
  const Report report = programme.leave("2026-W10", "2026-03-16");
  CHECK(number(report, 1, "activity2", "attendances") == kept(40));
  // 162, 70, 40 and 40 would leave two late check-ins for it.
  const bool others = number(report.whole.figures, "attendances") == shown(152) &&
                      number(report, 1, "activity0", "attendances") == shown(70);
  CHECK_FALSE(others);
}

TEST_CASE("in the twelve weeks an old week stands as its own export printed it") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 40));
  programme.held("2026-03-09", 0, people(0, 40));
  programme.leave("2026-W10", "2026-03-09");
  programme.held("2026-03-04", 0, people(40, 3), "2026-03-10").arrives = date("2026-03-10");
  const Report report = programme.leave("2026-W11", "2026-03-16");
  CHECK(report.weeks[10].period.text == "2026-W10");
  CHECK(number(report.weeks[10].figures, "unique_participants") == kept(40));
  CHECK(number(report.compared.figures, "unique_participants") == kept(40));
}

TEST_CASE("a month does not give away the week that is hidden in it") {
  // February 2027 is four whole weeks.
  Programme programme;
  for (const char* day : {"2027-02-01", "2027-02-08", "2027-02-22"}) {
    programme.held(day, 0, people(0, 30));
    programme.held(day, 2, people(50, 30));
  }
  programme.held("2027-02-15", 0, people(0, 3));
  programme.held("2027-02-15", 1, people(10, 20));
  programme.held("2027-02-16", 2, people(50, 30));
  for (const char* today : {"2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01"}) {
    programme.leave(last_complete_week(date(today)).text.c_str(), today);
  }
  const Report report = programme.leave("2027-02", "2027-03-01");
  CHECK(number(report, 1, "activity0", "attendances") == hidden);
  CHECK(number(report, 1, "activity2", "attendances") == shown(120));
  CHECK(number(report.whole.figures, "attendances") == shown(233));
}

TEST_CASE("what exports let one work out counts as printed") {
  Programme programme;
  for (const char* day : {"2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22"})
    programme.held(day, 0, people(0, 30));
  for (const char* today : {"2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01"}) {
    programme.leave(last_complete_week(date(today)).text.c_str(), today);
  }
  programme.held("2027-02-03", 0, people(30, 2), "2027-03-02").arrives = date("2027-03-02");
  const Report report = programme.leave("2027-02", "2027-03-03");
  CHECK(number(report.whole.figures, "attendances") == kept(120));
}

TEST_CASE("a week that still goes on is not told among the twelve") {
  Programme programme;
  programme.held("2026-09-28", 0, people(0, 30));
  const Report report = programme.leave("2026-09", "2026-10-01");
  CHECK(report.weeks.back().period.text == "2026-W40");
  CHECK(report.weeks.back().goes_on);
  CHECK(number(report.weeks.back().figures, "attendances").shown == Shown::absent);
  CHECK(number(report.weeks.back().figures, "group_sessions") == shown(1));
}

TEST_CASE("only the whole is split by category, as the table of categories has it") {
  Programme programme;
  programme.held("2026-03-02", 0, people(80, 40));
  const Report report = programme.leave("2026-W10", "2026-03-09");
  CHECK(report.whole.figures.by_category == std::vector{shown(20), shown(20)});
  CHECK(report.compared.figures.by_category.empty());
  for (const ReportTable& table : report.tables) {
    for (const ReportRow& row : table.rows) CHECK(row.figures.by_category.empty());
  }
  CHECK(programme.leave("2026-W11", "2026-03-16").whole.figures.by_category == std::vector{shown(0), shown(0)});
}

TEST_CASE("targets are told of a whole year only") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 40));
  ReportFacts facts = programme.facts(period("2026-03"), date("2027-01-04"));
  facts.targets = {{"unique_participants", 100}};
  CHECK(external_report(facts, {}, {})->targets.empty());
  facts = programme.facts(period("2026"), date("2027-01-04"));
  facts.targets = {{"unique_participants", 100}};
  const Report report = external_report(facts, {}, {}).value();
  REQUIRE(report.targets.size() == 1);
  CHECK(report.targets[0].target == 100);
  CHECK(report.targets[0].counted.text == "2026");
  CHECK(report.targets[0].reached == shown(40));
}

TEST_CASE("a table beyond the fixed ones stays inside") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 40));
  ReportFacts facts = programme.facts(period("2026-W10"), date("2026-03-09"));
  facts.tables.push_back(facts.tables[0]);
  CHECK(external_report(facts, {}, {})->tables.size() == 4);
}

TEST_CASE("everything hidden is named in the order of the tables") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 3));
  programme.held("2026-03-03", 1, people(10, 9));
  programme.held("2026-03-03", 2, people(50, 60));
  const Report report = programme.leave("2026-W10", "2026-03-09");
  const auto named = [&](const char* row, const char* figure) {
    return std::find_if(report.suppressed.begin(), report.suppressed.end(),
                        [&](const Suppressed& one) { return one.row == row && one.figure == figure; });
  };
  REQUIRE(named("activity0", "attendances") != report.suppressed.end());
  CHECK(named("activity0", "attendances")->table == "activity");
  REQUIRE(named("activity1", "attendances") != report.suppressed.end());
  CHECK(named("activity0", "attendances") < named("activity1", "attendances"));
}

TEST_CASE("a month that leaves before its last week hides what would tell of few people in that week") {
  Programme programme;
  for (const char* day : {"2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24"}) {
    programme.held(day, 0, people(0, 9));
    programme.held(day, 2, people(40, 30));
  }
  programme.held("2026-03-30", 0, people(0, 2));
  programme.held("2026-04-02", 2, people(40, 20));
  for (const char* week : {"2026-W10", "2026-W11", "2026-W12", "2026-W13"}) programme.leave(week, "2026-03-31");
  const Report month = programme.leave("2026-03", "2026-04-03");
  CHECK(number(month, 1, "activity0", "attendances") == hidden);
  const Report week = programme.leave("2026-W14", "2026-04-06");
  CHECK(number(week, 1, "activity0", "attendances") == hidden);
}

TEST_CASE("what has not left is told by name: weeks, months and half-years begun that share days") {
  Programme programme;
  const auto untold = [&](const char* what, const char* today) {
    std::string texts;
    for (const Period& one : untold_beside(period(what), programme.exports, date(today))) texts += one.text + " ";
    return texts;
  };
  programme.held("2026-03-03", 0, people(0, 9));
  programme.leave("2026-W10", "2026-03-10");
  CHECK(untold("2026-W10", "2026-03-10").empty());
  CHECK(untold("2026-03", "2026-04-03") == "2026-W09 2026-W11 2026-W12 2026-W13 2026-W14 ");
  CHECK(untold("2026-H1", "2026-01-12") == "2026-01 2026-W01 2026-W02 2026-W03 ");
  programme.leave("2026-03", "2026-04-03");
  CHECK(untold("2026-W11", "2026-04-03") == "2026-W09 2026-W12 2026-W13 2026-W14 ");
  CHECK(untold("2026-01-05..2026-01-07", "2026-01-12").empty());
}

TEST_CASE("what was exported is given out again figure by figure from what was recorded of it") {
  Programme programme;
  for (const char* day : {"2026-03-02", "2026-05-04", "2026-11-02"}) programme.held(day, 0, people(0, 3));
  programme.held("2026-03-03", 1, people(10, 9));
  programme.held("2026-03-03", 2, people(50, 60));
  for (const std::string what : {"2026-W10", "2026-03", "2026-H1", "2026"}) {
    ReportFacts facts = programme.facts(period(what.c_str()), date("2027-01-04"));
    facts.targets = {{"unique_participants", 100}};
    const Report left = external_report(facts, {}, programme.exports).value();
    programme.exports.push_back(export_record(facts, left));
    const auto again = recorded_report(facts, programme.exports.back(), {});
    REQUIRE(again);
    CAPTURE(what);
    CHECK(report_json(*again) == report_json(left));
  }
}

TEST_CASE("a record that lacks a table is refused by name") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 9));
  const ReportFacts facts = programme.facts(period("2026-W10"), date("2026-03-09"));
  ExportRecorded record = export_record(facts, external_report(facts, {}, {}).value());
  std::erase_if(record.tables, [](const ExportRecorded::Table& table) { return table.name == "weeks"; });
  const auto again = recorded_report(facts, record, {});
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::corrupt);
  CHECK(again.error().thing == "the recorded export of 2026-W10");
}

TEST_CASE("the same facts and exports give the same report") {
  Programme programme;
  programme.held("2026-03-02", 0, people(0, 3));
  programme.held("2026-03-03", 1, people(2, 9));
  programme.held("2026-03-03", 2, people(50, 60));
  programme.leave("2026-W10", "2026-03-09");
  const ReportFacts facts = programme.facts(period("2026-03"), date("2026-04-01"));
  const Report once = external_report(facts, {}, programme.exports).value();
  const Report again = external_report(facts, {}, programme.exports).value();
  CHECK(export_record(facts, once) == export_record(facts, again));
  CHECK(once.suppressed == again.suppressed);
}
