#pragma once
#include "kiosk/store/kiosk_store.h"

/// A backup is one file with everything of one device: its log, its settings, the wrapped keys, and the two keys that
/// lie outside the database. Names in it are sealed as in the database; kept as carefully as the tablet itself.
namespace hk {

/// Writes a backup of `folder` to `file`, also while another process writes there. It was opened and found sound when
/// this returns. Errors: not_found (no programme here); those of back_up().
[[nodiscard]] Result<void> back_up_device(const DataFolder& folder, const std::filesystem::path& file,
                                          const Clock& clock);

struct RestoredDevice {
  std::int64_t made_ms = 0;  ///< when the backup was made, UTC by that device's clock
  std::int64_t changes = 0;
};
/// Makes `folder` the device that `file` was made from, as of then. It goes on under an epoch of its own, since the
/// device may have recorded more after the backup: what the server got of that comes back from there.
/// Errors: conflict when `folder` holds a programme; invalid when `file` is no backup of a kiosk; those of restore().
[[nodiscard]] Result<RestoredDevice> restore_device(const DataFolder& folder, const std::filesystem::path& file,
                                                    const Clock& clock, Random& random);

}  // namespace hk
