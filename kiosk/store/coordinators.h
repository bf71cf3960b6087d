#pragma once
#include <string_view>
#include <vector>

#include "kiosk/store/key_slots.h"
#include "kiosk/store/kiosk_store.h"

/// Whose signature counts. A coordinator has one key on each device where their passphrase opens it. What derives a key
/// takes about half a second and belongs on the job thread; the rest on the core thread.
namespace hk {

struct Coordinator {
  StaffId staff;
  Bytes public_key;
  bool root = false;  ///< made with the programme; can never be withdrawn
  bool withdrawn = false;
};
/// Every key that was ever granted, oldest first. Errors: those of the database.
[[nodiscard]] Result<std::vector<Coordinator>> coordinators(KioskStore& store);

/// What the job thread makes of a new coordinator's passphrase.
struct PreparedGrant {
  CoordinatorGranted grant;
  NewSlot slot;
};
/// Job thread. A new key pair for `staff`, who typed the passphrase on this device. `keys`: of whoever opened the
/// names; `beside`: this device's slots. Errors: conflict when the passphrase opens the names already, unless it is
/// this colleague's own, which then stays theirs; io.
[[nodiscard]] Result<PreparedGrant> prepare_grant(std::string_view passphrase, const UnlockedKeys& keys, StaffId staff,
                                                  std::vector<StoredSlot> beside);
/// Signs the grant with the open coordinator's key, and writes the slot in the place of the colleague's old one.
/// Errors: locked unless a coordinator's passphrase opened the names; not_found for nobody's id; those of record().
[[nodiscard]] Result<void> grant_coordinator(KioskStore& store, const PreparedGrant& prepared);
/// For ever. Errors: locked as above; not_found; refused for the root key.
[[nodiscard]] Result<void> withdraw_coordinator(KioskStore& store, const Bytes& public_key);

/// Job thread: asks again, before an act that only a coordinator may do. The passphrase of any coordinator whose key
/// nobody withdrew will do, also when it was a colleague who opened the names; KioskStore::confirm() takes what comes.
/// Errors: wrong_passphrase, refused when it is no coordinator's, those of the database.
[[nodiscard]] Result<UnlockedKeys> confirm_coordinator(const std::string& database, std::string_view passphrase);

}  // namespace hk
