#pragma once
#include <optional>
#include <vector>

#include "sync/crypto/keys.h"
#include "sync/domain/ids.h"
#include "sync/log/verifier.h"

namespace hk {

/// What a staff passphrase opens: names, this device's box key and, for a coordinator, the right to sign.
struct UnlockedKeys {
  std::vector<ProgrammeKey> ring;         ///< of the programme, never empty, in order of rotation
  Secret box_secret;                      ///< X25519
  std::optional<SigningKey> coordinator;  ///< when the passphrase is a coordinator's
  std::optional<StaffId> staff = {};      ///< whose passphrase it is, where that is known

  /// Writes from now on.
  [[nodiscard]] const ProgrammeKey& newest() const { return ring.back(); }
  /// Ids that must outlive a rotation come from this one.
  [[nodiscard]] const ProgrammeKey& first() const { return ring.front(); }
  [[nodiscard]] bool has(std::uint64_t key_id) const;
  /// As reading needs them.
  [[nodiscard]] SealKeys seal_keys() const;
  /// As authoring needs them.
  [[nodiscard]] AuthorKeys author_keys() const;
  [[nodiscard]] UnlockedKeys clone() const;
};

/// The bytes that a key slot wraps. The caller wipes them.
[[nodiscard]] Bytes encode_keys(const UnlockedKeys& keys);
/// Of this program and of those before it. Errors: corrupt.
[[nodiscard]] Result<UnlockedKeys> decode_keys(ByteView secret);

}  // namespace hk
