#pragma once
#include "sync/client/tuning.h"
#include "sync/server/tuning.h"
#include "tests/unit/client/sync_world.h"

/// A device and its server that lose changes and compare what they hold.
namespace hk::test {

/// As if the disk had never held it.
inline void lose(Database& db, const ChangeId& id) {
  db.execute("PRAGMA foreign_keys = OFF");
  for (const char* sql : {"DELETE FROM check_in WHERE change = (SELECT change FROM change WHERE id = :id)",
                          "DELETE FROM change WHERE id = :id"}) {
    db.statement(sql).bind_blob(":id", id.view()).run();
  }
  REQUIRE(db.changes() == 1);
  db.execute("PRAGMA foreign_keys = ON");
}

/// Pulls believe for a minute what those before them have summed.
inline void lose_on_server(World& world, const ChangeId& id) {
  Database db = value_of(ServerStore::open(world.server_path()));
  lose(db, id);
  world.clock.advance(server_tuning::recent_sum_ms);
}

inline bool server_holds(World& world, const ChangeId& id) {
  Database db = value_of(ServerStore::open(world.server_path()));
  Statement query = db.statement("SELECT 1 FROM change WHERE id = :id");
  query.bind_blob(":id", id.view());
  return query.step();
}

inline std::string dump_of_server(World& world) {
  Database db = value_of(ServerStore::open(world.server_path()));
  return value_of(Log(db).canonical_dump());
}

inline void settle(World& world, Device& device) {
  const auto round = world.sync(device);
  if (!round) FAIL(round.error().message());
}

/// A log's sum is believed for a day.
inline void let_a_day_pass(World& world) { world.clock.advance(log_sum_kept_ms); }

/// It must not go on for ever.
inline constexpr int comparisons_max = 200;

inline int count_comparisons(World& world, const std::function<void()>& during) {
  int comparisons = 0;
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    comparisons += request.kind == SyncRequest::Kind::compare ? 1 : 0;
    world.reachable = comparisons < comparisons_max;
    return reply;
  };
  during();
  world.on_the_way = nullptr;
  return comparisons;
}

/// What the server answers to a comparison is changed on the way.
inline void change_comparisons(World& world, std::function<void(CompareResponse&)> change) {
  world.on_the_way = [change = std::move(change)](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::compare) return reply;
    CompareResponse answer = value_of(decode_compare_response(reply.body));
    change(answer);
    return SyncReply{request.kind, request.number, 200, content_type_protobuf, encode(answer), false, ""};
  };
}

}  // namespace hk::test
