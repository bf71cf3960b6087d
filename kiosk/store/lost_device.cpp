#include "kiosk/store/kiosk_store.h"
#include "sync/client/device_row.h"
#include "sync/log/erasure.h"

/// What a device forgets when it is lost.
namespace hk {

Result<bool> KioskStore::is_revoked() {
  HK_ASSIGN(const auto position, log_.revoked_at(programme_, own_.device));
  return position.has_value();
}

Result<void> KioskStore::obey_revocation() {
  HK_ASSIGN(const bool revoked, is_revoked());
  if (!revoked) return {};
  lock();
  if (!lock_) return {};  // whoever writes here wipes
  return sqlite_guard(db_, [&]() -> Result<void> {
    if (!db_.statement("SELECT 1 FROM key_slot").step()) return {};
    Transaction transaction(db_);
    db_.execute("DELETE FROM key_slot");
    HK_TRY(log_.forget_sealed(programme_, own_.device, own_.epoch, read_mark(db_, own_.epoch)));
    transaction.commit();
    // Where another connection reads, the next chance is taken: the log remembers what is to be swept.
    if (const auto swept = log_.sweep(); !swept && swept.error().code != ErrorCode::busy) return swept;
    return {};
  });
}

}  // namespace hk
