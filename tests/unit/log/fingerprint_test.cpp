#include "sync/log/fingerprint.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/open_log.h"
#include "tests/support/sample_changes.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr std::int64_t now_ms = 1'780'000'000'000;

struct World {
  TestProgramme programme;
  OpenLog log{programme.id};
  Author author{programme, 5};
  Secret key{Bytes(32, 'k')};

  std::vector<Authored> many(std::size_t count) {
    std::vector<Authored> all;
    while (all.size() < count) {
      for (const ChangeBody& body : one_of_every_kind()) all.push_back(author.make(body));
    }
    all.resize(count);
    return all;
  }
  [[nodiscard]] Fingerprint sum_of(OpenLog& of, std::size_t slice = 1000) const {
    LogSum sum = kept_sum(of.db(), of.programme(), now_ms);
    const std::int64_t end = log_end(of.db(), of.programme(), Along::rows);
    while (!add_to_sum(of.db(), of.programme(), Along::rows, key, end, slice, sum)) {
    }
    return sum.fingerprint;
  }
};

}  // namespace

TEST_CASE("a log's sum does not depend on the order its changes came in, or on the slices it is read in") {
  World world;
  std::vector<Authored> all = world.many(60);
  OpenLog other(world.programme.id);
  world.log.append_all(all);
  std::reverse(all.begin(), all.end());
  other.append_all(all);
  const Fingerprint sum = world.sum_of(world.log);
  CHECK(sum.count == 60);
  for (const std::size_t slice : {1, 7, 59, 60}) CHECK(world.sum_of(other, slice) == sum);
  const Secret another_key(Bytes(32, 'o'));
  LogSum keyed{now_ms, 0, {}};
  CHECK(add_to_sum(other.db(), other.programme(), Along::rows, another_key, 60, 100, keyed));
  CHECK(keyed.fingerprint.count == 60);
  CHECK_FALSE(keyed.fingerprint == sum);
}

TEST_CASE("a log's sum shows a change that is missing, altered or one too many") {
  World world;
  const std::vector<Authored> all = world.many(30);
  world.log.append_all(all);
  const Fingerprint whole = world.sum_of(world.log);
  OpenLog without(world.programme.id), with(world.programme.id), altered(world.programme.id);
  without.append_all(std::span(all).first(29));
  with.append_all(all);
  with.append_all(std::vector{world.author.make(CheckInWithdrawn{})});
  CHECK_FALSE(world.sum_of(without) == whole);
  CHECK_FALSE(world.sum_of(with) == whole);
  altered.append_all(all);
  CHECK(world.sum_of(altered) == whole);
  altered.db().execute("UPDATE change SET sealed_digest = randomblob(32) WHERE change = 7");
  CHECK_FALSE(world.sum_of(altered) == whole);
}

TEST_CASE("erasing somebody leaves the sum as it is") {
  World world;
  const auto person = numbered<ParticipantId>(7);
  ParticipantDetails details;
  details.identity = {"Ada", "", "", std::nullopt};
  const Authored named = world.author.make(ParticipantSet{person, details});
  const Authored erased = world.author.make(ParticipantErased{person});
  world.log.append_all(std::vector{named, erased});
  OpenLog other(world.programme.id);
  Authored emptied = named;
  emptied.envelope.record.sealed.clear();
  other.append_all(std::vector{emptied, erased});
  CHECK(world.sum_of(world.log) == world.sum_of(other));
}

TEST_CASE("a sum is carried on from where it was kept, for a day, and along a server's feed alike") {
  World world;
  std::vector<Authored> all = world.many(20);
  for (std::size_t n = 0; n < all.size(); ++n) all[n].envelope.position = n + 1;
  world.log.append_all(std::span(all).first(12));
  Database& db = world.log.db();
  const ProgrammeRef programme = world.log.programme();
  LogSum sum = kept_sum(db, programme, now_ms);
  CHECK_FALSE(add_to_sum(db, programme, Along::feed, world.key, 20, 5, sum));
  keep_sum(db, programme, sum);
  world.log.append_all(std::span(all).subspan(12));
  LogSum later = kept_sum(db, programme, now_ms + log_sum_kept_ms - 1);
  CHECK(later.through == 5);
  CHECK(later.begun_ms == now_ms);
  CHECK(add_to_sum(db, programme, Along::feed, world.key, 20, 100, later));
  db.execute("DELETE FROM log_sum");
  CHECK(later.fingerprint == world.sum_of(world.log));
  keep_sum(db, programme, later);
  CHECK(kept_sum(db, programme, now_ms + log_sum_kept_ms).through == 0);
  CHECK(kept_sum(db, programme, now_ms - 1).through == 0);
}

TEST_CASE("a range holds the changes of its ids and no others, in their order") {
  World world;
  const std::vector<Authored> all = world.many(20);
  world.log.append_all(all);
  Database& db = world.log.db();
  const ProgrammeRef programme = world.log.programme();
  const auto ids = [&](const IdRange& range, std::size_t most, std::int64_t last_row = all_rows) {
    std::vector<ChangeId> found;
    for (const IdPrint& one : prints_in(db, programme, world.key, range, most, last_row)) found.push_back(one.id);
    return found;
  };
  const IdRange everything{};
  CHECK(ids(everything, 100).size() == 20);
  CHECK(ids(everything, 3) == std::vector{all[0].change.id, all[1].change.id, all[2].change.id});
  CHECK(ids({all[4].change.id, all[6].change.id}, 100) == std::vector{all[4].change.id, all[5].change.id});
  CHECK(ids({all[18].change.id, std::nullopt}, 100, 19) == std::vector{all[18].change.id});
  Fingerprint sum;
  for (const IdPrint& one : prints_in(db, programme, world.key, everything, 100)) sum += one.fingerprint;
  CHECK(sum == world.sum_of(world.log));
  const auto found = find_change(db, programme, all[9].change.id);
  REQUIRE(found);
  CHECK(found->row == 10);
  CHECK(found->envelope.record == all[9].envelope.record);
  CHECK_FALSE(find_change(db, programme, numbered<ChangeId>(1)));
}
