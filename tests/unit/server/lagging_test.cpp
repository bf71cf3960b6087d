#include <atomic>
#include <filesystem>
#include <thread>

#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

TEST_CASE("killed between the acknowledgement and the folding, a server has everything and folds it") {
  World world;
  Device& device = world.add_founder();
  device.check_in_many(600);
  const SyncRequest push = value_of(device.client->due_requests()).at(0);
  REQUIRE(push.kind == SyncRequest::Kind::push);
  const std::filesystem::path disk = world.server_path();
  const std::filesystem::path copy = world.dir.file("killed.db");
  int status = 0;
  world.server->handle(World::http_of(push), [&](const HttpResponse& answer) {
    status = answer.status;
    // What lies on the disk while the answer is on its way.
    std::filesystem::copy_file(disk, copy);
    std::filesystem::copy_file(disk.string() + "-wal", copy.string() + "-wal");
  });
  (void)world.server->commit_waiting();
  REQUIRE(status == 200);
  const std::string expected = value_of(device.log.canonical_dump());
  const auto dump_of = [](const std::string& path) {
    Database db = value_of(ServerStore::open(path));
    return value_of(Log(db).canonical_dump());
  };
  CHECK(dump_of(disk) == expected);
  CHECK(dump_of(copy) != expected);
  const auto again = value_of(Server::open(copy, world.clock, [](const std::string&) {}));
  CHECK(again->commit_waiting() == 0);
  CHECK(dump_of(copy) == expected);
}

TEST_CASE("the committing thread folds what it has acknowledged, without anybody asking") {
  World world;
  Device& device = world.add_founder();
  device.check_in_many(600);
  REQUIRE(world.sync(device).has_value());
  world.server->start();
  device.check_in_many(600);
  std::atomic<int> status{0};
  const SyncRequest push = value_of(device.client->due_requests()).at(0);
  world.server->handle(World::http_of(push), [&status](const HttpResponse& answer) {
    status = answer.status;
    status.notify_one();
  });
  status.wait(0);
  REQUIRE(status == 200);
  Database db = value_of(ServerStore::open(world.server_path()));
  while (count(db, "SELECT count(*) FROM check_in") < 1200) std::this_thread::yield();
  CHECK(value_of(Log(db).canonical_dump()) == value_of(device.log.canonical_dump()));
  world.server->stop();
}
