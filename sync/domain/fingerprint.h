#pragma once
#include <cstdint>
#include <optional>

#include "sync/domain/ids.h"

namespace hk {

/// What a set of changes comes to, whatever order they came in: how many there are, and the sum mod 2^128 of a keyed
/// digest of each (sync/log/fingerprint.h). Equal fingerprints are equal sets to all but whoever holds the key.
struct Fingerprint {
  std::uint64_t count = 0;
  std::uint64_t high = 0, low = 0;  ///< of the sum

  Fingerprint& operator+=(const Fingerprint& other);
  bool operator==(const Fingerprint&) const = default;
};

/// 24 bytes, little-endian: count, then the sum.
inline constexpr std::size_t fingerprint_bytes = 24;
[[nodiscard]] Bytes fingerprint_to_bytes(const Fingerprint& fingerprint);
/// Errors: invalid unless 24 bytes.
[[nodiscard]] Result<Fingerprint> fingerprint_from_bytes(ByteView bytes);

/// Of one change: the first 16 bytes of `digest`, little-endian, are what is summed.
[[nodiscard]] Fingerprint fingerprint_of_digest(ByteView digest);

/// Changes by their ids: from `from` on, and below `to` where there is one.
struct IdRange {
  ChangeId from;
  std::optional<ChangeId> to = {};
  [[nodiscard]] bool holds(const ChangeId& id) const { return from <= id && (!to || id < *to); }
  bool operator==(const IdRange&) const = default;
};

}  // namespace hk
