#pragma once
#include "kiosk/store/data_folder.h"
#include "kiosk/store/key_slots.h"
#include "sync/client/sync_client.h"

namespace hk {

/// Makes the folder, and in it the keys and the database of a device that has said nothing yet: its owner and one
/// passphrase slot. Errors: conflict when there are keys already; disk_full, read_only, io.
[[nodiscard]] Result<void> write_device(const DataFolder& folder, const DeviceKeys& keys, const OwnDevice& own,
                                        const NewSlot& slot);
/// The mac keys of a ring, as the key file holds them.
[[nodiscard]] std::vector<DeviceKeys::MacKey> mac_keys(const UnlockedKeys& keys);

}  // namespace hk
