#include "sync/domain/planted.h"
#include "sync/log/fold_parts.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

struct Snapshot {
  std::int64_t category, gender, area;
};

/// Key of the projected row of a check-in that has arrived. The log's own bytes tell it, so no index is kept for the
/// few check-ins that are ever withdrawn or corrected.
struct CheckInRow {
  std::int64_t session, participant, change;
};
std::optional<CheckInRow> find_check_in(Database& db, ProgrammeRef programme, const CheckInId& id) {
  CheckInRow row{};
  Bytes core;
  {
    Statement query = db.statement("SELECT change, core FROM change WHERE programme = :programme AND id = :id");
    query.bind(":programme", programme.row).bind_blob(":id", id.view());
    if (!query.step()) return std::nullopt;
    row.change = query.integer(0);
    core = query.blob(1);
  }
  const Result<Change> change = decode_core(core);
  const auto* recorded = change ? std::get_if<CheckInRecorded>(&change->body) : nullptr;
  if (recorded == nullptr) return std::nullopt;
  row.session = intern_session(db, programme, recorded->session);
  row.participant = intern_participant(db, programme, recorded->participant);
  return row;
}

void put_correction(Database& db, const FoldedChange& folded, const CheckInId& id, const Snapshot& snapshot) {
  db.statement(R"sql(INSERT OR REPLACE INTO check_in_correction
                     VALUES(:programme, :check_in, :change, :category, :gender, :area))sql")
      .bind(":programme", folded.programme.row)
      .bind_blob(":check_in", id.view())
      .bind(":change", folded.row)
      .bind(":category", snapshot.category)
      .bind(":gender", snapshot.gender)
      .bind(":area", snapshot.area)
      .run();
  const auto row = find_check_in(db, folded.programme, id);
  if (!row) return;
  db.statement(R"sql(UPDATE check_in SET category = :category, gender = :gender, area = :area
                     WHERE session = :session AND participant = :participant AND change = :change)sql")
      .bind(":category", snapshot.category)
      .bind(":gender", snapshot.gender)
      .bind(":area", snapshot.area)
      .bind(":session", row->session)
      .bind(":participant", row->participant)
      .bind(":change", row->change)
      .run();
}

/// False where it is there already, or one of the things it names has no row yet (and is NULL). One statement of values
/// alone, because nothing is folded as often; its withdrawal or correction may have come first.
bool insert_check_in(Database& db, const FoldedChange& folded, const CheckInRecorded& body) {
  db.statement(R"sql(
    INSERT OR IGNORE INTO check_in(session, participant, change, category, gender, area, way, withdrawn) VALUES(
      (SELECT session FROM session WHERE programme = :programme AND uuid = :session),
      (SELECT participant FROM participant WHERE programme = :programme AND uuid = :participant), :change,
      ifnull((SELECT category FROM check_in_correction WHERE programme = :programme AND check_in = :check_in),
             (SELECT code FROM code WHERE text = :category)),
      ifnull((SELECT gender FROM check_in_correction WHERE programme = :programme AND check_in = :check_in),
             (SELECT code FROM code WHERE text = :gender)),
      ifnull((SELECT area FROM check_in_correction WHERE programme = :programme AND check_in = :check_in),
             (SELECT code FROM code WHERE text = :area)),
      :way, EXISTS(SELECT 1 FROM check_in_withdrawal WHERE programme = :programme AND check_in = :check_in)))sql")
      .bind(":programme", folded.programme.row)
      .bind(":change", folded.row)
      .bind_blob(":check_in", folded.id.view())
      .bind_blob(":session", body.session.view())
      .bind_blob(":participant", body.participant.view())
      .bind_text(":category", body.category)
      .bind_text(":gender", body.gender)
      .bind_text(":area", body.area)
      .bind(":way", static_cast<std::int64_t>(body.way))
      .run();
  return db.changes() > 0;
}

}  // namespace

void fold_body(Database& db, const FoldedChange& folded, const CheckInRecorded& body) {
  if (insert_check_in(db, folded, body)) return;
  (void)intern_session(db, folded.programme, body.session);
  (void)intern_participant(db, folded.programme, body.participant);
  for (const std::string* word : {&body.category, &body.gender, &body.area}) (void)intern_code(db, *word);
  (void)insert_check_in(db, folded, body);
}

void fold_body(Database& db, const FoldedChange& folded, const CheckInWithdrawn& body) {
  for (const CheckInId& id : body.check_ins) {
    db.statement("INSERT OR IGNORE INTO check_in_withdrawal VALUES(:programme, :check_in)")
        .bind(":programme", folded.programme.row)
        .bind_blob(":check_in", id.view())
        .run();
    const auto row = find_check_in(db, folded.programme, id);
    if (!row) continue;
    if (planted::is(planted::Bug::withdraw_unseen)) {
      db.statement("UPDATE check_in SET withdrawn = 1 WHERE session = :session AND participant = :participant")
          .bind(":session", row->session)
          .bind(":participant", row->participant)
          .run();
    }
    db.statement(R"sql(UPDATE check_in SET withdrawn = 1
                       WHERE session = :session AND participant = :participant AND change = :change)sql")
        .bind(":session", row->session)
        .bind(":participant", row->participant)
        .bind(":change", row->change)
        .run();
  }
}

void fold_body(Database& db, const FoldedChange& folded, const CheckInCorrected& body) {
  const Snapshot snapshot{intern_code(db, body.category), intern_code(db, body.gender), intern_code(db, body.area)};
  for (const CheckInId& id : body.check_ins) {
    std::optional<std::int64_t> holder;
    {
      Statement query =
          db.statement("SELECT change FROM check_in_correction WHERE programme = :programme AND check_in = :check_in");
      query.bind(":programme", folded.programme.row).bind_blob(":check_in", id.view());
      if (query.step()) holder = query.integer(0);
    }
    if (wins(db, folded, holder)) put_correction(db, folded, id, snapshot);
  }
}

}  // namespace hk
