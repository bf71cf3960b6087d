#include "sync/client/sync_client.h"

#include "sync/client/tuning.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

TEST_CASE("a check-in goes to the server, and from there to another kiosk") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  const ChangeId id = first.check_in();
  REQUIRE(world.sync(first).has_value());
  CHECK(world.server_changes() == 1);
  const auto round = world.sync(second);
  REQUIRE(round.has_value());
  CHECK(round->changed);
  CHECK(round->status.cursor_position == 1);
  CHECK(second.changes() == 1);
  Statement stored = second.db.statement("SELECT id FROM change");
  REQUIRE(stored.step());
  CHECK(stored.id<ChangeId>(0) == id);
}

TEST_CASE("a check-in survives a lost acknowledgement, and counts once") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  world.on_the_way = [](const SyncRequest& request, const SyncReply&) { return lost(request); };
  const auto failed = world.sync(device);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().code == ErrorCode::offline);
  CHECK(device.status().pending == 1);
  CHECK(world.server_changes() == 1);
  world.on_the_way = nullptr;
  REQUIRE(world.sync(device).has_value());
  CHECK(device.status().pending == 0);
  CHECK(world.server_changes() == 1);
  CHECK(world.on_server("SELECT count(*) FROM check_in") == 1);
}

TEST_CASE("a portal page is no network, whatever its status") {
  World world;
  Device& device = world.add_founder();
  for (const int status : {200, 302, 401, 403, 404, 410, 500, 511}) {
    for (const char* type : {"text/html", "", "application/json", "application/problem+json"}) {
      CAPTURE(status);
      CAPTURE(type);
      device.check_in();
      world.on_the_way = [&](const SyncRequest& request, const SyncReply&) -> SyncReply {
        return {request.kind, request.number, status, type, R"({"title":"Log in to the guest network"})", false, ""};
      };
      const auto round = world.sync(device);
      REQUIRE_FALSE(round.has_value());
      CHECK(round.error().code == ErrorCode::offline);
      CHECK(device.status().last_result == SyncStatus::Result::offline);
    }
  }
  CHECK(device.changes() == 32);
  world.on_the_way = nullptr;
  REQUIRE(world.sync(device).has_value());
  CHECK(world.server_changes() == 32);
}

TEST_CASE("another server's answer is no network, even when it is well formed") {
  World world;
  World elsewhere(7);
  Device& device = world.add_founder();
  Device& foreign = elsewhere.add_founder();
  foreign.check_in();
  device.check_in();
  // Everything this device asks is answered by the other server, to the other device.
  world.on_the_way = [&](const SyncRequest& request, const SyncReply&) -> SyncReply {
    SyncRequest same = request;
    const auto due = value_of(foreign.client->due_requests());
    for (const SyncRequest& other : due) same.token = other.token;
    return elsewhere.carry(same);
  };
  const auto round = world.sync(device);
  REQUIRE_FALSE(round.has_value());
  CHECK(round.error().code == ErrorCode::offline);
  CHECK(device.status().pending == 1);
}

TEST_CASE("another server's refusal is no network either") {
  World world;
  World elsewhere(7);
  Device& device = world.add_founder();
  device.check_in();
  world.on_the_way = [&](const SyncRequest& request, const SyncReply&) { return elsewhere.carry(request); };
  const auto round = world.sync(device);
  REQUIRE_FALSE(round.has_value());
  CHECK(round.error().code == ErrorCode::offline);
  CHECK(elsewhere.journal.front() == "POST /v2/push 401 wrong-token");
}

TEST_CASE("a wrong token deletes nothing, and is told apart from no network") {
  World world;
  Device& device = world.add_founder();
  for (int i = 0; i < 3; ++i) device.check_in();
  {
    Database db = value_of(ServerStore::open(world.server_path()));
    db.execute("UPDATE device_token SET token_hash = randomblob(32)");
  }
  const auto round = world.sync(device);
  REQUIRE_FALSE(round.has_value());
  CHECK(round.error().code == ErrorCode::refused);
  CHECK(device.status().last_result == SyncStatus::Result::refused);
  CHECK(device.status().pending == 3);
  CHECK(device.changes() == 3);
  CHECK(world.journal.front() == "POST /v2/push 401 wrong-token");
}

TEST_CASE("a server restored from an older backup gets everything again, and the others read it all") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  first.check_in();
  REQUIRE(world.sync(first).has_value());
  world.server.reset();
  std::filesystem::copy_file(world.server_path(), world.dir.file("backup.db"));
  world.open_server();
  for (int i = 0; i < 4; ++i) first.check_in();
  second.check_in();
  REQUIRE(world.sync(first).has_value());
  REQUIRE(world.sync(second).has_value());
  CHECK(second.changes() == 6);

  world.server.reset();
  std::filesystem::remove(world.server_path());
  std::filesystem::rename(world.dir.file("backup.db"), world.server_path());
  world.open_server();
  CHECK(world.server_changes() == 1);
  first.check_in();  // its push begins after a gap, and is answered with how little is left
  second.check_in();
  REQUIRE(world.sync(first).has_value());
  REQUIRE(world.sync(second).has_value());
  REQUIRE(world.sync(first).has_value());
  CHECK(world.server_changes() == 8);
  CHECK(first.changes() == 8);
  CHECK(second.changes() == 8);
}

TEST_CASE(
    "a flipped byte lands in refused on the puller, the rest of the page arrives, and a comparison brings it whole") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  for (int i = 0; i < 3; ++i) first.check_in();
  REQUIRE(world.sync(first).has_value());
  world.on_the_way = [](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::pull) return reply;
    PullResponse page = value_of(decode_pull_response(value_of(inflate(reply.body, body_inflated_max))));
    if (page.entries.size() == 3) page.entries[1].record.core.back() ^= 1;
    page.fingerprint.reset();
    reply.body = deflate(encode(page));
    return reply;
  };
  const auto round = world.sync(second);
  REQUIRE(round.has_value());
  CHECK(second.changes() == 2);
  CHECK(round->status.refused == 1);
  CHECK(round->status.cursor_position == 3);
  {
    Statement refused = second.db.statement("SELECT reason, position FROM refused");
    REQUIRE(refused.step());
    CHECK(refused.text(0).size() > 10);
    CHECK(refused.integer(1) == 2);
  }
  world.on_the_way = nullptr;
  REQUIRE(world.sync(second).has_value());
  CHECK(second.changes() == 3);
  CHECK(second.status().refused == 0);
  CHECK(second.status().agrees);
}

TEST_CASE("page and cursor are one transaction: a full disk keeps both back") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  first.check_in_many(50);
  REQUIRE(world.sync(first).has_value());
  second.db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  const std::int64_t pages = count(second.db, "PRAGMA page_count");
  second.db.execute(("PRAGMA max_page_count=" + std::to_string(pages)).c_str());
  const auto round = world.sync(second);
  REQUIRE_FALSE(round.has_value());
  CHECK(round.error().code == ErrorCode::disk_full);
  CHECK(second.changes() == 0);
  CHECK(second.status().cursor_position == 0);
  second.db.execute("PRAGMA max_page_count=1000000");
  REQUIRE(world.sync(second).has_value());
  CHECK(second.changes() == 50);
}

TEST_CASE("more than one push and one page hold go back to back") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  first.check_in_many(2500);
  world.requests = 0;
  REQUIRE(world.sync(first).has_value());
  CHECK(first.status().pending == 0);
  CHECK(world.requests <= 6);  // three pushes, and a pull beside each
  CHECK(world.server_changes() == 2500);
  REQUIRE(world.sync(second).has_value());
  CHECK(second.changes() == 2500);
  CHECK(world.on_server("SELECT max(position) = count(*) AND min(position) = 1 FROM change") == 1);
}

TEST_CASE("failures are spread by full jitter up to five minutes, and a person's hurry comes first") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  world.reachable = false;
  std::int64_t longest = 0;
  for (int i = 0; i < 200; ++i) {
    for (const SyncRequest& request : value_of(device.client->due_requests())) {
      REQUIRE(device.client->on_reply(world.carry(request)).has_value());
    }
    const std::int64_t due = value_of(device.client->due_requests()).empty() ? *device.client->next_due_ms() : 0;
    const std::int64_t wait = std::max<std::int64_t>(0, due - world.clock.monotonic_ms());
    if (i == 0) CHECK(wait <= client_tuning::retry_ceiling_ms_min);
    longest = std::max(longest, wait);
    world.clock.advance(wait);
  }
  CHECK(longest > 60'000);
  CHECK(longest <= client_tuning::retry_ceiling_ms_max);
  world.reachable = true;
  device.client->hurry();
  CHECK(value_of(device.client->due_requests()).size() == 2);
}

TEST_CASE("the server's delay wins over hurry") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  world.on_the_way = [](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::push) return reply;
    PushResponse answer = value_of(decode_push_response(reply.body));
    answer.delay_ms = 20'000;
    reply.body = encode(answer);
    return reply;
  };
  for (const SyncRequest& request : value_of(device.client->due_requests())) {
    REQUIRE(device.client->on_reply(world.carry(request)).has_value());
  }
  device.check_in();
  device.client->hurry();
  CHECK(value_of(device.client->due_requests()).empty());
  world.clock.advance(19'999);
  CHECK(value_of(device.client->due_requests()).empty());
  world.clock.advance(1);
  CHECK(value_of(device.client->due_requests()).size() == 2);
}

TEST_CASE("a reply that never comes is not waited for, and is ignored when it comes after all") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  const auto forgotten = value_of(device.client->due_requests());
  REQUIRE(forgotten.size() == 2);
  CHECK(value_of(device.client->due_requests()).empty());
  world.clock.advance(client_tuning::reply_wait_ms);
  CHECK(*device.client->next_due_ms() <= world.clock.monotonic_ms());
  const auto again = value_of(device.client->due_requests());
  REQUIRE(again.size() == 2);
  REQUIRE(device.client->on_reply(world.carry(forgotten[0])).has_value());
  CHECK(device.status().pending == 1);
  REQUIRE(device.client->on_reply(world.carry(again[0])).has_value());
  CHECK(device.status().pending == 0);
  CHECK(world.server_changes() == 1);
}

TEST_CASE("an idle kiosk asks again after half a minute, and a change is due at once") {
  World world;
  Device& device = world.add_founder();
  REQUIRE(world.sync(device).has_value());
  CHECK(value_of(device.client->due_requests()).empty());
  CHECK(*device.client->next_due_ms() == world.clock.monotonic_ms() + client_tuning::pull_idle_ms);
  device.check_in();
  CHECK(*device.client->next_due_ms() <= world.clock.monotonic_ms());
  const auto requests = value_of(device.client->due_requests());
  REQUIRE_FALSE(requests.empty());
  CHECK(requests[0].kind == SyncRequest::Kind::push);
}

TEST_CASE("a round without news is one small request") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  world.clock.advance(client_tuning::pull_idle_ms);
  const auto requests = value_of(device.client->due_requests());
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].body.size() + requests[0].token.size() <= 300);
}

TEST_CASE("a device without a server is told so, and asks nothing") {
  World world;
  Device& device = world.add_device();
  device.check_in();
  CHECK(value_of(device.client->due_requests()).empty());
  CHECK_FALSE(device.client->next_due_ms().has_value());
  CHECK(world.sync(device).error().code == ErrorCode::not_found);
  CHECK(device.status().pending == 1);
}

TEST_CASE("what sync knows outlives a restart") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  SyncClient restarted(device.log, device.verifier, world.clock, world.random);
  const SyncStatus status = value_of(restarted.status());
  CHECK(status.enrolled);
  CHECK(status.received_through == 1);
  CHECK(status.pending == 0);
  CHECK(status.all_sent_ms == world.clock.wall_ms());
  CHECK(status.last_contact_ms == world.clock.wall_ms());
  CHECK(status.clock_offset_ms == 0);
  CHECK(status.last_result == SyncStatus::Result::ok);
  world.reachable = false;
  CHECK_FALSE(sync_once(restarted, world.exchange()).has_value());
  SyncClient again(device.log, device.verifier, world.clock, world.random);
  CHECK(value_of(again.status()).last_result == SyncStatus::Result::offline);
}

TEST_CASE("a change the server quarantines is acknowledged and counted here") {
  World world;
  Device& device = world.add_founder();
  Change change = device.make_change(device.check_in_body());
  ChangeRecord record = device.author(change);
  record.mac.pop_back();
  device.append_record(record, change);
  device.check_in();
  const auto round = world.sync(device);
  REQUIRE(round.has_value());
  CHECK(round->status.pending == 0);
  CHECK(round->status.quarantined == 1);
  CHECK(world.server_changes() == 1);
  CHECK(world.on_server("SELECT count(*) FROM quarantine WHERE seq = 1 AND reason LIKE '%mac%'") == 1);
}

TEST_CASE("a disk that cannot be read is asked again after a pause, not in a loop") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  device.db.execute("ALTER TABLE mark RENAME TO mark_gone");
  CHECK_FALSE(device.client->due_requests().has_value());
  world.random.seed(7);
  CHECK_FALSE(device.client->due_requests().has_value());
  CHECK(*device.client->next_due_ms() > world.clock.monotonic_ms());
  device.db.execute("ALTER TABLE mark_gone RENAME TO mark");
  world.clock.advance(client_tuning::retry_ceiling_ms_max);
  CHECK(value_of(device.client->due_requests()).size() == 2);
}
