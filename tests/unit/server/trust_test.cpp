#include <thread>

#include "tests/support/bytes.h"
#include "tests/support/numbered.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

/// Whom the server believes, and what it forgets.
namespace {

const ProgrammeSet setting{{{"small_cell", "7"}}};

struct Coordinators {
  World world;
  Device& office = world.add_founder();
  Device& kiosk = world.add_member();
  SigningKey amina = SigningKey::generate();

  CoordinatorGranted grant() const { return {numbered<StaffId>(31), amina.public_key}; }
  CoordinatorWithdrawn withdrawal() const { return {numbered<StaffId>(31), amina.public_key}; }
  std::int64_t quarantined() { return world.on_server("SELECT count(*) FROM quarantine"); }
};

/// The bytes of the server's store as they lie on the disk.
bool on_disk(World& world, const Bytes& bytes) {
  return file_bytes(world.server_path()).find(bytes) != Bytes::npos ||
         file_bytes(world.server_path() + "-wal").find(bytes) != Bytes::npos;
}

}  // namespace

TEST_CASE("the server takes what a granted coordinator signs, also in the push that brings the grant") {
  Coordinators c;
  c.office.append(c.grant());
  c.office.append_signed(setting, c.amina);
  REQUIRE(c.world.sync(c.office).has_value());
  CHECK(c.world.server_changes() == 2);
  REQUIRE(c.world.sync(c.kiosk).has_value());
  c.kiosk.append_signed(setting, c.amina);
  REQUIRE(c.world.sync(c.kiosk).has_value());
  CHECK(c.world.server_changes() == 3);
  CHECK(c.quarantined() == 0);
}

TEST_CASE("what a coordinator signs after the withdrawal goes to quarantine, and what was taken before stays") {
  Coordinators c;
  c.office.append(c.grant());
  REQUIRE(c.world.sync(c.office).has_value());
  REQUIRE(c.world.sync(c.kiosk).has_value());
  c.kiosk.append_signed(setting, c.amina);
  REQUIRE(c.world.sync(c.kiosk).has_value());
  c.office.append(c.withdrawal());
  REQUIRE(c.world.sync(c.office).has_value());
  c.kiosk.append_signed(setting, c.amina);
  REQUIRE(c.world.sync(c.kiosk).has_value());
  CHECK(c.world.server_changes() == 3);
  CHECK(c.quarantined() == 1);
  // Everything again under another epoch, as after a restore: nothing that was taken is put beside the log.
  {
    Transaction transaction(c.kiosk.db);
    succeeds(SyncClient::begin_epoch(c.kiosk.db, 77));
    transaction.commit();
  }
  REQUIRE(c.world.sync(c.kiosk).has_value());
  CHECK(c.world.server_changes() == 3);
  CHECK(c.world.on_server("SELECT count(*) FROM quarantine WHERE epoch = 77") == 1);
  CHECK(c.kiosk.status().pending == 0);
}

TEST_CASE("a code is given to whoever is coordinator now") {
  Coordinators c;
  REQUIRE(request_code(c.office.db, c.world.programme->root, c.world.exchange()).has_value());
  CHECK(request_code(c.kiosk.db, c.amina, c.world.exchange()).error().code == ErrorCode::refused);
  c.office.append(c.grant());
  REQUIRE(c.world.sync(c.office).has_value());
  CHECK(request_code(c.kiosk.db, c.amina, c.world.exchange()).has_value());
  c.office.append(c.withdrawal());
  REQUIRE(c.world.sync(c.office).has_value());
  CHECK(request_code(c.kiosk.db, c.amina, c.world.exchange()).error().code == ErrorCode::refused);
}

TEST_CASE("what a revoked device pushes is acknowledged, and kept beside the log") {
  Coordinators c;
  c.kiosk.check_in();
  REQUIRE(c.world.sync(c.kiosk).has_value());
  c.office.append(DeviceRevoked{c.kiosk.own.device});
  REQUIRE(c.world.sync(c.office).has_value());
  c.kiosk.check_in();
  c.kiosk.check_in();
  REQUIRE(c.world.sync(c.kiosk).has_value());
  CHECK(c.kiosk.status().pending == 0);
  CHECK(c.kiosk.status().quarantined == 2);
  CHECK(c.world.server_changes() == 2);
  CHECK(c.quarantined() == 2);
  CHECK(request_code(c.kiosk.db, c.world.programme->root, c.world.exchange()).error().code == ErrorCode::refused);
}

TEST_CASE("a revoked device reads the feed up to its own revocation, page by page, and not one change further") {
  Coordinators c;
  c.office.check_in_many(700);
  c.office.append(DeviceRevoked{c.kiosk.own.device});
  const ChangeId secret = c.office.check_in();
  REQUIRE(c.world.sync(c.office).has_value());
  // Whatever its own program does: the server is asked directly.
  const std::string token = [&] {
    Statement query = c.kiosk.db.statement("SELECT token FROM own_device");
    REQUIRE(query.step());
    return std::string(query.text(0));
  }();
  PullRequest pull;
  std::vector<Envelope> all;
  for (int pages = 0; pages < 10; ++pages) {
    pull.with_devices = true;
    pull.wait_s = 25;
    const HttpResponse response =
        c.world.ask({"POST", "/v1/pull", "Bearer " + token, content_type_protobuf, "", "", encode(pull)});
    REQUIRE(response.status == 200);
    const PullResponse answer = value_of(decode_pull_response(response.body));
    all.insert(all.end(), answer.entries.begin(), answer.entries.end());
    CHECK(answer.devices.empty());
    CHECK(answer.enrolments.empty());
    pull.cursor = answer.cursor;
    if (!answer.more && answer.entries.empty()) break;
  }
  CHECK(all.size() == 701);
  CHECK(all.back().position == 701);
  CHECK(c.office.record_of(secret).core != all.back().record.core);
}

TEST_CASE("an erasure leaves the server's disk once it is committed, quarantine and WAL included") {
  Coordinators c;
  const ParticipantId ada = c.kiosk.add_person("Ada");
  const ParticipantId bo = c.kiosk.add_person("Bo");
  REQUIRE(c.world.sync(c.kiosk).has_value());
  // A second name of hers waits in quarantine, and one of his.
  c.office.append(DeviceRevoked{c.kiosk.own.device});
  REQUIRE(c.world.sync(c.office).has_value());
  ParticipantDetails details;
  details.identity = {"Ada L", "", "", std::nullopt};
  c.kiosk.append(ParticipantSet{ada, details});
  c.kiosk.append(ParticipantSet{bo, details});
  REQUIRE(c.world.sync(c.kiosk).has_value());
  REQUIRE(c.quarantined() == 2);
  std::vector<Bytes> sealed;
  Statement query = c.kiosk.db.statement("SELECT sealed FROM change WHERE sealed IS NOT NULL ORDER BY seq");
  while (query.step()) sealed.emplace_back(query.blob(0));
  REQUIRE(sealed.size() == 4);
  for (const Bytes& one : sealed) CHECK(on_disk(c.world, one));
  c.office.append(ParticipantErased{ada});
  REQUIRE(c.world.sync(c.office).has_value());
  CHECK_FALSE(on_disk(c.world, sealed[0]));
  CHECK_FALSE(on_disk(c.world, sealed[2]));
  CHECK(on_disk(c.world, sealed[1]));
  CHECK(on_disk(c.world, sealed[3]));
  // And what comes later is not kept either.
  c.kiosk.append(ParticipantSet{ada, details});
  REQUIRE(c.world.sync(c.kiosk).has_value());
  CHECK(c.world.on_server("SELECT count(*) FROM quarantine WHERE length(sealed) > 0") == 1);
}

TEST_CASE("an erasure also takes from the server's disk whom only the quarantine knew") {
  Coordinators c;
  c.office.append(DeviceRevoked{c.kiosk.own.device});
  REQUIRE(c.world.sync(c.office).has_value());
  const ParticipantId ada = c.kiosk.add_person("Ada");
  REQUIRE(c.world.sync(c.kiosk).has_value());
  REQUIRE(c.quarantined() == 1);
  Statement query = c.kiosk.db.statement("SELECT sealed FROM change WHERE sealed IS NOT NULL");
  REQUIRE(query.step());
  const Bytes sealed(query.blob(0));
  REQUIRE(on_disk(c.world, sealed));
  c.office.append(ParticipantErased{ada});
  REQUIRE(c.world.sync(c.office).has_value());
  CHECK_FALSE(on_disk(c.world, sealed));
}

TEST_CASE("while somebody reads the store, the server sweeps as soon as they have done") {
  Coordinators c;
  const ParticipantId ada = c.kiosk.add_person("Ada");
  REQUIRE(c.world.sync(c.kiosk).has_value());
  Statement query = c.kiosk.db.statement("SELECT sealed FROM change WHERE sealed IS NOT NULL");
  REQUIRE(query.step());
  const Bytes sealed(query.blob(0));
  Database reader = value_of(ServerStore::open(c.world.server_path()));
  {
    const ReadSnapshot snapshot(reader);
    CHECK(count(reader, "SELECT count(*) FROM change") == 1);
    c.office.append(ParticipantErased{ada});
    REQUIRE(c.world.sync(c.office).has_value());
    CHECK(on_disk(c.world, sealed));
  }
  c.world.server->start();
  while (value_of(Log(reader).needs_sweep())) std::this_thread::yield();
  c.world.server->stop();
  CHECK_FALSE(on_disk(c.world, sealed));
}

TEST_CASE("a newer server folds what an older one kept of kinds it did not know") {
  Coordinators c;
  c.office.append(c.grant());
  c.office.append_signed(DeviceRevoked{c.kiosk.own.device}, c.amina);
  REQUIRE(c.world.sync(c.office).has_value());
  c.world.server.reset();
  {
    Database db = value_of(ServerStore::open(c.world.server_path()));
    db.execute("UPDATE change SET kind = 0; DELETE FROM coordinator_grant; DELETE FROM revoked_device");
  }
  c.world.open_server();
  CHECK(c.world.on_server("SELECT count(*) FROM revoked_device") == 1);
  CHECK(c.world.on_server("SELECT count(*) FROM coordinator_grant") == 1);
}
