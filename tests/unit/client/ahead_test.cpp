#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

void settle(World& world, Device& device) { REQUIRE(world.sync(device).has_value()); }

}  // namespace

TEST_CASE("an erasure goes ahead of thousands of check-ins, and counts once") {
  World world;
  Device& device = world.add_founder();
  const ParticipantId person = device.add_person("Ada");
  settle(world, device);
  REQUIRE(world.on_server("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 1);
  device.check_in_many(3000);
  device.append(ParticipantErased{person});
  int pushes = 0;
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::push) return reply;
    ++pushes;
    const PushRequest push = value_of(decode_push_request(value_of(inflate(request.body, body_inflated_max))));
    CHECK(push.ahead.size() == (pushes == 1 ? 1 : 0));
    CHECK(world.on_server("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 0);
    return reply;
  };
  settle(world, device);
  CHECK(pushes >= 4);
  CHECK(world.server_changes() == 3002);
  CHECK(world.on_server("SELECT max(position) FROM change") == 3002);
  CHECK(device.status().pending == 0);
  CHECK(device.status().agrees);
}

TEST_CASE("an erasure is due at once, whatever the back-off was") {
  World world;
  Device& device = world.add_founder();
  const ParticipantId person = device.add_person("Ada");
  world.reachable = false;
  for (int i = 0; i < 12; ++i) CHECK_FALSE(world.sync(device).has_value());
  CHECK(value_of(device.client->due_requests()).empty());
  device.append(ParticipantErased{person});
  CHECK_FALSE(value_of(device.client->due_requests()).empty());
}
