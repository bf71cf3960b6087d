#include <doctest/doctest.h>

#include "tests/support/open_log.h"

using namespace hk;
using namespace hk::test;

namespace {

CatalogueSet activity(const char* code, const char* workshop) {
  CatalogueSet set;
  set.type = CatalogueType::activity;
  set.code = code;
  set.workshop = workshop;
  return set;
}

struct Held {
  TestProgramme programme;
  Author author{programme, 5};
  OpenLog log{programme.id};

  void session(std::uint64_t number, std::int32_t date, const char* activity, std::optional<SessionState> state) {
    SessionSet set;
    set.session = numbered<SessionId>(number);
    set.what = {"women", activity, "library", SessionKind::group};
    set.when = {date, 60, date * 86'400'000LL, std::nullopt};
    log.append(author.make(set)).value();
    if (state) log.append(author.make(SessionStateSet{set.session, *state, std::nullopt})).value();
  }
  [[nodiscard]] ReportFacts read(const char* period) {
    const ReportAsked asked{.period = parse_period(period).value(), .today = {}, .held = true};
    return read_report(log.db(), log.programme(), asked).value();
  }
};

}  // namespace

TEST_CASE(
    "a report knows, where it is asked, what everybody knows: when something was held, and to which workshop an "
    "activity belongs") {
  Held held;
  held.log.append(held.author.make(activity("yoga", "women"))).value();
  held.log.append(held.author.make(activity("visit", ""))).value();
  const std::int32_t monday = parse_period("2026-W47").value().from.days;
  held.session(1, monday, "yoga", SessionState::closed);
  held.session(2, monday, "yoga", SessionState::running);  // the same to everybody
  held.session(3, monday + 90, "visit", SessionState::closed);
  held.session(4, monday + 1, "visit", SessionState::cancelled);
  held.session(5, monday + 2, "visit", std::nullopt);  // planned, and nobody came to start it
  const ReportFacts facts = held.read("2026-W47");
  CHECK(facts.workshop_of == std::map<std::string, std::string>{{"yoga", "women"}});
  REQUIRE(facts.held.size() == 2);
  CHECK(facts.held[0].date.days == monday);
  CHECK(facts.held[0].activity == "yoga");
  CHECK(facts.held[0].workshop == "women");
  CHECK(facts.held[0].site == "library");
  CHECK(facts.held[1].date.days == monday + 90);
}
