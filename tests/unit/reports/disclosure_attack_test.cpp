#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "sync/reports/disclosure.h"
#include "tests/support/seed.h"
#include "tests/unit/reports/outside_attack.h"
#include "tests/unit/reports/simulated_programme.h"

using namespace hk;
using test::AttackedCell;

/// HALSOKIOSK_ATTACK_WEEKS says how much of a year; 53 is all of it, for some minutes.
namespace {

int weeks_attacked() {
  const char* given = std::getenv("HALSOKIOSK_ATTACK_WEEKS");
  return given != nullptr ? std::atoi(given) : 11;
}

LocalDate date(const char* text) { return parse_date(text).value(); }
constexpr int few = 4;

/// A year of a programme, and what leaves it.
struct Year {
  test::SimulatedProgramme programme;
  LocalDate end;
  std::vector<ExportRecorded> exports = {};

  Year(std::uint64_t seed, test::SimulatedProgramme::Size size, int weeks)
      : programme(seed, size, date("2025-09-01"), date("2027-01-03")), end(date("2026-01-05").plus(7 * weeks)) {}

  /// Each Monday the week, each third of a month the month, half-years and the year, and now and then an old one again.
  void leave_as_due() {
    for (LocalDate today = date("2026-01-05"); today <= end; today = today.plus(1)) {
      for (const Period& period : due(today)) leave(period, today);
    }
  }

  /// Everything on the last day, months before weeks and weeks before months.
  void leave_in_any_order(std::uint64_t seed) {
    std::vector<Period> periods;
    for (LocalDate day = date("2026-01-05"); day < end; day = day.plus(1)) {
      for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month}) {
        const Period period = period_holding(day, kind);
        if (period.from == day && period.to <= end) periods.push_back(period);
      }
    }
    std::shuffle(periods.begin(), periods.end(), std::mt19937_64(seed));
    for (const Period& period : periods) leave(period, end);
  }

  static std::vector<Period> due(LocalDate today) {
    std::vector<Period> periods;
    const std::string text = to_text(today);
    if (iso_weekday(today) == 1) periods.push_back(last_complete_week(today));
    if (iso_weekday(today) == 4 && today.days % 3 == 0)
      periods.push_back(week_of(today.plus(-7 * (2 + today.days % 4))));
    if (text.ends_with("-03") && text > "2026-02")
      periods.push_back(parse_period(to_text(today.plus(-9)).substr(0, 7)).value());
    if (text.ends_with("-20") && text > "2026-03")
      periods.push_back(parse_period(to_text(today.plus(-60)).substr(0, 7)).value());
    if (text == "2026-07-05") periods.push_back(parse_period("2026-H1").value());
    if (text == "2027-01-06") periods.push_back(parse_period("2026-H2").value());
    if (text == "2027-01-09") periods.push_back(parse_period("2026").value());
    return periods;
  }

  void leave(const Period& period, LocalDate today) {
    const ReportFacts facts = programme.facts(period, today, untold_beside(period, exports, today));
    const auto report = external_report(facts, {}, exports);
    REQUIRE(report);
    exports.push_back(export_record(facts, *report));
  }

  /// What a figure comes to on the last day.
  std::int64_t truth(const AttackedCell& cell) {
    static const std::map<std::string, Dimension> tables = {{"workshop", Dimension::workshop},
                                                            {"activity", Dimension::activity},
                                                            {"site", Dimension::site},
                                                            {"category", Dimension::category}};
    const Breakdown by = cell.table.empty() ? Breakdown{} : Breakdown{tables.at(cell.table)};
    auto [found, is_new] = tallies_.try_emplace({cell.period, cell.table});
    if (is_new) found->second = programme.tally(parse_period(cell.period).value(), by, end);
    const auto value = figures()[cell.figure].value;
    if (by.empty()) return found->second.*value;
    for (const TallyCell& one : found->second.cells) {
      if (programme.values(by[0])[one.key[0]].code == cell.row) return one.figures.*value;
    }
    return 0;
  }

  std::vector<std::string> narrowed() {
    const ReportFacts last = programme.facts(week_of(end), end);
    test::OutsideAttack attack(exports, last, [&](const AttackedCell& cell) { return truth(cell); });
    std::vector<std::string> found;
    for (const auto& left : attack.narrowed(few)) {
      found.push_back(left.cell.period + " " + left.cell.table + " " + left.cell.row + " " +
                      std::string(figures()[left.cell.figure].code) + " is from " + std::to_string(left.low) + " to " +
                      std::to_string(left.high) + " and truly " + std::to_string(truth(left.cell)));
    }
    MESSAGE(exports.size() << " exports, " << attack.looked_at() << " hidden figures of few people attacked, "
                           << found.size() << " narrowed down");
    return found;
  }

 private:
  std::map<std::pair<std::string, std::string>, Tally> tallies_;
};

void check_none(const std::vector<std::string>& found) {
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 12); ++i) CHECK_MESSAGE(false, found[i]);
  CHECK(found.empty());
}

}  // namespace

TEST_CASE("all exports of a year together narrow down no hidden figure of few people") {
  const std::uint64_t seed = test::first_seed();
  CAPTURE(seed);
  Year year(seed, {.late = 0}, weeks_attacked());
  year.leave_as_due();
  check_none(year.narrowed());
}

TEST_CASE("nor in whatever order weeks and months leave") {
  const std::uint64_t seed = test::first_seed();
  CAPTURE(seed);
  Year year(seed, {.late = 0}, weeks_attacked());
  year.leave_in_any_order(seed);
  check_none(year.narrowed());
}

TEST_CASE("nor where check-ins arrive late and are taken back between exports") {
  const std::uint64_t seed = test::first_seed();
  CAPTURE(seed);
  Year year(seed, {.late = 0.03}, weeks_attacked());
  year.leave_as_due();
  check_none(year.narrowed());
  check_none(test::small_changes(year.exports, few));
}
