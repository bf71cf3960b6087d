#include <doctest/doctest.h>

#include "tests/support/open_log.h"

using namespace hk;
using namespace hk::test;

namespace {

ExportRecorded export_of(const char* period) {
  return {period, false, 5, {{"total", {{"", {{12, 12, Shown::shown}, {3, 0, Shown::hidden}}}}}}};
}

}  // namespace

TEST_CASE("exports are read oldest first, whatever order they arrived in") {
  TestProgramme programme;
  Author author(programme, 5);
  OpenLog log(programme.id);
  const Authored first = author.make(export_of("2026-W46")), second = author.make(export_of("2026-W47"));
  log.append(second).value();
  log.append(first).value();
  const auto exports = read_exports(log.db(), log.programme()).value();
  REQUIRE(exports.size() == 2);
  CHECK(exports[0].record == export_of("2026-W46"));
  CHECK(exports[0].made_ms == first.change.wall_ms);
  CHECK(exports[1].id == second.change.id);
}

TEST_CASE("a rebuild finds the same exports") {
  TestProgramme programme;
  Author author(programme, 5);
  OpenLog log(programme.id);
  log.append(author.make(export_of("2026-W46"))).value();
  const std::string before = log.dump();
  CHECK(before.find("2026-W46") != std::string::npos);
  log.rebuild();
  CHECK(log.dump() == before);
}
