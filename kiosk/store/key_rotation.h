#pragma once
#include "kiosk/store/kiosk_store.h"

/// The programme key is changed so that a lost tablet, or somebody who has left, reads nothing that is written from now
/// on. Old keys stay for what was written before. Core thread, unless said otherwise.
namespace hk {

/// Makes a new programme key and hands it, in boxes that only they open, to this device and to every other that a
/// coordinator's signature approved and none revoked. What is written from now on needs it. Returns its id.
/// Errors: locked unless a coordinator's passphrase opened the names; those of record().
[[nodiscard]] Result<std::uint64_t> rotate_programme_key(KioskStore& store);

/// The device loses its place for ever: it forgets names at its next contact, its later changes go to quarantine, and
/// what the others write from now on is under a new key. One transaction.
/// Errors: as rotate_programme_key(); not_found when no such device is known; refused for this device itself.
[[nodiscard]] Result<void> revoke_device(KioskStore& store, DeviceId device);

/// Gives the keys that were made before their maker knew of a device to every device that was approved since: without
/// them it would believe nothing that is written under those keys. Does nothing where nobody was left out, or where no
/// coordinator's passphrase opened the names. Returns how many changes that took. Errors: those of record().
[[nodiscard]] Result<std::size_t> hand_on_keys(KioskStore& store);

/// Adds to `keys.ring` what key_rotated changes in the log hold for this device, and puts the ring in order of
/// rotation. Any thread. Errors: those of the database; a box that does not open is left out.
[[nodiscard]] Result<void> take_rotated_keys(Database& db, DeviceId own, UnlockedKeys& keys);

}  // namespace hk
