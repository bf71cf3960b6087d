#include "sync/log/log.h"

#include <limits>

#include "sync/domain/planted.h"
#include "sync/log/erasure.h"
#include "sync/log/fold.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

ByteView null_if_empty(const Bytes& bytes) { return bytes; }

Statement& bind_optional_blob(Statement& statement, const char* name, const Bytes& bytes) {
  return bytes.empty() ? statement.bind_null(name) : statement.bind_blob(name, null_if_empty(bytes));
}

constexpr const char* envelope_columns =
    "core, sealed, sealed_digest, mac, mac_key, signature, signer, uuid, epoch, seq, hlc_accepted, position, "
    "received_at_ms";

Envelope read_envelope(const Statement& row) {
  Envelope envelope;
  envelope.record.core = row.blob(0);
  envelope.record.sealed = row.blob(1);
  envelope.record.sealed_digest = row.blob(2);
  envelope.record.mac = row.blob(3);
  envelope.record.mac_key = static_cast<std::uint64_t>(row.integer(4));
  envelope.record.signature = row.blob(5);
  envelope.record.signer = row.blob(6);
  envelope.device = row.id<DeviceId>(7);
  envelope.epoch = static_cast<std::uint64_t>(row.integer(8));
  envelope.seq = static_cast<std::uint64_t>(row.integer(9));
  if (const auto accepted = row.optional_integer(10))
    envelope.hlc_accepted = Hlc{static_cast<std::uint64_t>(*accepted)};
  envelope.position = static_cast<std::uint64_t>(row.optional_integer(11).value_or(0));
  envelope.received_at_ms = row.optional_integer(12).value_or(0);
  return envelope;
}

std::size_t size_of(const Envelope& envelope) {
  const ChangeRecord& record = envelope.record;
  return record.core.size() + record.sealed.size() + record.sealed_digest.size() + record.mac.size() +
         record.signature.size() + record.signer.size();
}

std::vector<Envelope> read_page(Statement& query, std::size_t count_max, std::size_t bytes_max) {
  std::vector<Envelope> page;
  std::size_t bytes = 0;
  while (page.size() < count_max && query.step()) {
    Envelope envelope = read_envelope(query);
    bytes += size_of(envelope);
    if (!page.empty() && bytes > bytes_max) break;
    page.push_back(std::move(envelope));
  }
  return page;
}

bool is_here(Database& db, ProgrammeRef programme, const ChangeId& id) {
  Statement query = db.statement("SELECT 1 FROM change WHERE programme = :programme AND id = :id");
  query.bind(":programme", programme.row).bind_blob(":id", id.view());
  return query.step();
}

/// The sealed part of a change that is here without it, because this device forgot it: its row; nothing where none came
/// back.
std::optional<std::int64_t> bring_back(Database& db, ProgrammeRef programme, const ChangeRecord& record,
                                       const Change& change) {
  if (record.sealed.empty() || is_erased(db, programme, change.body)) return std::nullopt;
  Statement update = db.statement(R"sql(
    UPDATE change SET sealed = :sealed
    WHERE programme = :programme AND id = :id AND sealed IS NULL AND sealed_digest = :digest RETURNING change)sql");
  update.bind(":programme", programme.row)
      .bind_blob(":id", change.id.view())
      .bind_blob(":sealed", record.sealed)
      .bind_blob(":digest", record.sealed_digest);
  return update.step() ? std::optional(update.integer(0)) : std::nullopt;
}

/// The new row; nothing where the id or one of the numbers is taken. Takes the device's row as a value: of an INSERT
/// from a SELECT SQLite keeps a journal of its own, which within a savepoint it walks whole at every statement.
std::optional<std::int64_t> insert_change(Database& db, ProgrammeRef programme, const Envelope& envelope,
                                          const Change& change) {
  const ChangeRecord& record = envelope.record;
  // Nothing brings back what was erased, not even for the moment between two statements.
  const bool erased = is_erased(db, programme, change.body) && !planted::is(planted::Bug::resurrect_erased);
  const Bytes sealed = erased ? Bytes() : record.sealed;
  const auto known = [](auto value) {
    return value == 0 ? std::nullopt : std::optional<std::int64_t>(static_cast<std::int64_t>(value));
  };
  Statement insert = db.statement(R"sql(
    INSERT INTO change(programme, id, hlc, hlc_accepted, kind, device, epoch, seq, position, wall_ms, received_at_ms,
                       mac_key, core, mac, sealed_digest, sealed, signature, signer, ordinal)
    VALUES(:programme, :id, :hlc, :hlc_accepted, :kind, :device, :epoch, :seq, :position, :wall_ms, :received_at_ms,
           :mac_key, :core, :mac, :sealed_digest, :sealed, :signature, :signer, :ordinal)
    ON CONFLICT DO NOTHING)sql");
  insert.bind(":programme", programme.row)
      .bind_blob(":id", change.id.view())
      .bind(":hlc", static_cast<std::int64_t>(change.hlc.packed))
      .bind(":kind", static_cast<std::int64_t>(change.body.index()))
      .bind(":device", intern_device(db, programme, envelope.device))
      .bind(":epoch", static_cast<std::int64_t>(envelope.epoch))
      .bind(":seq", static_cast<std::int64_t>(envelope.seq))
      .bind(":position", known(envelope.position))
      .bind(":wall_ms", change.wall_ms)
      .bind(":received_at_ms", known(envelope.received_at_ms))
      .bind(":mac_key", static_cast<std::int64_t>(record.mac_key))
      .bind_blob(":core", record.core)
      .bind_blob(":mac", record.mac);
  insert.bind(":ordinal", known(change.ordinal));
  insert.bind(":hlc_accepted", envelope.hlc_accepted
                                   ? std::optional(static_cast<std::int64_t>(envelope.hlc_accepted->packed))
                                   : std::nullopt);
  bind_optional_blob(insert, ":sealed_digest", record.sealed_digest);
  bind_optional_blob(insert, ":sealed", sealed);
  bind_optional_blob(insert, ":signature", record.signature);
  bind_optional_blob(insert, ":signer", record.signer);
  insert.run();
  return db.changes() == 0 ? std::nullopt : std::optional(db.last_rowid());
}

/// To be folded again by a program that can read all of it. (in a transaction)
void note_partly_known(Database& db, std::int64_t row) {
  db.statement("INSERT OR IGNORE INTO partly_known(change) VALUES(:change)").bind(":change", row).run();
}

/// Forgets those that can be read whole now, and says how many they are. (in a transaction)
std::size_t known_whole_now(Database& db) {
  std::vector<std::int64_t> whole;
  {
    Statement query = db.statement("SELECT change, core FROM partly_known JOIN change USING(change)");
    while (query.step()) {
      const Result<Change> change = decode_core(query.blob(1));
      if (change && !change->partly_known) whole.push_back(query.integer(0));
    }
  }
  for (const std::int64_t row : whole) {
    db.statement("DELETE FROM partly_known WHERE change = :change").bind(":change", row).run();
  }
  return whole.size();
}

/// What others decide by who come later: whom to believe, who is let in, what an erasure has to empty.
bool may_lag(const ChangeBody& body) {
  return !is_privileged(body) && !std::holds_alternative<ParticipantSet>(body) &&
         !std::holds_alternative<ConsentSet>(body);
}

}  // namespace

Result<ProgrammeRef> Log::find_programme(ProgrammeId id) {
  return sqlite_guard(db_, [&]() -> Result<ProgrammeRef> {
    Statement query = db_.statement("SELECT programme FROM programme WHERE uuid = :uuid");
    query.bind_blob(":uuid", id.view());
    if (!query.step()) return fail(ErrorCode::not_found, "programme " + to_text(id), "is not in this database");
    return ProgrammeRef{query.integer(0)};
  });
}

Result<ProgrammeRef> Log::programme(ProgrammeId id) {
  if (auto found = find_programme(id); found || found.error().code != ErrorCode::not_found) return found;
  return sqlite_guard(db_, [&]() -> Result<ProgrammeRef> {
    db_.statement("INSERT INTO programme(uuid) VALUES(:uuid)").bind_blob(":uuid", id.view()).run();
    return ProgrammeRef{db_.last_rowid()};
  });
}

Result<std::size_t> Log::fold_late(ProgrammeRef programme, Verifier& verifier) {
  HK_CHECK(db_.in_transaction());
  static const std::string sql =
      std::string("SELECT ") + envelope_columns +
      ", change FROM change JOIN device USING(device) WHERE kind = 0 AND change.programme = :programme ORDER BY change";
  return sqlite_guard(db_, [&]() -> Result<std::size_t> {
    std::vector<LogRow> unknown;
    {
      Statement query = db_.statement(sql);
      query.bind(":programme", programme.row);
      while (query.step()) unknown.push_back({query.integer(13), read_envelope(query)});
    }
    std::size_t folded = 0;
    for (const LogRow& one : unknown) {
      const Result<Change> change = verifier.check(one.envelope.record);
      if (!change || std::holds_alternative<UnknownKind>(change->body)) continue;
      db_.statement("UPDATE change SET kind = :kind, ordinal = :ordinal WHERE change = :change")
          .bind(":kind", static_cast<std::int64_t>(change->body.index()))
          .bind(":ordinal",
                change->ordinal == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(change->ordinal)))
          .bind(":change", one.row)
          .run();
      if (!one.envelope.record.sealed.empty() && is_erased(db_, programme, change->body)) {
        // The erasure could not know whom it was about.
        db_.statement("UPDATE change SET sealed = NULL WHERE change = :change").bind(":change", one.row).run();
        ask_for_sweep(db_);
      }
      fold(db_, FoldedChange{programme, one.row, change->id, one.envelope.hlc_accepted.value_or(change->hlc), *change});
      if (change->partly_known) note_partly_known(db_, one.row);
      verifier.learn(change->body);
      ++folded;
    }
    if (const std::size_t better = known_whole_now(db_); better > 0) {
      HK_TRY(rebuild());
      HK_TRY(teach(programme, verifier));
      folded += better;
    }
    return folded;
  });
}

Result<bool> Log::holds(ProgrammeRef programme, const ChangeId& id) {
  return sqlite_guard(db_, [&]() -> Result<bool> { return is_here(db_, programme, id); });
}

Result<Appended> Log::append(ProgrammeRef programme, const Envelope& envelope, const Change& change, Folding folding) {
  HK_CHECK(db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<Appended> {
    // Nearly all are new: whether one is here already is asked only when it does not fit.
    const auto row = insert_change(db_, programme, envelope, change);
    if (!row) {
      if (is_here(db_, programme, change.id)) {
        const auto back = bring_back(db_, programme, envelope.record, change);
        if (!back) return Appended::duplicate;
        brought_back_.push_back(*back);
        return Appended::brought_back;
      }
      return fail(
          ErrorCode::conflict, "change " + to_text(change.id),
          "device " + to_text(envelope.device) + " has another change with number " + std::to_string(envelope.seq));
    }
    if (change.partly_known) note_partly_known(db_, *row);
    if (folding == Folding::at_once || !may_lag(change.body)) {
      fold(db_, FoldedChange{programme, *row, change.id, envelope.hlc_accepted.value_or(change.hlc), change});
    }
    return Appended::added;
  });
}

Result<std::uint64_t> Log::last_seq(ProgrammeRef programme, DeviceId device, std::uint64_t epoch) {
  return sqlite_guard(db_, [&]() -> Result<std::uint64_t> {
    Statement query = db_.statement(R"sql(
      SELECT ifnull(max(seq), 0) FROM change
      WHERE device = (SELECT device FROM device WHERE programme = :programme AND uuid = :device) AND epoch = :epoch)sql");
    query.bind(":programme", programme.row)
        .bind_blob(":device", device.view())
        .bind(":epoch", static_cast<std::int64_t>(epoch));
    query.step();
    return static_cast<std::uint64_t>(query.integer(0));
  });
}

Result<std::vector<Envelope>> Log::range(ProgrammeRef programme, DeviceId device, std::uint64_t epoch,
                                         std::uint64_t first_seq, std::size_t count_max, std::size_t bytes_max) {
  static const std::string sql =
      std::string("SELECT ") + envelope_columns + R"sql( FROM change JOIN device USING(device)
    WHERE device = (SELECT device FROM device WHERE programme = :programme AND uuid = :device)
      AND epoch = :epoch AND seq >= :first ORDER BY seq)sql";
  return sqlite_guard(db_, [&]() -> Result<std::vector<Envelope>> {
    Statement query = db_.statement(sql);
    query.bind(":programme", programme.row)
        .bind_blob(":device", device.view())
        .bind(":epoch", static_cast<std::int64_t>(epoch))
        .bind(":first", static_cast<std::int64_t>(first_seq));
    return read_page(query, count_max, bytes_max);
  });
}

Result<std::vector<Envelope>> Log::feed(ProgrammeRef programme, std::uint64_t after, const FeedExcept& except,
                                        std::size_t count_max, std::size_t bytes_max) {
  static const std::string sql =
      std::string("SELECT ") + envelope_columns + R"sql( FROM change JOIN device USING(device)
    WHERE change.programme = :programme AND position > :after
      AND NOT (uuid = :except AND (:epoch IS NULL OR epoch = :epoch)) ORDER BY position)sql";
  return sqlite_guard(db_, [&]() -> Result<std::vector<Envelope>> {
    Statement query = db_.statement(sql);
    query.bind(":programme", programme.row)
        .bind(":after", static_cast<std::int64_t>(after))
        .bind_blob(":except", except.device.view())
        .bind(":epoch", except.epoch ? std::optional(static_cast<std::int64_t>(*except.epoch)) : std::nullopt);
    return read_page(query, count_max, bytes_max);
  });
}

Result<std::vector<LogRow>> Log::rows(ProgrammeRef programme, std::int64_t after, std::size_t count_max,
                                      std::size_t bytes_max) {
  static const std::string sql =
      std::string("SELECT ") + envelope_columns + R"sql(, change FROM change JOIN device USING(device)
    WHERE +change.programme = :programme AND change > :after ORDER BY change)sql";
  // The plus keeps SQLite from collecting and sorting the whole programme for each page.
  return sqlite_guard(db_, [&]() -> Result<std::vector<LogRow>> {
    Statement query = db_.statement(sql);
    query.bind(":programme", programme.row).bind(":after", after);
    std::vector<LogRow> page;
    std::size_t bytes = 0;
    while (page.size() < count_max && bytes < bytes_max && query.step()) {
      page.push_back({query.integer(13), read_envelope(query)});
      bytes += size_of(page.back().envelope);
    }
    return page;
  });
}

Result<std::uint64_t> Log::take_positions(ProgrammeRef programme, std::uint64_t count) {
  HK_CHECK(db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<std::uint64_t> {
    Statement update = db_.statement(R"sql(UPDATE programme SET next_position = next_position + :count
                                           WHERE programme = :programme RETURNING next_position)sql");
    update.bind(":count", static_cast<std::int64_t>(count)).bind(":programme", programme.row);
    HK_CHECK(update.step());
    return static_cast<std::uint64_t>(update.integer(0)) - count;
  });
}

Result<std::uint64_t> Log::last_position(ProgrammeRef programme) {
  return sqlite_guard(db_, [&]() -> Result<std::uint64_t> {
    Statement query = db_.statement("SELECT next_position - 1 FROM programme WHERE programme = :programme");
    query.bind(":programme", programme.row);
    return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
  });
}

Result<std::string> Log::setting(ProgrammeRef programme, std::string_view field) {
  return sqlite_guard(db_, [&]() -> Result<std::string> {
    Statement query =
        db_.statement("SELECT value FROM programme_setting WHERE programme = :programme AND field = :field");
    query.bind(":programme", programme.row).bind_text(":field", field);
    return query.step() ? std::string(query.text(0)) : std::string();
  });
}

}  // namespace hk
