#include <nlohmann/json.hpp>

#include "sync/protocol/wire_bounds.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

/// A device whose program speaks other versions, and the paths it asked by.
struct Versioned {
  explicit Versioned(ProtocolVersions versions) : device(world.add_founder()) {
    device.client.emplace(device.log, device.verifier, world.clock, world.random, versions);
    world.on_the_way = [this](const SyncRequest& request, SyncReply reply) {
      paths.push_back(request.url.substr(std::string(World::url).size()));
      return reply;
    };
    device.check_in();
  }
  World world;
  Device& device;
  std::vector<std::string> paths;
};

}  // namespace

TEST_CASE("a newer kiosk falls back to what the server speaks, and goes up again after its update") {
  Versioned newer({1, 3});
  REQUIRE(newer.world.sync(newer.device).has_value());
  CHECK(newer.paths.front() == "/v3/push");
  CHECK(newer.paths.back() == "/v2/pull");
  CHECK(newer.world.server_changes() == 1);
  CHECK(newer.device.status().last_result == SyncStatus::Result::ok);

  newer.world.open_server({1, 3});
  newer.device.check_in();
  REQUIRE(newer.world.sync(newer.device).has_value());
  newer.device.check_in();
  newer.paths.clear();
  REQUIRE(newer.world.sync(newer.device).has_value());
  CHECK(newer.paths.front() == "/v3/push");
  CHECK(newer.world.server_changes() == 3);
}

TEST_CASE("a server of version 1 does not say that an answer is whole, and is believed") {
  Versioned newer({1, 2});
  newer.world.open_server({1, 1});
  newer.world.on_the_way = [&](const SyncRequest&, SyncReply reply) {
    if (reply.status != 200) return reply;
    if (reply.compressed) reply.body = value_of(inflate(reply.body, body_inflated_max));
    reply.compressed = false;
    REQUIRE(ends_whole(reply.body));
    reply.body.resize(reply.body.size() - 3);
    return reply;
  };
  REQUIRE(newer.world.sync(newer.device).has_value());
  CHECK(newer.world.server_changes() == 1);
  CHECK(newer.device.status().pending == 0);
}

TEST_CASE("half an answer is no network, wherever it was cut, and acknowledges nothing") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  std::size_t kept = 0;
  bool cut = true;
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::push) return reply;
    cut = kept < reply.body.size();
    if (cut) reply.body.resize(kept);
    return reply;
  };
  for (; cut; ++kept) {
    CAPTURE(kept);
    const auto round = world.sync(device);
    if (!cut) continue;
    REQUIRE_FALSE(round.has_value());
    CHECK(round.error().code == ErrorCode::offline);
    CHECK(device.status().pending == 1);
  }
  CHECK(kept > 30);
  CHECK(world.server_changes() == 1);
}

TEST_CASE("a kiosk too old for its server says so, keeps everything, and is taken when it is updated") {
  Versioned older({1, 1});
  older.world.open_server({2, 2});
  const auto round = older.world.sync(older.device);
  REQUIRE_FALSE(round.has_value());
  CHECK(round.error().code == ErrorCode::refused);
  CHECK(older.device.status().last_result == SyncStatus::Result::outdated);
  CHECK(older.device.status().pending == 1);
  CHECK(older.world.journal.front() == "POST /v1/push 410 client-too-old");
  older.device.client.emplace(older.device.log, older.device.verifier, older.world.clock, older.world.random,
                              ProtocolVersions{1, 2});
  REQUIRE(older.world.sync(older.device).has_value());
  CHECK(older.world.server_changes() == 1);
}

TEST_CASE("a server too old for its kiosk is told apart, and not asked in a loop") {
  Versioned newer({3, 3});
  newer.world.requests = 0;
  REQUIRE_FALSE(newer.world.sync(newer.device).has_value());
  CHECK(newer.device.status().last_result == SyncStatus::Result::server_outdated);
  CHECK(newer.device.status().pending == 1);
  CHECK(newer.world.requests == 2);
}

TEST_CASE("a server that names versions it does not speak is not asked in a loop either") {
  Versioned newer({1, 3});
  newer.world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    const auto problem = nlohmann::json{{"type", "urn:halsokiosk:problem:client-too-new"},
                                        {"server_id", to_hex(value_of([&]() -> Result<Bytes> {
                                           Database db = value_of(ServerStore::open(newer.world.server_path()));
                                           HK_ASSIGN(const ServerIdentity who, ServerStore(db).identity());
                                           return who.server_id;
                                         }()))},
                                        {"protocol", {{"min", 1}, {"max", 2}}}};
    reply = {request.kind, request.number, 404, content_type_problem, problem.dump(), false, ""};
    return reply;
  };
  newer.world.requests = 0;
  REQUIRE_FALSE(newer.world.sync(newer.device).has_value());
  CHECK(newer.world.requests == 4);
  CHECK(newer.device.status().pending == 1);
}

TEST_CASE("every problem names the versions that the server speaks") {
  World world;
  const auto problem = [&](const std::string& path) {
    return nlohmann::json::parse(world.ask({"POST", path, "", content_type_protobuf, "", "", ""}).body);
  };
  CHECK(problem("/v1/push")["protocol"] == nlohmann::json{{"min", 1}, {"max", 2}});
  CHECK(problem("/v0/push")["type"] == "urn:halsokiosk:problem:client-too-old");
  CHECK(problem("/v3/anything")["type"] == "urn:halsokiosk:problem:client-too-new");
  CHECK(problem("/v3/anything")["retry"] == false);
  for (const char* nothing :
       {"/push", "/v/push", "/vx/push", "/v1push", "/v1/healthz", "/v99999999999999/push", "/v1"}) {
    CAPTURE(nothing);
    CHECK(problem(nothing)["type"] == "urn:halsokiosk:problem:not-found");
  }
}
