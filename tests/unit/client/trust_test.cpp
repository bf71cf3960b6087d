#include "tests/support/bytes.h"
#include "tests/support/numbered.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

/// Whom a device believes, what makes it stop, and what it forgets.
namespace {

const ProgrammeSet setting{{{"small_cell", "7"}}};

struct Two {
  World world;
  Device& office = world.add_founder();
  Device& kiosk = world.add_member();
  SigningKey amina = SigningKey::generate();

  Two() { world.sync(kiosk).value(); }
  CoordinatorGranted grant() const { return {numbered<StaffId>(31), amina.public_key}; }
  CoordinatorWithdrawn withdrawal() const { return {numbered<StaffId>(31), amina.public_key}; }
  void sync_both() {
    REQUIRE(world.sync(office).has_value());
    REQUIRE(world.sync(kiosk).has_value());
  }
  /// Recorded and pushed under a programme key that the kiosk has not got yet.
  ChangeId append_under(const ProgrammeKey& key, ChangeBody body, const SigningKey& signer) {
    const Change change = office.make_change(std::move(body));
    office.append_record(office.author(change, signer, key), change);
    office.verifier.add_mac_key(key.id(), key.subkey(Purpose::mac));
    return change.id;
  }
};

bool on_disk(const Device& device, const Bytes& bytes) {
  return file_bytes(device.db.path()).find(bytes) != Bytes::npos ||
         file_bytes(device.db.path() + "-wal").find(bytes) != Bytes::npos;
}

/// Changes every page on its way.
void change_pages(World& world, std::function<void(PullResponse&)> change) {
  world.on_the_way = [change = std::move(change)](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::pull || reply.status != 200) return reply;
    PullResponse page = value_of(
        decode_pull_response(reply.compressed ? value_of(inflate(reply.body, body_inflated_max)) : reply.body));
    change(page);
    reply.body = encode(page);
    reply.compressed = false;
    return reply;
  };
}

}  // namespace

TEST_CASE("a device believes a coordinator from the grant in the feed to the withdrawal in the feed") {
  Two two;
  const ChangeId grant = two.office.append(two.grant());
  const ChangeId by_amina = two.office.append_signed(setting, two.amina);
  two.sync_both();
  CHECK(two.kiosk.holds(grant));
  CHECK(two.kiosk.holds(by_amina));
  two.office.append(two.withdrawal());
  two.sync_both();
  CHECK_FALSE(two.kiosk.verifier.is_coordinator(two.amina.public_key));
  CHECK(two.kiosk.status().refused == 0);
  // Read again from the start: what was believed in its time is no refusal now.
  {
    Transaction transaction(two.kiosk.db);
    succeeds(SyncClient::read_feed_again(two.kiosk.db));
    transaction.commit();
  }
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.kiosk.status().refused == 0);
  CHECK(two.kiosk.holds(by_amina));
}

TEST_CASE("a page that could not be stored teaches nothing") {
  Two two;
  two.office.append(two.grant());
  REQUIRE(two.world.sync(two.office).has_value());
  two.kiosk.db.execute("PRAGMA max_page_count = 1");
  for (int n = 0; n < 200; ++n) two.office.check_in();
  REQUIRE(two.world.sync(two.office).has_value());
  CHECK(two.world.sync(two.kiosk).error().code == ErrorCode::disk_full);
  CHECK_FALSE(two.kiosk.verifier.is_coordinator(two.amina.public_key));
  two.kiosk.db.execute("PRAGMA max_page_count = 1000000");
  two.world.clock.advance(600'000);
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.kiosk.verifier.is_coordinator(two.amina.public_key));
}

TEST_CASE("what was made with a key that comes later is taken in once the key is there, rulings included") {
  Two two;
  const ProgrammeKey second = ProgrammeKey::generate();
  two.append_under(second, two.grant(), two.world.programme->root);
  const ChangeId by_amina = two.append_under(second, setting, two.amina);
  const Hlc ahead = Hlc::of(two.world.clock.wall_ms() + 3'600'000, 0);
  Change early = two.office.make_change(two.office.check_in_body());
  early.hlc = ahead;
  two.office.append_record(two.office.author(early, two.world.programme->root, second), early);
  two.sync_both();
  CHECK(two.kiosk.status().refused == 3);
  CHECK(two.kiosk.changes() == 0);
  CHECK_FALSE(value_of(two.kiosk.client->retry_refused()));
  CHECK(two.kiosk.status().refused == 3);
  two.kiosk.verifier.add_mac_key(second.id(), second.subkey(Purpose::mac));
  CHECK(value_of(two.kiosk.client->retry_refused()));
  CHECK(two.kiosk.status().refused == 0);
  CHECK(two.kiosk.holds(by_amina));
  CHECK(value_of(two.kiosk.log.canonical_dump()) == value_of(two.office.log.canonical_dump()));
  CHECK(value_of(two.kiosk.log.accepted(two.kiosk.ref, early.id)).has_value());
}

TEST_CASE("a grant that comes late makes the device look again at what it refused") {
  Two two;
  two.office.append(two.grant());
  const ChangeId by_amina = two.office.append_signed(setting, two.amina);
  REQUIRE(two.world.sync(two.office).has_value());
  // A server that withholds the grant at first.
  change_pages(two.world, [](PullResponse& page) {
    if (!page.entries.empty()) page.entries.erase(page.entries.begin());
    page.fingerprint.reset();
  });
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK_FALSE(two.kiosk.holds(by_amina));
  CHECK(two.kiosk.status().refused == 1);
  two.world.on_the_way = nullptr;
  {
    Transaction transaction(two.kiosk.db);
    succeeds(SyncClient::read_feed_again(two.kiosk.db));
    transaction.commit();
  }
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.kiosk.holds(by_amina));
  CHECK(two.kiosk.status().refused == 0);
}

TEST_CASE("a device that reads its own revocation, signed, fetches nothing more and still hands over what it has") {
  Two two;
  two.office.append(DeviceRevoked{two.kiosk.own.device});
  two.office.check_in();
  two.sync_both();
  CHECK(two.kiosk.is_revoked());
  CHECK(two.kiosk.status().revoked);
  CHECK(two.kiosk.changes() == 1);
  CHECK_FALSE(two.kiosk.client->next_due_ms().has_value());
  two.kiosk.check_in();
  CHECK(two.kiosk.status().pending == 1);
  const int before = two.world.requests;
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.world.requests == before + 1);
  CHECK(two.kiosk.status().pending == 0);
}

TEST_CASE("of a page that goes on after the device's revocation nothing more is stored") {
  Two two;
  two.office.append(DeviceRevoked{two.kiosk.own.device});
  two.office.add_person("Ada");
  REQUIRE(two.world.sync(two.office).has_value());
  // A server that has not understood.
  {
    Database db = value_of(ServerStore::open(two.world.server_path()));
    db.execute("DELETE FROM revoked_device");
  }
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.kiosk.is_revoked());
  CHECK(two.kiosk.changes() == 1);
}

TEST_CASE("an erasure that comes with the feed is off the device's disk before the next question") {
  Two two;
  const ParticipantId ada = two.office.add_person("Ada");
  two.sync_both();
  const Bytes sealed = [&] {
    Statement query = two.kiosk.db.statement("SELECT sealed FROM change WHERE sealed IS NOT NULL");
    REQUIRE(query.step());
    return Bytes(query.blob(0));
  }();
  CHECK(on_disk(two.kiosk, sealed));
  two.office.append(ParticipantErased{ada});
  REQUIRE(two.world.sync(two.office).has_value());
  Database reader = value_of(Database::open(two.kiosk.db.path(), OpenMode::read_only, device_schema()));
  {
    const ReadSnapshot snapshot(reader);
    CHECK(count(reader, "SELECT count(*) FROM change") == 1);
    REQUIRE(two.world.sync(two.kiosk).has_value());
    CHECK(value_of(two.kiosk.client->waits_for_sweep()));
    // Its cursor would tell the server that the erasure is done.
    const int asked = two.world.requests;
    CHECK(two.world.sync(two.kiosk).error().code == ErrorCode::busy);
    CHECK(two.world.requests == asked);
    // What it records itself is sent all the same.
    two.kiosk.check_in();
    CHECK(two.world.sync(two.kiosk).error().code == ErrorCode::busy);
    CHECK(two.world.requests == asked + 1);
  }
  two.world.clock.advance(1000);
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK_FALSE(value_of(two.kiosk.client->waits_for_sweep()));
  CHECK_FALSE(on_disk(two.kiosk, sealed));
}

TEST_CASE("what is refused about an erased person loses its sealed part, before the erasure and after") {
  Two two;
  const ProgrammeKey second = ProgrammeKey::generate();
  const ParticipantId ada = two.office.add_person("Ada");
  ParticipantDetails details;
  details.identity = {"Ada L", "", "", std::nullopt};
  two.append_under(second, ParticipantSet{ada, details}, two.world.programme->root);
  two.append_under(second, ParticipantSet{numbered<ParticipantId>(5), details}, two.world.programme->root);
  two.sync_both();
  const auto sealed_refused = [&] {
    return count(two.kiosk.db, "SELECT count(*) FROM refused WHERE length(sealed) > 0");
  };
  CHECK(sealed_refused() == 2);
  two.office.append(ParticipantErased{ada});
  two.sync_both();
  CHECK(two.kiosk.status().refused == 2);
  CHECK(sealed_refused() == 1);
  two.append_under(second, ParticipantSet{ada, details}, two.world.programme->root);
  two.sync_both();
  CHECK(two.kiosk.status().refused == 3);
  CHECK(sealed_refused() == 1);
}

TEST_CASE("a device that forgot the names gets them back by reading again, also with a page on its way") {
  Two two;
  two.office.add_person("Ada");
  two.sync_both();
  const auto sealed = [&] { return count(two.kiosk.db, "SELECT count(sealed) FROM change"); };
  CHECK(sealed() == 1);
  two.office.add_person("Bo");
  REQUIRE(two.world.sync(two.office).has_value());
  two.kiosk.client->hurry();
  const auto asked = value_of(two.kiosk.client->due_requests());
  REQUIRE(asked.size() == 1);
  const SyncReply late = two.world.carry(asked[0]);
  {
    Transaction transaction(two.kiosk.db);
    succeeds(two.kiosk.log.forget_sealed(two.kiosk.ref, two.kiosk.own.device, two.kiosk.own.epoch, 0));
    succeeds(SyncClient::read_feed_again(two.kiosk.db));
    transaction.commit();
  }
  CHECK(sealed() == 0);
  CHECK_FALSE(value_of(two.kiosk.client->on_reply(late)));
  const SyncRound round = value_of(two.world.sync(two.kiosk));
  CHECK(round.changed);
  CHECK(sealed() == 2);
  CHECK(two.kiosk.changes() == 2);
}

TEST_CASE("a server that goes on denying what it acknowledged is not told the same without a pause") {
  Two two;
  two.kiosk.check_in();
  two.sync_both();
  change_pages(two.world, [](PullResponse& page) { page.received_through = 0; });
  const int before = two.world.requests;
  CHECK(two.world.sync(two.kiosk).error().code == ErrorCode::busy);
  CHECK(two.world.requests - before <= 5);
  CHECK(two.kiosk.client->next_due_ms().has_value());
  two.world.on_the_way = nullptr;
  two.world.clock.advance(600'000);
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.kiosk.status().pending == 0);
  CHECK(two.world.server_changes() == 1);
}

TEST_CASE("a restored server gives positions to other changes than before, and they are taken all the same") {
  Two two;
  const ChangeId before = two.office.check_in();
  two.sync_both();
  const ChangeId after = two.office.check_in();
  REQUIRE(two.world.sync(two.office).has_value());
  change_pages(two.world, [](PullResponse& page) {
    for (Envelope& one : page.entries) one.position = 1;
  });
  REQUIRE(two.world.sync(two.kiosk).has_value());
  CHECK(two.kiosk.holds(before));
  CHECK(two.kiosk.holds(after));
}
