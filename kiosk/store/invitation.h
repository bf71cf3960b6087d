#pragma once
#include <string_view>

#include "sync/crypto/keys.h"
#include "sync/domain/ids.h"

namespace hk {

/// What a second device needs of a programme before it can read anything: the file that `invite` writes, wrapped under
/// a one-time passphrase that travels another way.
struct Invitation {
  ProgrammeId programme;
  Bytes root_key;  ///< public half of the first coordinator key
  ProgrammeKey key;
};

/// The bytes of the file. Takes about half a second. `passphrase` is read as plain_code() reads it.
[[nodiscard]] Result<Bytes> write_invitation(const Invitation& invitation, std::string_view passphrase, SlotCost cost);
/// Takes about half a second. Errors: corrupt (no invitation, or damaged), wrong_passphrase, invalid, io.
[[nodiscard]] Result<Invitation> read_invitation(ByteView bytes, std::string_view passphrase);

/// More than any invitation takes.
inline constexpr std::size_t invitation_bytes_max = 4096;

}  // namespace hk
