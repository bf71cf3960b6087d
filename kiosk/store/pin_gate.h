#pragma once
#include <cstdint>
#include <string_view>

#include "kiosk/store/kiosk_store.h"

namespace hk {

/// Takes PINs in an unlocked kiosk, ever more slowly: after the first three wrong ones each next wrong one costs a wait
/// of 1, 2, 4 … at most 300 seconds of the monotonic clock, which nobody can set. The count of wrong ones survives a
/// restart, and the wait begins anew then. Core thread; keeps a reference to `store`.
class PinGate {
 public:
  explicit PinGate(KioskStore& store);

  /// Whose PIN it is; they act from now on (KioskStore::act_as). Every try that is looked at is counted before it is
  /// checked, and written to the audit trail. While wait_ms() > 0 even the right one is not looked at.
  /// Errors: busy (wait first), wrong_passphrase (nobody's), locked (names are), those of the database.
  [[nodiscard]] Result<StaffId> try_pin(std::string_view pin);
  /// How long until a try is looked at again; 0 when one is.
  [[nodiscard]] std::int64_t wait_ms() const;

 private:
  KioskStore& store_;
  std::uint32_t failures_ = 0;
  std::int64_t open_at_ms_ = 0;  ///< monotonic
};

}  // namespace hk
