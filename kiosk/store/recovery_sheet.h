#pragma once
#include <string>
#include <vector>

#include "kiosk/store/key_slots.h"

namespace hk {

/// What a coordinator prints and locks away: whoever holds it opens the names on this device, and signs, when every
/// passphrase is lost.
struct RecoverySheet {
  NewSlot slot;
  Bytes pdf;  ///< one page, in Swedish; holds the code: wiped by the caller once it is written
};
/// What stands on it, besides the code.
struct SheetFacts {
  std::string programme, device;  ///< as people call them
  std::string date;               ///< of today, 2026-11-22
};

/// Job thread. Write the PDF first, then replace_slots(): a sheet of before is void from then on.
/// Errors: refused unless `keys` are a coordinator's; io.
[[nodiscard]] Result<RecoverySheet> make_recovery_sheet(const UnlockedKeys& keys, const SheetFacts& facts,
                                                        const std::vector<StoredSlot>& beside);

}  // namespace hk
