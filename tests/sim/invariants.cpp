#include "tests/sim/invariants.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "sync/protocol/codec.h"

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

/// What no server takes is in its author's log alone.
bool is_rubbish(const Change& change) {
  const auto* logged = std::get_if<AccessLogged>(&change.body);
  return logged != nullptr && logged->event == "rubbish";
}

using Check = Broken (*)(SimKiosk& kiosk, Database& server);

Broken for_each(World& world, Check broken, bool members_only) {
  Database& server = world.server().database();
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    SimKiosk& kiosk = world.kiosks()[n];
    if (members_only && kiosk.revoked()) continue;
    if (const Broken how = broken(kiosk, server)) return "kiosk " + std::to_string(n) + ": " + *how;
  }
  return {};
}
/// Of those that are part of the programme still.
Broken for_each_member(World& world, Check broken) { return for_each(world, broken, true); }
Broken for_each_kiosk(World& world, Check broken) { return for_each(world, broken, false); }

Broken lost_or_invented(World& world) {
  Database& server = world.server().database();
  std::set<ChangeId> held = ids(server);
  std::set<ChangeId> aside;
  Statement quarantine = server.statement("SELECT core FROM quarantine");
  while (quarantine.step()) {
    const ChangeId id = decode_core(quarantine.blob(0)).value().id;
    if (!aside.insert(id).second) return to_text(id) + " is in quarantine twice";
    if (!held.insert(id).second) return to_text(id) + " is in log and quarantine";
  }
  std::set<ChangeId> made, perhaps;
  for (SimKiosk& kiosk : world.kiosks()) {
    made.insert(kiosk.committed().begin(), kiosk.committed().end());
    perhaps.insert(kiosk.perhaps().begin(), kiosk.perhaps().end());
  }
  for (const ChangeId& id : made) {
    if (!held.contains(id)) return "the server has no " + to_text(id);
  }
  for (const ChangeId& id : held) {
    if (!made.contains(id) && !perhaps.contains(id)) return "nobody made " + to_text(id);
  }
  return {};
}

Broken good_ones_aside(World& world) {
  Database& server = world.server().database();
  std::set<DeviceId> revoked;
  Statement query = server.statement("SELECT uuid FROM revoked_device JOIN device USING(device)");
  while (query.step()) revoked.insert(query.id<DeviceId>(0));
  Statement quarantine = server.statement("SELECT core, reason FROM quarantine");
  while (quarantine.step()) {
    const Change change = decode_core(quarantine.blob(0)).value();
    if (is_rubbish(change) || revoked.contains(change.device)) continue;
    return "a good change is in quarantine: " + std::string(quarantine.text(1));
  }
  return {};
}

Broken something_pending(World& world) {
  return for_each_kiosk(world, [](SimKiosk& kiosk, Database&) -> Broken {
    const SyncStatus status = kiosk.client().status().value();
    if (status.pending != 0) return std::to_string(status.pending) + " pending";
    // What came in one page with its own revocation, a revoked device has no key for.
    if (status.refused != 0 && !status.revoked) {
      Statement why = kiosk.store().database().statement("SELECT reason FROM refused LIMIT 1");
      return "good changes are refused: " + std::string(why.step() ? why.text(0) : "");
    }
    // What a device asked before it heard that it is revoked is refused for that, and it asks nothing more.
    const bool told_so = status.revoked && status.last_result == SyncStatus::Result::refused;
    if (status.last_result != SyncStatus::Result::ok && !told_so) {
      return "the last exchange was not good: " + status.last_failure;
    }
    return {};
  });
}

Broken not_everywhere(World& world) {
  return for_each_member(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    const std::set<ChangeId> theirs = ids(server);
    std::set<ChangeId> ours = ids(kiosk.store().database());
    Statement query = kiosk.store().database().statement("SELECT core FROM change WHERE kind = :kind");
    query.bind(":kind", static_cast<std::int64_t>(ChangeBody(AccessLogged{}).index()));
    while (query.step()) {
      const Change change = decode_core(query.blob(0)).value();
      if (is_rubbish(change) && !theirs.contains(change.id)) ours.erase(change.id);
    }
    for (const ChangeId& id : theirs) {
      if (!ours.contains(id)) return "has no " + to_text(id);
    }
    for (const ChangeId& id : ours) {
      if (!theirs.contains(id)) return "alone has " + to_text(id);
    }
    return {};
  });
}

std::string dump_of(Database& db) { return Log(db).canonical_dump().value(); }

std::string first_difference(const std::string& a, const std::string& b) {
  const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const auto line = [at](const std::string& text) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
  };
  return "'" + line(a) + "' against '" + line(b) + "'";
}

Broken other_projections(World& world) {
  Database& server = world.server().database();
  const std::string theirs = dump_of(server);
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    if (world.kiosks()[n].revoked()) continue;
    const std::string ours = dump_of(world.kiosks()[n].store().database());
    if (ours != theirs) {
      return "kiosk " + std::to_string(n) + " projects something else: " + first_difference(ours, theirs);
    }
  }
  return {};
}

Broken other_tally(World& world) {
  Database& server = world.server().database();
  const Period year = parse_period("2026").value();
  const ProgrammeRef programme = Log(server).find_programme(world.kiosks()[0].store().own().programme).value();
  const Tally theirs = read_tally(server, programme, year).value().tally;
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    KioskStore& store = world.kiosks()[n].store();
    if (world.kiosks()[n].revoked()) continue;
    if (read_tally(store.database(), store.programme(), year).value().tally != theirs) {
      return "kiosk " + std::to_string(n) + " counts something else than the server";
    }
  }
  return {};
}

/// Of one tablet a run: they project the same, so the next run looks at the next one.
Broken not_the_log(World& world) {
  Database& db = world.kiosks()[world.random().below(world.kiosks().size())].store().database();
  const std::string folded = dump_of(db);
  Transaction transaction(db);
  if (const auto done = Log(db).rebuild(); !done) return done.error().message();
  const std::string again = dump_of(db);
  if (again != folded) return "its projections are not those of its log: " + first_difference(folded, again);
  if (const auto whole = db.check_integrity(); !whole) return whole.error().message();
  return {};
}

Broken not_the_rules(World& world) {
  Database& server = world.server().database();
  return differs_from_rules(server);
}

Broken gap_in_feed(World& world) {
  Database& server = world.server().database();
  const std::int64_t rows = number(server, "SELECT count(*) FROM change");
  const bool dense = number(server, "SELECT min(position) FROM change") == 1 &&
                     number(server, "SELECT max(position) FROM change") == rows &&
                     number(server, "SELECT count(DISTINCT position) FROM change") == rows;
  return dense ? Broken() : "positions are not 1 to " + std::to_string(rows);
}

Broken clock_ran_away(World& world) {
  Database& server = world.server().database();
  const std::int64_t newest = number(server, "SELECT max(ifnull(hlc_accepted, hlc)) FROM change");
  const std::int64_t ahead_ms = Hlc{static_cast<std::uint64_t>(newest)}.ms() - world.now_ms();
  return ahead_ms <= hlc_skew_ms_max ? Broken() : "somebody wins for " + std::to_string(ahead_ms / 1000) + " s";
}

/// Some bytes of everything that was ever sealed about people who are erased: of the nonce and what follows it, which
/// nothing else has. Every eight in a row of fifteen, so that one of them lies at a multiple of eight wherever they
/// are.
std::unordered_set<std::uint64_t> erased_marks(World& world) {
  constexpr std::size_t in_nonce = 12;
  Database& server = world.server().database();
  std::unordered_set<std::uint64_t> marks;
  Statement erased = server.statement("SELECT uuid FROM erased_participant JOIN participant USING(participant)");
  while (erased.step()) {
    const auto person = erased.id<ParticipantId>(0);
    for (SimKiosk& kiosk : world.kiosks()) {
      const auto [first, last] = kiosk.sealed().equal_range(person);
      for (auto one = first; one != last; ++one) {
        for (std::size_t shift = 0; shift < sizeof(std::uint64_t); ++shift) {
          std::uint64_t mark = 0;
          std::memcpy(&mark, one->second.data() + in_nonce + shift, sizeof mark);
          marks.insert(mark);
        }
      }
    }
  }
  return marks;
}

Broken erased_is_somewhere(World& world) {
  const std::unordered_set<std::uint64_t> marks = erased_marks(world);
  if (marks.empty()) return {};
  // Most bytes are told apart by their low bits alone.
  std::vector<bool> begins(1 << 16);
  for (const std::uint64_t mark : marks) begins[mark & 0xffff] = true;
  const auto holds = [&](ByteView bytes) {
    std::uint64_t window = 0;
    for (std::size_t at = 0; at + sizeof window <= bytes.size(); at += sizeof window) {
      std::memcpy(&window, bytes.data() + at, sizeof window);
      if (begins[window & 0xffff] && marks.contains(window)) return true;
    }
    return false;
  };
  if (world.server().disk().any_file(holds)) return "the server's disk holds what was erased";
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    if (world.kiosks()[n].revoked()) continue;  // hears of no erasure, and has no key to what it never sent
    if (world.kiosks()[n].disk().any_file(holds)) return "kiosk " + std::to_string(n) + "'s disk holds what was erased";
  }
  return {};
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
    query.bind_blob(":own", kiosk.device().view());
    if (query.step() != kiosk.revoked()) return "has not heard, or has heard too much";
    if (!kiosk.revoked()) return {};
    if (kiosk.store().unlocked()) return "shows names";
    return number(kiosk.store().database(), "SELECT count(*) FROM key_slot") == 0 ? Broken() : "opens by a passphrase";
  });
}

Broken others_lost_names(World& world) {
  return for_each_member(world, [](SimKiosk& kiosk, Database& server) -> Broken {
    constexpr const char* sealed = "SELECT count(sealed) FROM change";
    return number(kiosk.store().database(), sealed) == number(server, sealed)
               ? Broken()
               : "holds other sealed parts than the server";
  });
}

/// Of whoever was ever written down here, in one line each.
std::string names_of(KioskStore& store) {
  std::string names;
  Statement query = store.database().statement("SELECT uuid FROM participant ORDER BY uuid");
  while (query.step()) {
    const auto id = query.id<ParticipantId>(0);
    if (const Person* person = store.people().find(id)) names += to_text(id) + " " + person->name + "\n";
  }
  return names;
}

Broken other_names(World& world) {
  std::optional<std::string> names;
  for (std::size_t n = 0; n < world.kiosks().size(); ++n) {
    KioskStore& store = world.kiosks()[n].store();
    if (world.kiosks()[n].revoked() || !store.unlocked()) continue;
    std::string read = names_of(store);
    if (names && read != *names) {
      return "kiosk " + std::to_string(n) + " reads other names: " + first_difference(read, *names);
    }
    names = std::move(read);
  }
  return {};
}

constexpr Invariant at_rest[] = {
    {"nothing is pending, and nothing refused", something_pending},
    {"every committed change is on the server exactly once, and nothing else", lost_or_invented},
    {"nothing good is in quarantine", good_ones_aside},
    {"every kiosk holds every change", not_everywhere},
    {"every kiosk projects what the server projects", other_projections},
    {"every kiosk counts what the server counts", other_tally},
    {"the projections are those of the log", not_the_log},
    {"the projections are what the rules say", not_the_rules},
    {"the feed has no gap", gap_in_feed},
    {"no clock wins for ever", clock_ran_away},
    {"what was erased is on no disk", erased_is_somewhere},
    {"what was not erased is everywhere", others_lost_names},
    {"every kiosk reads the same names", other_names},
    {"every kiosk believes whom its log says", believes_others},
    {"who was revoked knows, and opens no name", revoked_keeps_keys},
};

}  // namespace

std::span<const Invariant> invariants_at_rest() { return at_rest; }

namespace {

bool is_refused(SimKiosk& kiosk, const ChangeId& id) {
  Statement query = kiosk.store().database().statement("SELECT core FROM refused");
  while (query.step()) {
    const Result<Change> change = decode_core(query.blob(0));
    if (change && change->id == id) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> broken_at_any_moment(SimKiosk& kiosk, SimServer& server) {
  const SyncStatus status = kiosk.client().status().value();
  const std::uint64_t told = server.told(kiosk.device(), status.epoch);
  if (status.received_through > told) {
    return "it ticked off " + std::to_string(status.received_through) + ", the server acknowledged " +
           std::to_string(told);
  }
  if (kiosk.revoked()) return {};
  const auto& feed = server.feed();
  const Bytes cursor = kiosk.cursor();
  if (kiosk.read.cursor != cursor) kiosk.read = {cursor, kiosk.read.generation, 0};
  // After a restore the rest of what it read is not this feed's.
  const std::uint64_t position = server.position_of(cursor);
  const std::uint64_t through = std::min(position, server.common_feed(kiosk.read.generation));
  for (std::uint64_t at = kiosk.read.checked; at < through && at < feed.size(); ++at) {
    const SimServer::Fed& one = feed[at];
    const bool own = one.device == kiosk.device() && one.epoch == status.epoch;
    if (own || kiosk.store().log().holds(kiosk.store().programme(), one.id).value()) continue;
    // Two tablets by one name, and a server that forgot one of them: what the other said under its number waits.
    if (is_refused(kiosk, one.id)) continue;
    return "its cursor is at " + std::to_string(position) + ", but position " + std::to_string(at + 1) +
           " never arrived";
  }
  if (position > feed.size() && kiosk.read.generation == server.generation()) {
    return "its cursor is beyond the feed";
  }
  kiosk.read.checked = std::max(kiosk.read.checked, through);
  return {};
}

}  // namespace hk::sim
