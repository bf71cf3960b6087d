#include <doctest/doctest.h>

#include "sync/domain/tally.h"

using namespace hk;

namespace {

constexpr std::uint16_t child = 0, adult = 1, unknown = 2;
constexpr std::uint32_t ada = 0, bo = 1;
constexpr Rank yoga = 0, sewing = 1;

struct Sheet {
  struct Row {
    TallySession session;
    std::vector<TallyCheckIn> check_ins;
  };
  std::vector<Row> rows;

  Row& held(const char* date, int hour = 10, SessionKind kind = SessionKind::group) {
    const std::int32_t days = parse_date(date).value().days;
    Row row;
    row.session.local_date = days;
    row.session.start_ms = (days * 24LL + hour) * 3'600'000;
    row.session.kind = kind;
    row.session.leaders = row.session.partners = {0};
    rows.push_back(std::move(row));
    return rows.back();
  }
  [[nodiscard]] std::vector<TallyCell> cells(Breakdown by, const char* period = "2025-03") const {
    Attendances attendances;
    for (const Row& row : rows) (void)attendances.add(row.session, row.check_ins);
    return tally_of(attendances, parse_period(period).value(), {}, 3, std::move(by)).cells;
  }
};

TallyCheckIn tick(std::uint32_t participant, std::uint16_t category = adult, Rank gender = 0) {
  TallyCheckIn check_in;
  check_in.participant = participant;
  check_in.category = category;
  check_in.gender = gender;
  return check_in;
}

using Categories = std::vector<std::int64_t>;

std::string refusal(const std::vector<std::string>& texts) {
  const auto by = parse_breakdown(texts);
  return by ? "" : by.error().message();
}

}  // namespace

TEST_CASE("a breakdown is one or two different dimensions, in one text or in several") {
  const Breakdown both = {Dimension::goal_area, Dimension::weekday};
  CHECK(parse_breakdown(std::vector<std::string>{"goal_area,weekday"}).value() == both);
  CHECK(parse_breakdown(std::vector<std::string>{"goal_area", "weekday"}).value() == both);
  CHECK(parse_breakdown({}).value().empty());
  CHECK(refusal({"site,site"}) == "site: is asked for twice");
  CHECK(refusal({"site,area", "leader"}).find("at most two") != std::string::npos);
  for (const char* text : {"", ",", "site,", "Site", "site area", "colour"}) {
    CHECK_MESSAGE(refusal({text}).find("not a dimension") != std::string::npos, text);
  }
}

TEST_CASE("each cell is computed on its own: somebody in two counts as unique in both") {
  Sheet sheet;
  sheet.held("2025-03-03").check_ins = {tick(ada), tick(bo)};
  auto& other = sheet.held("2025-03-04");
  other.session.activity = sewing;
  other.check_ins = {tick(ada)};
  const auto cells = sheet.cells({Dimension::activity});
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].key[0] == yoga);
  CHECK(cells[0].figures.unique_participants == 2);
  CHECK(cells[1].figures.unique_participants == 1);
  // Twice in the week, but once at each.
  CHECK(cells[0].figures.recurring_participants == 0);
}

TEST_CASE("a session with two leaders stands in each one's cell, with its headcount and whom it turned away") {
  Sheet sheet;
  auto& shared = sheet.held("2025-03-03");
  shared.session.leaders = {0, 1};
  shared.session.headcount = 10;
  shared.session.turned_away = 2;
  shared.check_ins = {tick(ada)};
  sheet.held("2025-03-04").session.leaders = {1};
  const auto cells = sheet.cells({Dimension::leader});
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].figures.group_sessions == 1);
  CHECK(cells[1].figures.group_sessions == 2);
  for (const TallyCell& cell : cells) {
    CHECK(cell.figures.headcount == 10);
    CHECK(cell.figures.turned_away == 2);
    CHECK(cell.figures.attendances == 1);
  }
}

TEST_CASE("with leaders and partners a session stands in each combination") {
  Sheet sheet;
  auto& shared = sheet.held("2025-03-03");
  shared.session.leaders = {0, 1};
  shared.session.partners = {3, 4};
  const auto cells = sheet.cells({Dimension::partner, Dimension::leader});
  REQUIRE(cells.size() == 4);
  CHECK(cells[0].key == CellKey{3, 0});
  CHECK(cells[3].key == CellKey{4, 1});
}

TEST_CASE("gender is the person's at the last attendance in the rest of the cell, with all attendances there") {
  Sheet sheet;
  sheet.held("2025-03-03").check_ins = {tick(ada, adult, 0)};
  sheet.held("2025-03-05").check_ins = {tick(ada, child, 1)};
  auto& last = sheet.held("2025-03-06");
  last.session.activity = sewing;
  last.check_ins = {tick(ada, adult, 0)};
  const auto all = sheet.cells({Dimension::gender});
  REQUIRE(all.size() == 1);
  CHECK(all[0].key[0] == 0);
  CHECK(all[0].figures.attendances == 3);
  CHECK(all[0].figures.group_sessions == 3);
  const auto by_activity = sheet.cells({Dimension::activity, Dimension::gender});
  REQUIRE(by_activity.size() == 2);
  CHECK(by_activity[0].key == CellKey{yoga, 1});
  CHECK(by_activity[0].figures.attendances == 2);
  CHECK(by_activity[0].figures.by_category == Categories{1, 0, 0});
  CHECK(by_activity[1].key == CellKey{sewing, 0});
}

TEST_CASE("where people are split, sessions are those that somebody of the cell came to") {
  Sheet sheet;
  sheet.held("2025-03-03").check_ins = {tick(ada, child), tick(bo, adult)};
  sheet.held("2025-03-04", 10, SessionKind::event).check_ins = {tick(bo, adult)};
  sheet.held("2025-03-05").session.turned_away = 4;
  const auto cells = sheet.cells({Dimension::category});
  REQUIRE(cells.size() == 2);
  CHECK(cells[child].figures.group_sessions == 1);
  CHECK(cells[child].figures.events == 0);
  CHECK(cells[adult].figures.events == 1);
  CHECK(cells[adult].figures.group_sessions == 1);
  CHECK(cells[adult].figures.turned_away == 0);
}

TEST_CASE("by category a headcount makes a session stand in the cell, by gender it does not") {
  Sheet sheet;
  auto& open = sheet.held("2025-03-03", 10, SessionKind::event).session;
  open.headcount = 50;
  open.by_category = {{child, 50}, {unknown, 0}};
  const auto cells = sheet.cells({Dimension::category});
  REQUIRE(cells.size() == 1);
  CHECK(cells[0].key[0] == child);
  CHECK(cells[0].figures.events == 1);
  CHECK(cells[0].figures.headcount == 50);
  CHECK(cells[0].figures.unique_participants == 0);
  CHECK(sheet.cells({Dimension::gender}).empty());
  CHECK(sheet.cells({Dimension::category, Dimension::area}).empty());
}

TEST_CASE("new in a cell means that the first attendance anywhere lies in the period") {
  Sheet sheet;
  auto& before = sheet.held("2025-02-03");
  before.session.activity = sewing;
  before.check_ins = {tick(ada)};
  sheet.held("2025-03-03").check_ins = {tick(ada), tick(bo)};
  const auto cells = sheet.cells({Dimension::activity});
  REQUIRE(cells.size() == 1);
  CHECK(cells[0].figures.new_participants == 1);
}

TEST_CASE("weekdays go from Monday to Sunday, cells without a session are left out") {
  Sheet sheet;
  sheet.held("2025-03-09");
  sheet.held("2025-03-03");
  const auto cells = sheet.cells({Dimension::weekday});
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].key[0] == 0);
  CHECK(cells[1].key[0] == 6);
}

TEST_CASE("the last complete week is the one before, also on its Sunday and over the turn of the year") {
  CHECK(last_complete_week(parse_date("2026-11-22").value()).text == "2026-W46");
  CHECK(last_complete_week(parse_date("2026-11-23").value()).text == "2026-W47");
  CHECK(last_complete_week(parse_date("2027-01-04").value()).text == "2026-W53");
}
