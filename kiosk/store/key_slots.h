#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/store/unlocked_keys.h"
#include "sync/domain/environment.h"
#include "sync/sqlite/database.h"

/// The wrapped keys of a device: one slot for each passphrase, and one for each recovery sheet. They stay on the
/// device. All slots of a device share one salt and one cost, so that an unlock derives one key however many colleagues
/// there are. What derives takes about half a second and belongs on the job thread; what writes, on the core thread.
namespace hk {

enum class SlotKind : std::uint8_t { passphrase = 1, recovery = 2 };

/// A slot that is not stored yet: what a job hands to the core thread.
struct NewSlot {
  KeySlot key;
  SlotKind kind = SlotKind::passphrase;
  std::optional<StaffId> staff;  ///< whose it is
};
/// A slot of this device.
struct StoredSlot {
  std::int64_t slot = 0;  ///< its row
  NewSlot what;
};

class KioskStore;

/// Oldest first. Errors: those of the database.
[[nodiscard]] Result<std::vector<StoredSlot>> read_slots(Database& db);

/// Job thread. Opens with a passphrase or with the code of a recovery sheet. Errors: wrong_passphrase, which names the
/// group where it was a recovery code that is mistyped; corrupt, invalid or io when no slot opens and one of them could
/// not be tried; refused when there is none: this device was revoked.
[[nodiscard]] Result<UnlockedKeys> open_slots(std::string_view passphrase, const std::vector<StoredSlot>& slots);

/// Job thread. Wraps `keys` for `keys.staff`. `beside`: this device's slots, whose salt and cost it shares; `cost` is
/// for the first one. Errors: conflict when the passphrase opens one of them already; io.
[[nodiscard]] Result<NewSlot> make_slot(std::string_view passphrase, const UnlockedKeys& keys, SlotKind kind,
                                        const std::vector<StoredSlot>& beside, SlotCost cost = {});
/// Job thread. What makes Argon2id take about half a second on this machine: 64 MiB, and as many rounds as fit, at
/// least 2 and at most 16.
[[nodiscard]] SlotCost calibrated_cost(const Clock& clock);

/// (in a transaction) Writes a slot; its row.
[[nodiscard]] Result<std::int64_t> insert_slot(Database& db, const NewSlot& slot);

/// Core thread. Errors of these three: locked unless names are open; those of the database.
[[nodiscard]] Result<void> add_slot(KioskStore& store, const NewSlot& slot);
/// Takes the place of all of `slot.staff`'s slots of the same kind: the passphrase is changed, or the old sheet void.
[[nodiscard]] Result<void> replace_slots(KioskStore& store, const NewSlot& slot);
/// Errors also: not_found; refused for the last passphrase: nobody could open the names again.
[[nodiscard]] Result<void> remove_slot(KioskStore& store, std::int64_t slot);

}  // namespace hk
