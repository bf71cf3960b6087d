#include "sync/log/fold_parts.h"

/// Whom the programme trusts.
namespace hk {

void fold_body(Database& db, const FoldedChange& folded, const DeviceRevoked& body) {
  db.statement("INSERT OR IGNORE INTO revoked_device VALUES(:programme, :device, :change)")
      .bind(":programme", folded.programme.row)
      .bind(":change", folded.row)
      .bind(":device", intern_device(db, folded.programme, body.device))
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const StaffSet& body) {
  std::optional<std::int64_t> holder;
  {
    Statement query = db.statement("SELECT change FROM staff WHERE programme = :programme AND staff = :staff");
    query.bind(":programme", folded.programme.row).bind_blob(":staff", body.staff.view());
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement("INSERT OR REPLACE INTO staff VALUES(:programme, :staff, :change, :role, :active)")
      .bind(":programme", folded.programme.row)
      .bind_blob(":staff", body.staff.view())
      .bind(":change", folded.row)
      .bind(":role", static_cast<std::int64_t>(body.role))
      .bind(":active", std::int64_t{body.active})
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const CoordinatorGranted& body) {
  std::optional<std::int64_t> holder;
  {
    Statement query =
        db.statement("SELECT change FROM coordinator_grant WHERE programme = :programme AND public_key = :key");
    query.bind(":programme", folded.programme.row).bind_blob(":key", body.public_key);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement("INSERT OR REPLACE INTO coordinator_grant VALUES(:programme, :key, :change, :staff)")
      .bind(":programme", folded.programme.row)
      .bind_blob(":key", body.public_key)
      .bind(":change", folded.row)
      .bind_blob(":staff", body.staff.view())
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const CoordinatorWithdrawn& body) {
  db.statement("INSERT OR IGNORE INTO coordinator_withdrawal VALUES(:programme, :key)")
      .bind(":programme", folded.programme.row)
      .bind_blob(":key", body.public_key)
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const KeyRotated& body) {
  db.statement("INSERT OR IGNORE INTO key_rotation VALUES(:programme, :change, :key_id)")
      .bind(":programme", folded.programme.row)
      .bind(":change", folded.row)
      .bind(":key_id", static_cast<std::int64_t>(body.key_id))
      .run();
}

/// The log itself is the trail.
void fold_body(Database&, const FoldedChange&, const AccessLogged&) {}

}  // namespace hk
