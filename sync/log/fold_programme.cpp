#include "sync/log/fold_parts.h"

namespace hk {

void fold_body(Database& db, const FoldedChange& folded, const ProgrammeSet& body) {
  for (const auto& [field, value] : body.fields) {
    std::optional<std::int64_t> holder;
    {
      Statement query =
          db.statement("SELECT change FROM programme_setting WHERE programme = :programme AND field = :field");
      query.bind(":programme", folded.programme.row).bind_text(":field", field);
      if (query.step()) holder = query.integer(0);
    }
    if (!wins(db, folded, holder)) continue;
    db.statement("INSERT OR REPLACE INTO programme_setting VALUES(:programme, :field, :change, :value)")
        .bind(":programme", folded.programme.row)
        .bind_text(":field", field)
        .bind(":change", folded.row)
        .bind_text(":value", value)
        .run();
  }
}

void fold_body(Database& db, const FoldedChange& folded, const CatalogueSet& body) {
  const auto type = static_cast<std::int64_t>(body.type);
  std::optional<std::int64_t> holder;
  {
    Statement query =
        db.statement("SELECT change FROM catalogue WHERE programme = :programme AND type = :type AND code = :code");
    query.bind(":programme", folded.programme.row).bind(":type", type).bind_text(":code", body.code);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement(R"sql(INSERT OR REPLACE INTO catalogue
                     VALUES(:programme, :type, :code, :change, :place, :pictogram, :workshop, :kind, :goal_area, :retired))sql")
      .bind(":programme", folded.programme.row)
      .bind(":type", type)
      .bind_text(":code", body.code)
      .bind(":change", folded.row)
      .bind(":place", std::int64_t{body.order})
      .bind_text(":pictogram", body.pictogram)
      .bind_text(":workshop", body.workshop)
      .bind(":kind", body.kind ? std::optional<std::int64_t>(static_cast<std::int64_t>(*body.kind)) : std::nullopt)
      .bind_text(":goal_area", body.goal_area)
      .bind(":retired", std::int64_t{body.retired})
      .run();
  db.statement("DELETE FROM catalogue_label WHERE programme = :programme AND type = :type AND code = :code")
      .bind(":programme", folded.programme.row)
      .bind(":type", type)
      .bind_text(":code", body.code)
      .run();
  for (const auto& [language, words] : body.label) {
    db.statement("INSERT INTO catalogue_label VALUES(:programme, :type, :code, :language, :words)")
        .bind(":programme", folded.programme.row)
        .bind(":type", type)
        .bind_text(":code", body.code)
        .bind_text(":language", language)
        .bind_text(":words", words)
        .run();
  }
}

void fold_body(Database& db, const FoldedChange& folded, const ScheduleSet& body) {
  std::optional<std::int64_t> holder;
  {
    Statement query = db.statement("SELECT change FROM schedule WHERE programme = :programme AND entry = :entry");
    query.bind(":programme", folded.programme.row).bind_text(":entry", body.entry);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  const Bytes leaders = joined(body.leaders);
  db.statement(R"sql(INSERT OR REPLACE INTO schedule
                     VALUES(:programme, :entry, :change, :activity, :site, :weekday, :start, :end, :leaders, :retired))sql")
      .bind(":programme", folded.programme.row)
      .bind_text(":entry", body.entry)
      .bind(":change", folded.row)
      .bind_text(":activity", body.activity)
      .bind_text(":site", body.site)
      .bind(":weekday", std::int64_t{body.weekday})
      .bind(":start", std::int64_t{body.start_min})
      .bind(":end", std::int64_t{body.end_min})
      .bind_blob(":leaders", leaders)
      .bind(":retired", std::int64_t{body.retired})
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const DeviceApproved& body) {
  const std::int64_t device = intern_device(db, folded.programme, body.device);
  std::optional<std::int64_t> holder;
  {
    Statement query =
        db.statement("SELECT change FROM approved_device WHERE programme = :programme AND device = :device");
    query.bind(":programme", folded.programme.row).bind(":device", device);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement("INSERT OR REPLACE INTO approved_device VALUES(:programme, :device, :change, :label, :ed25519, :x25519)")
      .bind(":programme", folded.programme.row)
      .bind(":device", device)
      .bind(":change", folded.row)
      .bind_text(":label", body.label)
      .bind_blob(":ed25519", body.ed25519_public)
      .bind_blob(":x25519", body.x25519_public)
      .run();
}

/// The change holds the figures; this only finds it.
void fold_body(Database& db, const FoldedChange& folded, const ExportRecorded& body) {
  db.statement("INSERT OR IGNORE INTO export VALUES(:programme, :change, :period, :internal)")
      .bind(":programme", folded.programme.row)
      .bind(":change", folded.row)
      .bind_text(":period", body.period)
      .bind(":internal", std::int64_t{body.internal})
      .run();
}

}  // namespace hk
