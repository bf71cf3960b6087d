#include "sync/client/reconcile.h"
#include "tests/support/bytes.h"
#include "tests/unit/client/comparing.h"

using namespace hk;
using namespace hk::test;

namespace {

/// Check-ins that only devices with `key` believe.
void check_in_under(const ProgrammeKey& key, const World& world, Device& author, int how_many) {
  Transaction transaction(author.db);
  std::uint64_t seq = value_of(SyncClient::next_seq(author.db));
  author.verifier.add_mac_key(key.id(), key.subkey(Purpose::mac));
  for (int i = 0; i < how_many; ++i, ++seq) {
    const Change change = author.make_change(author.check_in_body());
    const ChangeRecord record = author.author(change, world.programme->root, key);
    REQUIRE(author.log.append(author.ref, {record, author.own.device, author.own.epoch, seq, {}, 0, 0}, change));
  }
  transaction.commit();
  author.client->hurry();
}

}  // namespace

TEST_CASE("what is missing is found among many changes that are refused") {
  World world;
  Device& author = world.add_founder();
  Device& reader = world.add_member();
  author.check_in();
  check_in_under(ProgrammeKey::generate(), world, author, 3 * static_cast<int>(compare_ids_max));
  const ChangeId lost = author.check_in();
  settle(world, author);
  settle(world, reader);
  lose(reader.db, lost);
  let_a_day_pass(world);
  const int comparisons = count_comparisons(world, [&] { settle(world, reader); });
  CHECK(comparisons < 10);
  CHECK(reader.holds(lost));
  CHECK(reader.status().agrees);
}

TEST_CASE("what was refused about a person who is erased is on no disk, whether it is ever believed or not") {
  for (const bool believed : {false, true}) {
    World world;
    Device& author = world.add_founder();
    Device& reader = world.add_member();
    const ProgrammeKey newer = ProgrammeKey::generate();
    author.verifier.add_mac_key(newer.id(), newer.subkey(Purpose::mac));
    ParticipantDetails details;
    details.identity = {"Ada Lovelace", "", "", std::nullopt};
    const auto ada = make_id<ParticipantId>(world.clock, world.random);
    const Change change = author.make_change(ParticipantSet{ada, details});
    const ChangeRecord record = author.author(change, world.programme->root, newer);
    author.append_record(record, change);
    settle(world, author);
    settle(world, reader);
    REQUIRE(reader.status().refused == 1);
    if (believed) {
      // Nothing tells of whom it speaks before it is believed: the erasure alone comes first.
      Transaction transaction(reader.db);
      const Change erasure = author.make_change(ParticipantErased{ada});
      const Envelope envelope{author.author(erasure), author.own.device, 7, 1, {}, 0, 0};
      REQUIRE(value_of(reader.log.append(reader.ref, envelope, erasure)) == Appended::added);
      transaction.commit();
    }
    reader.db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    if (believed) {
      reader.verifier.add_mac_key(newer.id(), newer.subkey(Purpose::mac));
      REQUIRE(reader.client->retry_refused());
    } else {
      author.append(ParticipantErased{ada});
      settle(world, author);
    }
    settle(world, reader);
    for (const char* suffix : {"", "-wal"}) {
      CHECK(file_bytes(world.dir.file("device1.db") + suffix).find(record.sealed) == Bytes::npos);
    }
  }
}

TEST_CASE("what was refused and made way before its person was erased is on no disk either") {
  World world;
  Device& author = world.add_founder();
  Device& reader = world.add_member();
  const ProgrammeKey newer = ProgrammeKey::generate();
  ParticipantDetails details;
  details.identity = {"Ada Lovelace", "", "", std::nullopt};
  const auto ada = make_id<ParticipantId>(world.clock, world.random);
  const Change change = author.make_change(ParticipantSet{ada, details});
  const ChangeRecord unbelieved = author.author(change, world.programme->root, newer);
  const Change other = author.make_change(
      CheckInRecorded{make_id<SessionId>(world.clock, world.random), ada, "adult", "", "", CheckInWay::self});
  const ChangeRecord good = author.author(other);
  settle(world, reader);
  for (const ChangeRecord& record : {unbelieved, good}) {
    REQUIRE(reader.client->take_in_by_hand({Envelope{record, author.own.device, 7, 1, {}, 0, 0}}));
  }
  REQUIRE(reader.status().refused == 0);
  author.append(ParticipantErased{ada});
  settle(world, author);
  settle(world, reader);
  CHECK(file_bytes(world.dir.file("device1.db-wal")).find(unbelieved.sealed) == Bytes::npos);
}

TEST_CASE("what a device refuses counts as held, is bounded, and comes back when it can be believed") {
  World world;
  Device& author = world.add_founder();
  Device& reader = world.add_member();
  const ProgrammeKey newer = ProgrammeKey::generate();
  check_in_under(newer, world, author, 5);
  settle(world, author);
  settle(world, reader);
  CHECK(reader.status().refused == 5);
  CHECK(reader.status().agrees);
  check_in_under(newer, world, author, client_tuning::refused_changes_max + 300);
  settle(world, author);
  settle(world, reader);
  CHECK(reader.status().refused == client_tuning::refused_changes_max);
  reader.verifier.add_mac_key(newer.id(), newer.subkey(Purpose::mac));
  CHECK(value_of(reader.client->retry_refused()));
  CHECK(reader.changes() == client_tuning::refused_changes_max);
  settle(world, reader);
  CHECK(reader.changes() == client_tuning::refused_changes_max + 305);
  CHECK(reader.status().refused == 0);
  CHECK(reader.status().agrees);
}
