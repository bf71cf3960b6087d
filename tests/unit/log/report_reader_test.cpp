#include <doctest/doctest.h>

#include "tests/support/open_log.h"

using namespace hk;
using namespace hk::test;

/// What a report says beside its figures; those are compared with plain SQL in report_property_test.cpp.
namespace {

struct Programme {
  TestProgramme keys;
  Author author{keys, 5};
  OpenLog log{keys.id};

  void say(ChangeBody body) { REQUIRE(log.append(author.make(std::move(body)))); }
  /// A group session in week 47 of 2026, on its `day`.
  SessionId hold(std::uint64_t n, int day, SessionState state, const std::string& activity = "yoga") {
    SessionSet set;
    set.session = numbered<SessionId>(n);
    set.what = {"", activity, "library", SessionKind::group};
    const std::int32_t date = parse_date("2026-11-16").value().days + day;
    set.when = {date, 60, date * 86'400'000LL + 9 * 3'600'000, std::nullopt};
    say(set);
    say(SessionStateSet{set.session, state, std::nullopt});
    return set.session;
  }
  [[nodiscard]] ReportFacts report(const char* period = "2026-W47", const char* today = "2026-11-25") {
    const ReportAsked asked{parse_period(period).value(), Comparison::previous, {}, parse_date(today).value()};
    return read_report(log.db(), log.programme(), asked).value();
  }
};

}  // namespace

TEST_CASE("a report has the programme's targets, and its threshold where that hides as much as the law does") {
  Programme programme;
  CHECK(programme.report().small_cell == 5);
  CHECK(programme.report().targets.empty());
  programme.say(ProgrammeSet{{{"targets", R"({"unique_participants":1500,"new_participants":"many"})"},
                              {"small_cell", "12"},
                              {"name", "\"Prov\""}}});
  CHECK(programme.report().programme == "Prov");
  CHECK(programme.report().small_cell == 12);
  CHECK(programme.report().targets == std::map<std::string, std::int64_t>{{"unique_participants", 1500}});
  for (const char* less : {"3", "-9", "\"x\"", "null", "4.5"}) {
    programme.say(ProgrammeSet{{{"small_cell", less}, {"targets", less}}});
    CHECK_MESSAGE(programme.report().small_cell == 5, less);
    CHECK_MESSAGE(programme.report().targets.empty(), less);
  }
}

TEST_CASE("a report counts what the programme calls recurring, and says so") {
  Programme programme;
  CHECK(programme.report().recurring == RecurringRule{});
  programme.say(ProgrammeSet{{{"recurring", R"({"rule":"visits_in_period","n":1})"}}});
  const SessionId session = programme.hold(1, 0, SessionState::closed);
  programme.say(CheckInRecorded{session, numbered<ParticipantId>(1), "adult", "", "", CheckInWay::self});
  const ReportFacts facts = programme.report();
  CHECK(facts.recurring == RecurringRule{RecurringRule::Kind::visits_in_period, 1});
  CHECK(facts.whole.figures.recurring_participants == 1);
}

TEST_CASE("a period beside is counted as a report of it counts it") {
  Programme programme;
  for (const int day : {0, 4, 9, 16}) {
    const SessionId session = programme.hold(static_cast<std::uint64_t>(1 + day), day, SessionState::closed);
    for (std::uint64_t who = 1; who <= static_cast<std::uint64_t>(day) + 2; ++who)
      programme.say(CheckInRecorded{session, numbered<ParticipantId>(who), "adult", "", "", CheckInWay::self});
  }
  const ReportAsked asked{parse_period("2026-11").value(),
                          Comparison::previous,
                          {Dimension::weekday},
                          parse_date("2026-12-03").value(),
                          {parse_period("2026-W48").value(), parse_period("2026-W49").value()}};
  const ReportFacts facts = read_report(programme.log.db(), programme.log.programme(), asked).value();
  REQUIRE(facts.beside.size() == 2);
  REQUIRE(facts.tables.size() == 5);
  CHECK(facts.weeks.size() == report_weeks);
  for (const PeriodTables& beside : facts.beside) {
    const ReportFacts own = programme.report(beside.whole.period.text.c_str(), "2026-12-03");
    CHECK(beside.whole.figures == own.whole.figures);
    CHECK(beside.whole.goes_on == own.whole.goes_on);
    REQUIRE(beside.tables.size() == 4);
    for (std::size_t t = 0; t < 4; ++t) {
      CHECK(beside.tables[t].by == own.tables[t].by);
      CHECK(beside.tables[t].cells.size() == own.tables[t].cells.size());
      for (std::size_t c = 0; c < own.tables[t].cells.size(); ++c)
        CHECK(beside.tables[t].cells[c].figures == own.tables[t].cells[c].figures);
    }
  }
  CHECK(facts.beside[0].whole.figures.attendances == 11);
}

TEST_CASE("sessions never closed are told by date, linked ones once, and only the period's") {
  Programme programme;
  CatalogueSet yoga;
  yoga.type = CatalogueType::activity;
  yoga.code = "yoga";
  yoga.label = {{"sv", "Yoga"}};
  programme.say(yoga);
  const SessionId late = programme.hold(1, 3, SessionState::running),
                  same = programme.hold(2, 4, SessionState::running);
  programme.say(SessionSameAs{late, same, true});
  programme.hold(3, 1, SessionState::running, "walk");
  programme.hold(4, 1, SessionState::closed);
  programme.hold(5, -1, SessionState::running);
  const ReportFacts facts = programme.report();
  REQUIRE(facts.never_closed.size() == 2);
  CHECK(facts.never_closed[0].date == parse_date("2026-11-17").value());
  CHECK(facts.never_closed[0].activity == "walk");
  CHECK(facts.never_closed[0].site == "library");
  CHECK(facts.never_closed[1].date == parse_date("2026-11-19").value());
  CHECK(facts.never_closed[1].activity == "Yoga");
}

TEST_CASE("a report knows which of its periods still go on") {
  Programme programme;
  const ReportFacts facts = programme.report("2026-W47", "2026-11-22");
  CHECK(facts.whole.goes_on);
  CHECK(!facts.compared.goes_on);
  CHECK(facts.weeks.size() == report_weeks);
  CHECK(facts.weeks.back().period.text == "2026-W47");
  CHECK(facts.weeks.back().goes_on);
  CHECK(!facts.weeks.front().goes_on);
  CHECK(!programme.report("2026-W47", "2026-11-23").whole.goes_on);
}

TEST_CASE("a report counts the year that its targets are held against, and no year without targets") {
  Programme programme;
  CHECK_FALSE(programme.report().year);
  programme.say(ProgrammeSet{{{"targets", R"({"group_sessions":100})"}}});
  programme.hold(1, -50, SessionState::closed);
  programme.hold(2, 6, SessionState::closed);
  programme.hold(3, 7, SessionState::closed);
  const ReportFacts facts = programme.report("2026-W47", "2026-11-22");
  REQUIRE(facts.year);
  CHECK(facts.year->period.text == "2026-01-01..2026-11-22");
  CHECK(facts.year->figures.group_sessions == 2);
  CHECK(facts.year->goes_on);
  CHECK_FALSE(programme.report("2026-W47", "2026-11-23").year->goes_on);
}

TEST_CASE("categories are listed in the programme's order, then those only facts of the periods know") {
  Programme programme;
  CatalogueSet listed;
  listed.type = CatalogueType::category;
  listed.code = "senior";
  programme.say(listed);
  const SessionId old = programme.hold(1, -800, SessionState::closed), now = programme.hold(2, 0, SessionState::closed);
  programme.say(CheckInRecorded{old, numbered<ParticipantId>(1), "forgotten", "", "", CheckInWay::self});
  programme.say(CheckInRecorded{now, numbered<ParticipantId>(2), "adult", "", "", CheckInWay::self});
  const ReportFacts facts = programme.report();
  std::vector<std::string> codes;
  for (const TallyWords::Category& category : facts.categories) codes.push_back(category.code);
  CHECK(codes == std::vector<std::string>{"senior", "adult", "unknown"});
}

TEST_CASE("behind a cell that nothing has stands nobody") {
  Programme programme;
  programme.hold(1, 0, SessionState::closed);
  const Period week = parse_period("2026-W47").value();
  const auto behind = [&](const char* code) {
    return read_sessions(programme.log.db(), programme.log.programme(), week, CellAsked{Dimension::activity, code})
        .value()
        .size();
  };
  CHECK(behind("yoga") == 1);
  CHECK(behind("walk") == 0);
  CHECK(behind("") == 0);
  CHECK(read_people_behind(programme.log.db(), programme.log.programme(), week, {}).value().empty());
}
