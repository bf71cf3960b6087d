#pragma once
#include <optional>
#include <string>

#include "kiosk/store/kiosk_store.h"

namespace hk {

/// Counting without names. What all devices counted together is read from the projections; what this one adds goes
/// through its own counter, a random number that lives as long as the device's epoch (protocol.md, "Headcounts").
/// Lives on the core thread.
class Headcounts {
 public:
  struct What {
    SessionId session;
    std::string category;  ///< empty: those who did not get a place
  };
  /// Keeps a reference to `store`.
  explicit Headcounts(KioskStore& store) : store_(store) {}

  /// As all devices have it, over all linked sessions; never below zero.
  [[nodiscard]] Result<std::int64_t> total(const What& what);
  /// The change that counts one more.
  [[nodiscard]] Result<ChangeBody> one_more(const What& what);
  /// The change that counts one less: from this device's own count as long as there is any, else as a correction of
  /// what others counted. Nothing where nobody is counted.
  [[nodiscard]] Result<std::optional<ChangeBody>> one_less(const What& what);

 private:
  /// This device's counter in its present epoch; made when first asked for, and kept.
  Result<std::uint64_t> counter();
  /// At one session alone, below zero where others corrected what had not arrived.
  Result<std::int64_t> counted_at(const What& what);
  Result<std::int64_t> own_total(const What& what, std::uint64_t counter);

  KioskStore& store_;
};

}  // namespace hk
