#include <doctest/doctest.h>

#include "tests/support/open_log.h"
#include "tests/support/random_changes.h"

using namespace hk;
using namespace hk::test;

/// A log whose folds come after the acknowledgement, as a server's do.
namespace {

void append_later(OpenLog& log, std::span<const Authored> all) {
  Transaction transaction(log.db());
  for (const Authored& one : all)
    (void)log.log().append(log.programme(), one.envelope, one.change, Folding::later).value();
  transaction.commit();
}

/// One turn; false while there is more.
bool fold_some(OpenLog& log, std::size_t changes_max) {
  Transaction transaction(log.db());
  const bool done = log.log().catch_up(changes_max).value();
  transaction.commit();
  return done;
}

}  // namespace

TEST_CASE("folded late and in turns, a log gives the same projections as folded at once") {
  for (std::uint64_t seed = first_seed(), end = seed + 6; seed < end; ++seed) {
    CAPTURE(seed);
    TestProgramme programme;
    RandomChanges changes(programme, seed);
    std::vector<Authored> all = changes.make(400);
    OpenLog at_once(programme.id);
    at_once.append_all(all);
    OpenLog later(programme.id);
    all = changes.shuffled(std::move(all));
    for (std::span<const Authored> rest = all; !rest.empty();) {
      const std::size_t size = std::min(rest.size(), 1 + changes.random().below(60));
      append_later(later, rest.first(size));
      rest = rest.subspan(size);
      if (changes.random().one_in(2)) (void)fold_some(later, 7);
    }
    CHECK(later.dump() != at_once.dump());
    REQUIRE(later.log().catch_up());
    REQUIRE(later.dump() == at_once.dump());
    CHECK(fold_some(later, 1));
    later.rebuild();
    REQUIRE(later.dump() == at_once.dump());
  }
}

TEST_CASE("a turn that is undone is done again, and one that was folded at once is none the worse") {
  TestProgramme programme;
  RandomChanges changes(programme, 5);
  const std::vector<Authored> all = changes.make(200);
  OpenLog at_once(programme.id), later(programme.id);
  at_once.append_all(all);
  append_later(later, std::span(all).first(100));
  {
    const Transaction undone(later.db());
    CHECK_FALSE(later.log().catch_up(50).value());
  }
  later.append_all(std::span(all).subspan(100));
  REQUIRE(later.log().catch_up());
  CHECK(later.dump() == at_once.dump());
}

TEST_CASE("whom to believe and what to empty never lags behind") {
  TestProgramme programme;
  Author author(programme, 1);
  const auto ada = numbered<ParticipantId>(7);
  const auto device = numbered<DeviceId>(8);
  ParticipantDetails details;
  details.identity = {"Ada", "", "", std::nullopt};
  OpenLog log(programme.id);
  const std::vector<Authored> all{
      author.make(CoordinatorGranted{numbered<StaffId>(1), SigningKey::generate().public_key}),
      author.make(DeviceRevoked{device}), author.make(ParticipantSet{ada, details}),
      author.make(CheckInRecorded{numbered<SessionId>(1), ada, "adult", "", "", CheckInWay::self}),
      author.make(ParticipantErased{ada})};
  append_later(log, all);
  CHECK(log.number("SELECT count(*) FROM coordinator_grant") == 1);
  CHECK(log.log().revoked_at(log.programme(), device).value().has_value());
  CHECK(log.number("SELECT count(sealed) FROM change") == 0);
  CHECK(log.number("SELECT count(*) FROM check_in") == 0);
  REQUIRE(log.log().catch_up());
  CHECK(log.number("SELECT count(*) FROM check_in") == 1);
}
