#include "sync/server/group_commit.h"

#include <atomic>
#include <thread>

#include "sync/server/tuning.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr Migration numbers_schema{"CREATE TABLE number(n INTEGER PRIMARY KEY) STRICT;"};

Result<void> insert_number(Database& db, std::int64_t n) {
  return sqlite_guard(db, [&]() -> Result<void> {
    db.statement("INSERT INTO number(n) VALUES(:n)").bind(":n", n).run();
    return {};
  });
}

struct Fixture {
  TempDir dir;
  std::string path = dir.file("numbers.db");
  GroupCommit commits{value_of(Database::open(path, OpenMode::create, {&numbers_schema, 1}))};
  std::int64_t stored() {
    Database db = value_of(Database::open(path, OpenMode::read_only, {&numbers_schema, 1}));
    return count(db, "SELECT count(*) FROM number");
  }
};

}  // namespace

TEST_CASE("what waits together is committed together, and told after the commit") {
  Fixture fixture;
  int told = 0;
  for (int n = 1; n <= 10; ++n) {
    REQUIRE(fixture.commits.submit({[n](Database& db) { return insert_number(db, n); },
                                    [&](const Result<void>& done) {
                                      CHECK(done.has_value());
                                      CHECK(fixture.stored() == 10);
                                      ++told;
                                    },
                                    1}));
  }
  CHECK(told == 0);
  CHECK(fixture.commits.commit_waiting() == 1);
  CHECK(told == 10);
}

TEST_CASE("one refused request undoes itself only; a failing store undoes them all") {
  Fixture fixture;
  std::vector<Result<void>> told;
  const auto submit = [&](int n, std::optional<ErrorCode> error) {
    REQUIRE(fixture.commits.submit({[n, error](Database& db) -> Result<void> {
                                      HK_TRY(insert_number(db, n));
                                      if (error) return fail(*error, "number", "is not liked");
                                      return {};
                                    },
                                    [&](const Result<void>& done) { told.push_back(done); }, 1}));
  };
  submit(1, {});
  submit(2, ErrorCode::conflict);
  submit(3, {});
  fixture.commits.commit_waiting();
  REQUIRE(told.size() == 3);
  CHECK(told[0].has_value());
  CHECK(told[1].error().code == ErrorCode::conflict);
  CHECK(told[2].has_value());
  CHECK(fixture.stored() == 2);
  submit(4, {});
  submit(5, ErrorCode::disk_full);
  fixture.commits.commit_waiting();
  REQUIRE(told.size() == 5);
  CHECK(told[3].error().code == ErrorCode::disk_full);
  CHECK(told[4].error().code == ErrorCode::disk_full);
  CHECK(fixture.stored() == 2);
}

TEST_CASE("the queue is bounded by bytes, and closed after the end") {
  Fixture fixture;
  const auto nothing = [](Database&) { return Result<void>(); };
  const auto nobody = [](const Result<void>&) {};
  CHECK(fixture.commits.submit({nothing, nobody, server_tuning::commit_queue_bytes_max}));
  CHECK_FALSE(fixture.commits.submit({nothing, nobody, 1}));
  fixture.commits.commit_waiting();
  CHECK(fixture.commits.submit({nothing, nobody, 1}));
  fixture.commits.stop();
  CHECK_FALSE(fixture.commits.submit({nothing, nobody, 1}));
}

TEST_CASE("positions have no gaps and follow the commits, whoever pushes at the same time") {
  World world;
  Device& founder = world.add_founder();
  std::vector<Device*> devices{&founder};
  for (int i = 0; i < 3; ++i) devices.push_back(&world.add_member());
  constexpr int rounds = 20;
  constexpr int changes = 5;
  // Authored beforehand: the fake clock and chance belong to one thread.
  std::vector<std::vector<HttpRequest>> requests;
  for (Device* device : devices) {
    Statement query = device->db.statement("SELECT token FROM own_device");
    REQUIRE(query.step());
    auto& own = requests.emplace_back();
    for (int round = 0; round < rounds; ++round) {
      PushRequest push{device->own.epoch, static_cast<std::uint64_t>(1 + round * changes), {}, {}, {}};
      for (int i = 0; i < changes; ++i) {
        push.changes.push_back(device->author(device->make_change(device->check_in_body())));
      }
      if (round % 4 == 3) push.changes[2].core.resize(20);  // quarantined: takes a number, not a position
      own.push_back(
          {"POST", "/v1/push", "Bearer " + std::string(query.text(0)), content_type_protobuf, "", "", encode(push)});
    }
  }
  world.server->start();
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> threads;
    for (const auto& own : requests) {
      threads.emplace_back([&world, &good, &own] {
        for (const HttpRequest& request : own) {
          std::atomic<int> status{0};
          world.server->handle(request, [&status](const HttpResponse& response) {
            status = response.status;
            status.notify_one();
          });
          status.wait(0);
          if (status == 200) ++good;
        }
      });
    }
  }
  CHECK(good == 4 * rounds);
  const std::int64_t stored = 4 * (rounds * changes - rounds / 4);
  CHECK(world.server_changes() == stored);
  CHECK(world.on_server("SELECT min(position) FROM change") == 1);
  CHECK(world.on_server("SELECT max(position) FROM change") == stored);
  CHECK(world.on_server("SELECT count(DISTINCT position) FROM change") == stored);
  CHECK(world.on_server("SELECT next_position - 1 FROM programme") == stored);
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 4 * rounds / 4);
  world.server->stop();
}
