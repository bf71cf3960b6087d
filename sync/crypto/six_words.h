#pragma once
#include <array>
#include <span>
#include <string>

#include "sync/crypto/keys.h"
#include "sync/domain/ids.h"

namespace hk {

/// What a device shows of itself to another one that it does not know yet.
struct PublicKeys {
  Bytes ed25519, x25519;  ///< 32 bytes each
  bool operator==(const PublicKeys&) const = default;
};

inline constexpr std::size_t word_list_size = 2048;
using SixWords = std::array<std::string, 6>;

/// Part of the protocol: both devices have to spend the same. About a third of a second on a small tablet.
inline constexpr SlotCost six_words_cost{3, 64ULL << 20};

/// What two people compare before one device approves the other: 66 bits, 11 a word, of Argon2id over the programme and
/// both devices' keys. A server that answers both sides with keys of its own would have to find a pair that gives the
/// same words while two people wait, and each try costs `cost`. Takes as long as opening a key slot: job thread.
/// `words` has word_list_size entries. Errors: invalid for a key that has not 32 bytes; io without enough memory.
[[nodiscard]] Result<SixWords> six_words(ProgrammeId programme, const PublicKeys& approving, const PublicKeys& waiting,
                                         std::span<const std::string> words, SlotCost cost = six_words_cost);

}  // namespace hk
