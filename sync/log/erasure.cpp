#include "sync/log/erasure.h"

#include "sync/log/fold_parts.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

const ParticipantId* sealed_about(const ChangeBody& body) {
  if (const auto* set = std::get_if<ParticipantSet>(&body)) return &set->participant;
  if (const auto* consent = std::get_if<ConsentSet>(&body)) return &consent->participant;
  return nullptr;
}

void note_change(Database& db, const FoldedChange& folded, ParticipantId participant) {
  db.statement("INSERT OR IGNORE INTO participant_change VALUES(:participant, :change)")
      .bind(":participant", intern_participant(db, folded.programme, participant))
      .bind(":change", folded.row)
      .run();
}

}  // namespace

bool is_erased(Database& db, ProgrammeRef programme, const ChangeBody& body) {
  const ParticipantId* participant = sealed_about(body);
  if (participant == nullptr) return false;
  Statement query = db.statement(R"sql(SELECT 1 FROM participant JOIN erased_participant USING(participant)
                                       WHERE programme = :programme AND uuid = :uuid)sql");
  query.bind(":programme", programme.row).bind_blob(":uuid", participant->view());
  return query.step();
}

bool holds_erased(Database& db, ProgrammeRef programme, const ChangeRecord& record) {
  if (record.sealed.empty()) return false;
  const Result<Change> change = decode_core(record.core);
  if (change && is_erased(db, programme, change->body)) return true;
  const Bytes sealed_digest = digest(record.sealed);
  Statement query = db.statement(R"sql(
    SELECT 1 FROM erased_participant JOIN participant_change USING(participant) JOIN change c USING(change)
    WHERE c.programme = :programme AND c.sealed_digest = :digest)sql");
  query.bind(":programme", programme.row).bind_blob(":digest", sealed_digest);
  return query.step();
}

void ask_for_sweep(Database& db) { db.execute("INSERT OR IGNORE INTO unswept VALUES(1)"); }
void sweep_what_left(Database& db) {
  if (db.changes() > 0) ask_for_sweep(db);
}

void fold_body(Database& db, const FoldedChange& folded, const ParticipantSet& body) {
  note_change(db, folded, body.participant);
}

void fold_body(Database& db, const FoldedChange& folded, const ConsentSet& body) {
  note_change(db, folded, body.participant);
}

void fold_body(Database& db, const FoldedChange& folded, const ParticipantErased& body) {
  const std::int64_t participant = intern_participant(db, folded.programme, body.participant);
  db.statement("INSERT OR IGNORE INTO erased_participant VALUES(:participant)").bind(":participant", participant).run();
  db.statement(R"sql(UPDATE change SET sealed = NULL WHERE sealed IS NOT NULL AND change IN
                     (SELECT change FROM participant_change WHERE participant = :participant))sql")
      .bind(":participant", participant)
      .run();
  // A rebuild empties nothing and has nothing to sweep.
  sweep_what_left(db);
}

Result<void> Log::forget_sealed(ProgrammeRef programme, DeviceId kept, std::uint64_t epoch, std::uint64_t kept_after) {
  HK_CHECK(db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement(R"sql(UPDATE change SET sealed = NULL WHERE programme = :programme AND sealed IS NOT NULL AND NOT
                        (device = (SELECT device FROM device WHERE programme = :programme AND uuid = :kept)
                         AND epoch = :epoch AND seq > :kept_after))sql")
        .bind(":programme", programme.row)
        .bind_blob(":kept", kept.view())
        .bind(":epoch", static_cast<std::int64_t>(epoch))
        .bind(":kept_after", static_cast<std::int64_t>(kept_after))
        .run();
    ask_for_sweep(db_);
    return {};
  });
}

Result<bool> Log::needs_sweep() {
  return sqlite_guard(db_, [&]() -> Result<bool> { return db_.statement("SELECT 1 FROM unswept").step(); });
}

Result<void> Log::sweep() {
  HK_CHECK(!db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<void> {
    // secure_delete has overwritten the pages; the WAL has them as they were before until it is cut off.
    if (!db_.truncate_wal()) {
      return fail(ErrorCode::busy, db_.path(), "another connection reads what is to be overwritten");
    }
    db_.execute("DELETE FROM unswept");
    return {};
  });
}

}  // namespace hk
