#include "sync/log/fold_parts.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

struct Snapshot {
  std::int64_t category, gender, area;
};

std::optional<Snapshot> correction_of(Database& db, ProgrammeRef programme, ByteView check_in) {
  Statement query = db.statement(R"sql(SELECT category, gender, area FROM check_in_correction
                                       WHERE programme = :programme AND check_in = :check_in)sql");
  query.bind(":programme", programme.row).bind_blob(":check_in", check_in);
  if (!query.step()) return std::nullopt;
  return Snapshot{query.integer(0), query.integer(1), query.integer(2)};
}

bool is_withdrawn(Database& db, ProgrammeRef programme, ByteView check_in) {
  Statement query =
      db.statement("SELECT 1 FROM check_in_withdrawal WHERE programme = :programme AND check_in = :check_in");
  query.bind(":programme", programme.row).bind_blob(":check_in", check_in);
  return query.step();
}

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

}  // namespace

void fold_body(Database& db, const FoldedChange& folded, const CheckInRecorded& body) {
  // Its withdrawal or correction may have come first.
  Snapshot snapshot{intern_code(db, body.category), intern_code(db, body.gender), intern_code(db, body.area)};
  if (const auto corrected = correction_of(db, folded.programme, folded.id.view())) snapshot = *corrected;
  const std::int64_t session = intern_session(db, folded.programme, body.session);
  const std::int64_t participant = intern_participant(db, folded.programme, body.participant);
  db.statement(R"sql(INSERT OR IGNORE INTO check_in
                     VALUES(:session, :participant, :change, :category, :gender, :area, :way, :withdrawn))sql")
      .bind(":session", session)
      .bind(":participant", participant)
      .bind(":change", folded.row)
      .bind(":category", snapshot.category)
      .bind(":gender", snapshot.gender)
      .bind(":area", snapshot.area)
      .bind(":way", static_cast<std::int64_t>(body.way))
      .bind(":withdrawn", std::int64_t{is_withdrawn(db, folded.programme, folded.id.view())})
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const CheckInWithdrawn& body) {
  for (const CheckInId& id : body.check_ins) {
    db.statement("INSERT OR IGNORE INTO check_in_withdrawal VALUES(:programme, :check_in)")
        .bind(":programme", folded.programme.row)
        .bind_blob(":check_in", id.view())
        .run();
    const auto row = find_check_in(db, folded.programme, id);
    if (!row) continue;
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
