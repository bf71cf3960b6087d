#include "sync/server/server.h"

#include <nlohmann/json.hpp>

#include "sync/server/tuning.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

/// The token a device got, from its own database.
std::string token_of(Device& device) {
  Statement query = device.db.statement("SELECT token FROM own_device");
  REQUIRE(query.step());
  return std::string(query.text(0));
}

HttpRequest request_to(const std::string& path, const std::string& token, Bytes body) {
  return {"POST", path, "Bearer " + token, content_type_protobuf, "", "", std::move(body)};
}

nlohmann::json problem_of(const HttpResponse& response) {
  REQUIRE(response.content_type == "application/problem+json");
  return nlohmann::json::parse(response.body);
}

PushRequest push_of(const Device& device, std::uint64_t first_seq, std::vector<ChangeRecord> records) {
  return {device.own.epoch, first_seq, std::move(records), {}, {}};
}

ChangeRecord new_record(Device& device) { return device.author(device.make_change(device.check_in_body())); }

PushResponse pushed(World& world, Device& device, const PushRequest& push) {
  const HttpResponse response = world.ask(request_to("/v1/push", token_of(device), encode(push)));
  REQUIRE(response.status == 200);
  return value_of(decode_push_response(response.body));
}

}  // namespace

TEST_CASE("a truncated protobuf is refused with a problem that names it") {
  World world;
  Device& device = world.add_founder();
  const Bytes whole = encode(push_of(device, 1, {new_record(device)}));
  const HttpResponse response = world.ask(request_to("/v1/push", token_of(device), whole.substr(0, whole.size() - 7)));
  CHECK(response.status == 400);
  const auto problem = problem_of(response);
  CHECK(problem["type"] == "urn:halsokiosk:problem:bad-request");
  CHECK(problem["detail"] == "push: ends in the middle of a field");
  CHECK(problem["retry"] == false);
  CHECK(problem["server_id"].get<std::string>().size() == 32);
  CHECK(world.server_changes() == 0);
  CHECK(world.journal.back() == "POST /v1/push 400 bad-request");
}

TEST_CASE("an oversize body, and a bomb, are refused before they are inflated") {
  World world;
  Device& device = world.add_founder();
  HttpRequest request = request_to("/v1/push", token_of(device), Bytes(body_compressed_max + 1, 'x'));
  CHECK(problem_of(world.ask(request))["type"] == "urn:halsokiosk:problem:too-large");
  request.content_encoding = "zstd";
  request.body = deflate(Bytes(body_inflated_max + 1, '\0'));
  const HttpResponse bomb = world.ask(request);
  CHECK(bomb.status == 400);
  CHECK(problem_of(bomb)["detail"] == "zstd: more than 8388608 bytes when inflated");
  request.content_encoding = "gzip";
  CHECK(world.ask(request).status == 415);
}

TEST_CASE("a stranger is answered before a byte is inflated") {
  World world;
  HttpRequest request = request_to("/v1/push", "nobody", deflate(Bytes(body_inflated_max + 1, '\0')));
  request.content_encoding = "zstd";
  for (const char* path : {"/v1/push", "/v1/pull"}) {
    request.path = path;
    const HttpResponse response = world.ask(request);
    CHECK(response.status == 401);
    CHECK(problem_of(response)["type"] == "urn:halsokiosk:problem:wrong-token");
  }
  request.authorization.clear();
  CHECK(world.ask(request).status == 401);
}

TEST_CASE("one bad record goes to quarantine with its reason, is acknowledged, and holds nobody up") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  Change foreign = device.make_change(device.check_in_body());
  foreign.programme = make_id<ProgrammeId>(world.clock, world.random);
  Change borrowed = device.make_change(device.check_in_body());
  borrowed.device = other.own.device;
  ChangeRecord cut = new_record(device);
  cut.core.resize(20);
  ChangeRecord huge = new_record(device);
  huge.sealed = Bytes(200'000, 's');
  const auto push = push_of(
      device, 1, {new_record(device), cut, device.author(foreign), device.author(borrowed), huge, new_record(device)});
  const PushResponse answer = pushed(world, device, push);
  CHECK(answer.received_through == 6);
  REQUIRE(answer.quarantined.size() == 4);
  CHECK(answer.quarantined[0].seq == 2);
  CHECK(answer.quarantined[1].reason.find("another programme") != std::string::npos);
  CHECK(answer.quarantined[2].reason == "device: is not the one that pushes");
  CHECK(answer.quarantined[3].reason == "record: larger than 128 KiB");
  CHECK(world.server_changes() == 2);
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 4);
  // Twice is once, and says the same.
  CHECK(pushed(world, device, push).quarantined == answer.quarantined);
  CHECK(world.server_changes() == 2);
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 4);
  const auto kept = [&] {
    Database db = value_of(ServerStore::open(world.server_path()));
    return value_of(ServerStore(db).quarantine(1));
  }();
  REQUIRE(kept.size() == 4);
  CHECK(kept[3].record == huge);
}

TEST_CASE("a privileged change without the coordinator's signature is quarantined") {
  World world;
  Device& device = world.add_founder();
  Change change = device.make_change(ProgrammeSet{{{"small_cell", "5"}}});
  ChangeRecord forged = device.author(change);
  forged.signature[0] = static_cast<char>(forged.signature[0] ^ 1);
  const PushResponse answer = pushed(world, device, push_of(device, 1, {forged, device.author(change)}));
  REQUIRE(answer.quarantined.size() == 1);
  CHECK(answer.quarantined[0].seq == 1);
  CHECK(answer.received_through == 2);
}

TEST_CASE("a gap is answered with how far the server has come, and nothing is stored") {
  World world;
  Device& device = world.add_founder();
  CHECK(pushed(world, device, push_of(device, 1, {new_record(device)})).received_through == 1);
  CHECK(pushed(world, device, push_of(device, 3, {new_record(device)})).received_through == 1);
  CHECK(world.server_changes() == 1);
}

TEST_CASE("another change under a number that is taken is a conflict, and leaves no half push behind") {
  World world;
  Device& device = world.add_founder();
  ChangeRecord broken = new_record(device);
  broken.core.resize(20);
  const ChangeRecord first = new_record(device);
  pushed(world, device, push_of(device, 1, {first, broken}));
  const auto conflicts = [&](const PushRequest& push) {
    const HttpResponse response = world.ask(request_to("/v1/push", token_of(device), encode(push)));
    return response.status == 409 && problem_of(response)["type"] == "urn:halsokiosk:problem:other-change";
  };
  CHECK(conflicts(push_of(device, 1, {new_record(device)})));
  CHECK(conflicts(push_of(device, 2, {new_record(device)})));
  ChangeRecord other_broken = new_record(device);
  other_broken.core.resize(21);
  CHECK(conflicts(push_of(device, 1, {other_broken})));
  CHECK(conflicts(push_of(device, 2, {other_broken})));
  CHECK(world.server_changes() == 1);
  CHECK(world.on_server("SELECT next_position FROM programme") == 2);
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 1);
  // The device goes on under another epoch, with the same ids: nothing doubles.
  PushRequest again = push_of(device, 1, {first, new_record(device)});
  again.epoch = device.own.epoch + 1;
  CHECK(pushed(world, device, again).received_through == 2);
  CHECK(world.server_changes() == 2);
}

TEST_CASE("a clock far ahead is overruled once, and the first ruling is kept") {
  World world;
  Device& device = world.add_founder();
  Change ahead = device.make_change(device.check_in_body());
  ahead.hlc = Hlc::of(world.clock.wall_ms() + 73LL * 365 * 86'400'000);
  Change fine = device.make_change(device.check_in_body());
  fine.hlc = Hlc::of(world.clock.wall_ms() + hlc_skew_ms_max);
  Change ruled = device.make_change(device.check_in_body());
  ruled.hlc = ahead.hlc;
  PushRequest push = push_of(device, 1, {device.author(ahead), device.author(fine), device.author(ruled)});
  const Hlc earlier = Hlc::of(world.clock.wall_ms() - 1000);
  push.hlc_accepted = {{3, earlier}};
  CHECK(pushed(world, device, push).quarantined.empty());
  Database db = value_of(ServerStore::open(world.server_path()));
  Statement query = db.statement("SELECT hlc_accepted FROM change ORDER BY seq");
  REQUIRE(query.step());
  CHECK(Hlc{static_cast<std::uint64_t>(query.integer(0))}.ms() == world.clock.wall_ms());
  REQUIRE(query.step());
  CHECK(query.is_null(0));
  REQUIRE(query.step());
  CHECK(query.integer(0) == static_cast<std::int64_t>(earlier.packed));
}

TEST_CASE("a page leaves out the caller's own changes, and the cursor passes them") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  pushed(world, first, push_of(first, 1, {new_record(first), new_record(first)}));
  pushed(world, second, push_of(second, 1, {new_record(second)}));
  const auto pull = [&](Device& device, Bytes cursor, std::uint32_t limit) {
    const PullRequest request{std::move(cursor), limit, 0, {}};
    const auto response = world.ask(request_to("/v1/pull", token_of(device), encode(request)));
    REQUIRE(response.status == 200);
    return value_of(decode_pull_response(response.body));
  };
  const PullResponse page = pull(second, "", 1);
  REQUIRE(page.entries.size() == 1);
  CHECK(page.more);
  CHECK(page.entries[0].position == 1);
  CHECK(page.entries[0].received_at_ms == world.clock.wall_ms());
  const PullResponse rest = pull(second, page.cursor, 500);
  REQUIRE(rest.entries.size() == 1);
  CHECK(rest.entries[0].position == 2);
  CHECK_FALSE(rest.more);
  const PullResponse nothing = pull(second, rest.cursor, 500);
  CHECK(nothing.entries.empty());
  CHECK(nothing.cursor == rest.cursor);
  // A cursor that was tampered with, or cut, is worth no more than none.
  Bytes forged = page.cursor;
  forged[40] = static_cast<char>(forged[40] ^ 1);
  CHECK(pull(second, forged, 500).entries.size() == 2);
  CHECK(pull(second, page.cursor.substr(1), 500).entries.size() == 2);
}

TEST_CASE("nobody reads another programme, not even with its cursor") {
  World world;
  Device& device = world.add_founder();
  pushed(world, device, push_of(device, 1, {new_record(device)}));
  World stranger_world(7);  // keys of a second programme, on the same server
  const std::string code = make_one_time_code();
  {
    Database db = value_of(ServerStore::open(world.server_path()));
    succeeds(ServerStore(db).add_programme("Visneti", founder_code_hash(code), 0));
  }
  Device& stranger = stranger_world.add_device();
  stranger_world.code = code;
  const auto request = stranger_world.enrol_request(stranger);
  const auto answer = value_of(enrol(World::url, request, {}, world.exchange()));
  const auto response = world.ask(request_to("/v1/pull", answer.token, encode(PullRequest{})));
  CHECK(value_of(decode_pull_response(response.body)).entries.empty());
}

TEST_CASE("contacts of devices are kept with the pushes, and in the end") {
  World world;
  Device& device = world.add_founder();
  const PullRequest pull{"", 0, 0, {3, 17, "0.1.0", 99}};
  world.ask(request_to("/v1/pull", token_of(device), encode(pull)));
  CHECK(world.on_server("SELECT count(*) FROM device_contact WHERE pending = 3") == 1);
  world.clock.advance(1000);
  const PullRequest later{"", 0, 0, {4, 17, "0.1.0", 99}};
  world.ask(request_to("/v1/pull", token_of(device), encode(later)));
  CHECK(world.on_server("SELECT count(*) FROM device_contact WHERE pending = 3") == 1);
  world.server.reset();
  CHECK(world.on_server("SELECT count(*) FROM device_contact WHERE pending = 4") == 1);
}

TEST_CASE("the server says how it is") {
  World world;
  Device& device = world.add_founder();
  pushed(world, device, push_of(device, 1, {new_record(device)}));
  const auto get = [&](const std::string& path) {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    return world.ask(request);
  };
  CHECK(get("/healthz").status == 200);
  CHECK(get("/readyz").status == 200);
  const std::string metrics = get("/metrics").body;
  CHECK(metrics.find("halsokiosk_changes_total{outcome=\"added\"} 1\n") != std::string::npos);
  CHECK(metrics.find("halsokiosk_programmes 1\n") != std::string::npos);
  CHECK(get("/v1/push").status == 405);
  CHECK(get("/etc/passwd").status == 404);
  CHECK(world.journal.back() == "another path 404 not-found");
}

TEST_CASE("a server that takes no more says when to try again, and stores nothing") {
  World world;
  Device& device = world.add_founder();
  world.server->stop();  // after this the committer takes nothing, as when its queue is full
  const HttpResponse response =
      world.ask(request_to("/v1/push", token_of(device), encode(push_of(device, 1, {new_record(device)}))));
  CHECK(response.status == 503);
  const auto problem = problem_of(response);
  CHECK(problem["retry"] == true);
  CHECK(problem["delay_ms"] == server_tuning::busy_delay_ms);
  CHECK(world.server_changes() == 0);
}
