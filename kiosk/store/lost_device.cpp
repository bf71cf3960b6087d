#include "kiosk/store/kiosk_store.h"
#include "sync/client/device_row.h"
#include "sync/log/erasure.h"

/// What a device forgets when it is lost.
namespace hk {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
// Longer than a summer closing is rare; a stolen tablet without network keeps names no longer than this.
constexpr std::int64_t silent_ms_max = 30 * day_ms;

}  // namespace

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

Result<bool> KioskStore::forget_stale_names() {
  if (!lock_) return false;
  const Result<bool> forgot = sqlite_guard(db_, [&]() -> Result<bool> {
    const auto row = read_device_row(db_);
    // Without a contact nothing has been sent; without a cursor it is forgotten already.
    const bool stale =
        row && row->last_contact_ms && !row->cursor.empty() && clock_.wall_ms() - *row->last_contact_ms > silent_ms_max;
    if (!stale) return false;
    Transaction transaction(db_);
    HK_TRY(log_.forget_sealed(programme_, own_.device, own_.epoch, read_mark(db_, own_.epoch)));
    // The feed is read again, under another epoch: a pull leaves out what this device said under its present one.
    HK_TRY(SyncClient::begin_epoch(db_, random_.next_u64()));
    transaction.commit();
    HK_ASSIGN(own_, SyncClient::own_device(db_));
    return true;
  });
  if (!forgot || !*forgot) return forgot;
  lock();
  if (const auto swept = log_.sweep(); !swept && swept.error().code != ErrorCode::busy) {
    return tl::unexpected(swept.error());
  }
  return true;
}

Result<void> KioskStore::drop_leavers() {
  if (!lock_) return {};
  return sqlite_guard(db_, [&]() -> Result<void> {
    // Never the last passphrase: whoever changed the staff list on another device cannot know what opens this one.
    db_.statement(R"sql(DELETE FROM key_slot WHERE staff IN (SELECT staff FROM staff WHERE active = 0)
                        AND EXISTS(SELECT 1 FROM key_slot o WHERE o.kind = 1 AND
                                   (o.staff IS NULL OR o.staff NOT IN (SELECT staff FROM staff WHERE active = 0))))sql")
        .run();
    return {};
  });
}

}  // namespace hk
