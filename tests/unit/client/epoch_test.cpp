#include <filesystem>

#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

/// Sends everything of a device and lets it hear of the others, whatever comes between.
void settle(World& world, Device& device) {
  for (int i = 0; i < 3; ++i) REQUIRE(world.sync(device).has_value());
}

}  // namespace

TEST_CASE("a device restored from a copy takes a new epoch, sends all again and gets back what it had lost") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  for (int i = 0; i < 3; ++i) device.check_in();
  settle(world, device);
  device.db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  std::filesystem::copy_file(device.db.path(), world.dir.file("device2.db"));
  for (int i = 0; i < 2; ++i) device.check_in();
  settle(world, device);
  REQUIRE(world.server_changes() == 5);

  Device& restored = world.add_device();  // opens the copy
  REQUIRE(restored.own.device == device.own.device);
  const std::uint64_t before = restored.own.epoch;
  restored.check_in();
  settle(world, restored);
  CHECK(value_of(SyncClient::own_device(restored.db)).epoch != before);
  CHECK(restored.status().pending == 0);
  CHECK(world.server_changes() == 6);
  CHECK(restored.changes() == 6);
  CHECK(world.on_server("SELECT count(*) FROM check_in") == 6);
  settle(world, other);
  CHECK(other.changes() == 6);
}

TEST_CASE("two clones of one device lose nothing and double nothing, and each learns what the other did") {
  World world;
  Device& device = world.add_founder();
  for (int i = 0; i < 3; ++i) device.check_in();
  settle(world, device);
  device.db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  std::filesystem::copy_file(device.db.path(), world.dir.file("device1.db"));
  Device& clone = world.add_device();
  for (int i = 0; i < 4; ++i) device.check_in();
  for (int i = 0; i < 4; ++i) clone.check_in();
  settle(world, device);
  settle(world, clone);
  device.own = value_of(SyncClient::own_device(device.db));
  clone.own = value_of(SyncClient::own_device(clone.db));
  CHECK(device.own.epoch != clone.own.epoch);
  device.check_in();
  clone.check_in();
  settle(world, device);
  settle(world, clone);
  settle(world, device);
  CHECK(world.server_changes() == 13);
  CHECK(device.changes() == 13);
  CHECK(clone.changes() == 13);
  CHECK(device.status().pending + clone.status().pending == 0);
}

TEST_CASE("a server that holds more than the device remembers does not make it skip a change") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  world.on_the_way = [](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::push) return reply;
    PushResponse answer = value_of(decode_push_response(reply.body));
    answer.received_through = 50;
    reply.body = encode(answer);
    return reply;
  };
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  CHECK(device.status().received_through == 2);
  device.check_in();
  CHECK(device.status().pending == 1);
}

TEST_CASE(
    "an answer ticks off what was sent, and not what was recorded meanwhile under numbers that a clone has used") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  std::optional<ChangeId> meanwhile;
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    // Whoever is revoked pulls nothing that would set it right.
    if (request.kind != SyncRequest::Kind::push) return lost(request);
    if (meanwhile) return reply;
    meanwhile = device.check_in();
    PushResponse answer = value_of(decode_push_response(reply.body));
    CHECK(answer.received_through == 2);
    answer.received_through = 3;
    reply.body = encode(answer);
    return reply;
  };
  device.check_in();
  static_cast<void>(world.sync(device));
  REQUIRE(meanwhile);
  CHECK(device.status().received_through == 2);
  CHECK(device.status().pending == 1);
}

TEST_CASE("a server that always finds another change is not asked in a loop") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  const Bytes server_id = [&] {
    Database db = value_of(ServerStore::open(world.server_path()));
    return value_of(ServerStore(db).identity()).server_id;
  }();
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) -> SyncReply {
    if (request.kind != SyncRequest::Kind::push) return reply;
    const std::string problem =
        R"({"type":"urn:halsokiosk:problem:other-change","server_id":")" + to_hex(server_id) + "\"}";
    return {request.kind, request.number, 409, content_type_problem, problem, false, ""};
  };
  world.requests = 0;
  CHECK_FALSE(world.sync(device).has_value());
  CHECK(world.requests <= 4);
  CHECK(device.changes() == 1);
  world.on_the_way = nullptr;
  settle(world, device);
  CHECK(world.server_changes() == 1);
}

TEST_CASE("a clock far ahead is overruled for its own device too, and everybody ends with the same facts") {
  World world;
  Device& ahead = world.add_founder();
  Device& other = world.add_member();
  const auto set = [&](Device& device, const char* value, std::int64_t ahead_ms) {
    Change change = device.make_change(ProgrammeSet{{{"small_cell", value}}});
    change.hlc = Hlc::of(world.clock.wall_ms() + ahead_ms);
    device.append_record(device.author(change), change);
    world.clock.advance(1000);
  };
  constexpr std::int64_t seventy_years_ms = 70LL * 365 * 86'400'000;
  ahead.check_in();
  set(ahead, "5", seventy_years_ms);
  // The answer is lost: the ruling of the first push is what counts.
  world.on_the_way = [](const SyncRequest& request, const SyncReply&) { return lost(request); };
  REQUIRE_FALSE(world.sync(ahead).has_value());
  world.on_the_way = nullptr;
  set(other, "7", 0);
  settle(world, other);
  CHECK(value_of(ahead.log.setting(ahead.ref, "small_cell")) == "5");
  settle(world, ahead);
  settle(world, other);
  CHECK(value_of(ahead.log.setting(ahead.ref, "small_cell")) == "7");
  Database db = value_of(ServerStore::open(world.server_path()));
  const std::string on_server = value_of(Log(db).canonical_dump());
  CHECK(value_of(ahead.log.canonical_dump()) == on_server);
  CHECK(value_of(other.log.canonical_dump()) == on_server);
  Statement rulings = db.statement("SELECT count(*) FROM change WHERE hlc_accepted IS NOT NULL");
  REQUIRE(rulings.step());
  CHECK(rulings.integer(0) == 1);
  CHECK(count(ahead.db, "SELECT count(*) FROM change WHERE hlc_accepted IS NOT NULL") == 1);
}
