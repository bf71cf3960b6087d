#pragma once
#include <string_view>
#include <vector>

#include "sync/crypto/keys.h"
#include "sync/domain/ids.h"

namespace hk {

/// What a second device needs of a programme before it can read anything: the file that `invite` writes, wrapped under
/// a one-time passphrase that travels another way.
struct Invitation {
  ProgrammeId programme;
  Bytes root_key;                  ///< public half of the first coordinator key
  std::vector<ProgrammeKey> ring;  ///< never empty; in order of rotation
};

/// The bytes of the file. Takes about half a second. `passphrase` is read as plain_code() reads it.
[[nodiscard]] Result<Bytes> write_invitation(const Invitation& invitation, std::string_view passphrase, SlotCost cost);
/// Takes about half a second. Errors: corrupt (no invitation, or damaged), wrong_passphrase, invalid, io.
[[nodiscard]] Result<Invitation> read_invitation(ByteView bytes, std::string_view passphrase);

/// More than an invitation takes after 1000 rotations.
inline constexpr std::size_t invitation_bytes_max = 64 << 10;

}  // namespace hk
