#pragma once
#include <optional>
#include <vector>

#include "sync/crypto/keys.h"
#include "sync/log/verifier.h"

namespace hk {

/// What a staff passphrase opens: names, this device's box key and, for a coordinator, the right to sign.
struct UnlockedKeys {
  ProgrammeKey programme;
  Secret box_secret;                      ///< X25519
  std::optional<SigningKey> coordinator;  ///< when the passphrase is a coordinator's

  /// As reading needs them.
  [[nodiscard]] SealKeys seal_keys() const;
  /// As authoring needs them.
  [[nodiscard]] AuthorKeys author_keys() const;
  [[nodiscard]] UnlockedKeys clone() const;
};

/// Takes about half a second: job thread.
[[nodiscard]] Result<KeySlot> make_slot(std::string_view passphrase, const UnlockedKeys& keys, SlotCost cost);
/// Tries the slots in turn, about half a second each: job thread. Errors: wrong_passphrase; corrupt, invalid or io when
/// no slot opens and one of them could not be tried.
[[nodiscard]] Result<UnlockedKeys> unlock(std::string_view passphrase, const std::vector<KeySlot>& slots);

}  // namespace hk
