#pragma once
#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/programme_file.h"

namespace hk {

/// Makes a new programme on this device: keys, one passphrase slot, the first coordinator key, the programme's
/// settings, and this device's approval. Takes about half a second (Argon2id).
/// Errors: conflict when the folder holds a programme already; disk_full, read_only, io. An attempt that fails or is
/// killed leaves no programme behind, and does not stand in the way of the next.
[[nodiscard]] Result<void> create_programme(const DataFolder& folder, const ProgrammeFile& programme,
                                            std::string_view passphrase, SlotCost cost, const Clock& clock,
                                            Random& random);

}  // namespace hk
