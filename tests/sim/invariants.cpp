#include "tests/sim/invariants.h"

#include "sync/protocol/codec.h"
#include "tests/support/bytes.h"

namespace hk::sim {
namespace {

using Broken = std::optional<std::string>;

std::int64_t number(Database& db, const char* sql) {
  Statement query = db.statement(sql);
  return query.step() ? query.integer(0) : -1;
}

std::set<ChangeId> ids(Database& db) {
  std::set<ChangeId> found;
  Statement query = db.statement("SELECT id FROM change");
  while (query.step()) found.insert(query.id<ChangeId>(0));
  return found;
}

/// Of those that are part of the programme still.
Broken for_each_member(World& world, Broken (*broken)(SimKiosk& kiosk, Database& server)) {
  Database server = world.server_database();
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    if (world.kiosks()[n].revoked()) continue;
    if (const Broken how = broken(world.kiosks()[n], server)) return "kiosk " + std::to_string(n) + ": " + *how;
  }
  return {};
}

Broken for_each_kiosk(World& world, Broken (*broken)(SimKiosk& kiosk, Database& server)) {
  Database server = world.server_database();
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    if (const Broken how = broken(world.kiosks()[n], server)) return "kiosk " + std::to_string(n) + ": " + *how;
  }
  return {};
}

Broken lost_or_invented(World& world) {
  Database server = world.server_database();
  std::set<ChangeId> held = ids(server);
  Statement aside = server.statement("SELECT core FROM quarantine");
  while (aside.step()) held.insert(decode_core(aside.blob(0)).value().id);
  std::size_t committed = 0;
  for (SimKiosk& kiosk : world.kiosks()) {
    committed += kiosk.committed().size();
    for (const ChangeId& id : kiosk.committed()) {
      if (!held.contains(id)) return "the server has no " + to_text(id);
    }
  }
  const std::int64_t rows = number(server, "SELECT (SELECT count(*) FROM change) + (SELECT count(*) FROM quarantine)");
  if (rows != static_cast<std::int64_t>(committed)) {
    return std::to_string(committed) + " changes were made, the server has " + std::to_string(rows);
  }
  const std::int64_t good_ones = number(server, R"sql(
    SELECT count(*) FROM quarantine WHERE device NOT IN (SELECT uuid FROM revoked_device JOIN device USING(device)))sql");
  if (good_ones != 0) return std::to_string(good_ones) + " good changes are in quarantine";
  return {};
}

Broken something_pending(World& world) {
  return for_each_kiosk(world, [](SimKiosk& kiosk, Database&) -> Broken {
    const SyncStatus status = kiosk.client().status().value();
    if (status.pending != 0) return std::to_string(status.pending) + " pending";
    if (status.received_through != kiosk.committed().size()) return "its mark is not its last change";
    if (status.refused != 0 || (status.quarantined != 0 && !status.revoked)) return "good changes are refused";
    if (status.last_result != SyncStatus::Result::ok) return "the last exchange was not good";
    return {};
  });
}

Broken not_everywhere(World& world) {
  return for_each_member(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    return ids(kiosk.store().database()) == ids(server) ? Broken() : "holds other changes than the server";
  });
}

std::string dump_of(Database& db) { return Log(db).canonical_dump().value(); }

Broken other_projections(World& world) {
  return for_each_member(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    return dump_of(kiosk.store().database()) == dump_of(server) ? Broken() : "projects something else than the server";
  });
}

Broken other_tally(World& world) {
  return for_each_member(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    const Period year = parse_period("2026").value();
    const ProgrammeRef on_server = Log(server).find_programme(kiosk.store().own().programme).value();
    const Tally theirs = read_tally(server, on_server, year).value().tally;
    const Tally ours = read_tally(kiosk.store().database(), kiosk.store().programme(), year).value().tally;
    return ours == theirs ? Broken() : "counts something else than the server";
  });
}

Broken not_the_log(World& world) {
  return for_each_kiosk(world, [](SimKiosk& kiosk, Database&) -> Broken {
    Database& db = kiosk.store().database();
    const std::string folded = dump_of(db);
    Transaction transaction(db);
    if (const auto done = Log(db).rebuild(); !done) return done.error().message();
    if (dump_of(db) != folded) return "its projections are not those of its log";
    if (const auto whole = db.check_integrity(); !whole) return whole.error().message();
    return {};
  });
}

Broken gap_in_feed(World& world) {
  Database server = world.server_database();
  const std::int64_t rows = number(server, "SELECT count(*) FROM change");
  const bool dense = number(server, "SELECT min(position) FROM change") == 1 &&
                     number(server, "SELECT max(position) FROM change") == rows &&
                     number(server, "SELECT count(DISTINCT position) FROM change") == rows;
  return dense ? Broken() : "positions are not 1 to " + std::to_string(rows);
}

/// The files of a database as they lie on the disk.
Bytes on_disk(const Database& db) { return test::file_bytes(db.path()) + test::file_bytes(db.path() + "-wal"); }

/// Everything that was ever sealed about people who are erased.
std::vector<Bytes> erased_parts(World& world) {
  Database server = world.server_database();
  std::vector<Bytes> parts;
  Statement erased = server.statement("SELECT uuid FROM erased_participant JOIN participant USING(participant)");
  while (erased.step()) {
    const auto person = erased.id<ParticipantId>(0);
    for (SimKiosk& kiosk : world.kiosks()) {
      const auto [first, last] = kiosk.sealed().equal_range(person);
      for (auto one = first; one != last; ++one) parts.push_back(one->second);
    }
  }
  return parts;
}

Broken believes_others(World& world) {
  return for_each_kiosk(world, [](SimKiosk& kiosk, Database&) -> Broken {
    KioskStore& store = kiosk.store();
    Verifier taught(store.own().programme, store.own().root_key);
    if (const auto done = store.log().teach(store.programme(), taught); !done) return done.error().message();
    for (const char name : {'a', 'b', 'c', 'd'}) {
      const Bytes key(32, name);
      if (store.verifier().is_coordinator(key) != taught.is_coordinator(key)) return std::string(1, name);
    }
    return {};
  });
}

Broken revoked_keeps_keys(World& world) {
  return for_each_kiosk(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    Statement query = server.statement("SELECT 1 FROM revoked_device JOIN device USING(device) WHERE uuid = :own");
    query.bind_blob(":own", kiosk.store().own().device.view());
    if (query.step() != kiosk.revoked()) return "has not heard, or has heard too much";
    if (!kiosk.revoked()) return {};
    if (kiosk.store().unlocked()) return "shows names";
    return number(kiosk.store().database(), "SELECT count(*) FROM key_slot") == 0 ? Broken() : "opens by a passphrase";
  });
}

Broken erased_is_somewhere(World& world) {
  const std::vector<Bytes> parts = erased_parts(world);
  const auto holds = [&parts](const Bytes& bytes) {
    for (const Bytes& part : parts) {
      if (bytes.find(part) != Bytes::npos) return true;
    }
    return false;
  };
  Database server = world.server_database();
  if (holds(on_disk(server))) return "the server's disk holds what was erased";
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    if (world.kiosks()[n].revoked()) continue;  // hears of no erasure, and has no key to what it never sent
    if (!holds(on_disk(world.kiosks()[n].store().database()))) continue;
    return "kiosk " + std::to_string(n) + "'s disk holds what was erased";
  }
  return {};
}

Broken others_lost_names(World& world) {
  return for_each_member(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    constexpr const char* sealed = "SELECT count(sealed) FROM change";
    return number(kiosk.store().database(), sealed) == number(server, sealed)
               ? Broken()
               : "holds other sealed parts than the server";
  });
}

constexpr Invariant at_rest[] = {
    {"every committed change is on the server exactly once, and nothing else", lost_or_invented},
    {"nothing is pending, refused or in quarantine", something_pending},
    {"every kiosk holds every change", not_everywhere},
    {"every kiosk projects what the server projects", other_projections},
    {"every kiosk counts what the server counts", other_tally},
    {"the projections are those of the log", not_the_log},
    {"the feed has no gap", gap_in_feed},
    {"what was erased is on no disk", erased_is_somewhere},
    {"every kiosk believes whom its log says", believes_others},
    {"who was revoked knows, and opens no name", revoked_keeps_keys},
    {"what was not erased is everywhere", others_lost_names},
};

}  // namespace

std::span<const Invariant> invariants_at_rest() { return at_rest; }

std::optional<std::string> broken_at_any_moment(SimKiosk& kiosk, Database& server) {
  const SyncStatus status = kiosk.client().status().value();
  const DeviceId own = kiosk.store().own().device;
  const std::set<ChangeId> held = ids(kiosk.store().database());
  Statement theirs = server.statement(
      "SELECT id, position FROM change JOIN device USING(device) WHERE position <= :cursor AND uuid <> :own");
  theirs.bind(":cursor", static_cast<std::int64_t>(status.cursor_position)).bind_blob(":own", own.view());
  while (theirs.step()) {
    if (held.contains(theirs.id<ChangeId>(0))) continue;
    return "its cursor is at " + std::to_string(status.cursor_position) + ", but position " +
           std::to_string(theirs.integer(1)) + " never arrived";
  }
  Statement mark = server.statement("SELECT received_through FROM device_mark WHERE device = :own");
  mark.bind_blob(":own", own.view());
  const std::uint64_t received = mark.step() ? static_cast<std::uint64_t>(mark.integer(0)) : 0;
  if (status.received_through > received) {
    return "it ticked off " + std::to_string(status.received_through) + ", the server has " + std::to_string(received);
  }
  return {};
}

}  // namespace hk::sim
