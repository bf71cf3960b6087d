#include <doctest/doctest.h>

#include "tests/support/open_log.h"
#include "tests/support/random_changes.h"

using namespace hk;
using namespace hk::test;

/// Random logs of several devices. A failure prints its seed; HALSOKIOSK_SEED=n runs that one first.

TEST_CASE("the projections do not depend on the order of arrival, nor on repetition") {
  for (std::uint64_t seed = first_seed(), end = seed + 12; seed < end; ++seed) {
    CAPTURE(seed);
    TestProgramme programme;
    RandomChanges changes(programme, seed);
    const std::vector<Authored> all = changes.make(400);
    OpenLog authored(programme.id);
    authored.append_all(all);
    const std::string expected = authored.dump();
    REQUIRE(expected.size() > 1000);
    for (int n = 0; n < 3; ++n) {
      OpenLog other(programme.id);
      other.append_all(changes.shuffled(all));
      REQUIRE(other.dump() == expected);
      REQUIRE(other.db().check_integrity());
    }
  }
}

TEST_CASE("folding the whole log again gives the same projections") {
  for (std::uint64_t seed = first_seed(), end = seed + 6; seed < end; ++seed) {
    CAPTURE(seed);
    TestProgramme programme;
    RandomChanges changes(programme, seed);
    OpenLog log(programme.id);
    log.append_all(changes.shuffled(changes.make(400)));
    const std::string before = log.dump();
    log.rebuild();
    REQUIRE(log.dump() == before);
    log.append_all(changes.make(50));
    const std::string after = log.dump();
    CHECK(after != before);
    log.rebuild();
    REQUIRE(log.dump() == after);
  }
}
