#include "kiosk/store/invitation.h"

#include "sync/crypto/one_time_code.h"

namespace hk {

namespace {

// magic ‖ cost 8 + 8 ‖ salt 16 ‖ wrapped secret ‖ digest 32 of all that, which tells damage from a wrong passphrase
constexpr std::string_view magic = "halsokiosk invitation 1\n";
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t digest_bytes = 32;
constexpr std::size_t before_wrapped = magic.size() + 8 + 8 + salt_bytes;
// The secret: programme 16 ‖ root key 32 ‖ programme keys, 32 each
constexpr std::size_t id_bytes = 16;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t before_keys = id_bytes + key_bytes;

Bytes number(std::uint64_t value) {
  Bytes bytes;
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

std::uint64_t number_at(ByteView bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

Result<Invitation> parse(ByteView secret) {
  if (secret.size() < before_keys + key_bytes || (secret.size() - before_keys) % key_bytes != 0) {
    return fail(ErrorCode::corrupt, "invitation", "holds something else");
  }
  HK_ASSIGN(const auto programme, ProgrammeId::from_bytes(secret.substr(0, id_bytes), "invitation"));
  Invitation invitation{programme, Bytes(secret.substr(id_bytes, key_bytes)), {}};
  for (ByteView rest = secret.substr(before_keys); !rest.empty(); rest.remove_prefix(key_bytes)) {
    HK_ASSIGN(ProgrammeKey key, ProgrammeKey::from_bytes(rest.substr(0, key_bytes)));
    invitation.ring.push_back(std::move(key));
  }
  return invitation;
}

}  // namespace

Result<Bytes> write_invitation(const Invitation& invitation, std::string_view passphrase, SlotCost cost) {
  Bytes secret;
  secret.reserve(before_keys + key_bytes * invitation.ring.size());  // no copies of keys left behind by growing
  secret += invitation.programme.view();
  secret += invitation.root_key;
  for (const ProgrammeKey& key : invitation.ring) secret += key.view();
  const Result<KeySlot> slot = wrap_in_slot(plain_code(passphrase), secret, cost);
  wipe(secret);
  if (!slot) return tl::unexpected(slot.error());
  Bytes file(magic);
  file += number(slot->cost.operations) + number(slot->cost.memory_bytes);
  file += slot->salt;
  file += slot->wrapped;
  return file + digest(file);
}

Result<Invitation> read_invitation(ByteView bytes, std::string_view passphrase) {
  const bool whole = bytes.size() > before_wrapped + digest_bytes && bytes.starts_with(magic) &&
                     digest(bytes.substr(0, bytes.size() - digest_bytes)) == bytes.substr(bytes.size() - digest_bytes);
  if (!whole) return fail(ErrorCode::corrupt, "invitation", "is damaged, or no invitation");
  KeySlot slot;
  slot.cost = {number_at(bytes, magic.size()), number_at(bytes, magic.size() + 8)};
  slot.salt = bytes.substr(magic.size() + 16, salt_bytes);
  slot.wrapped = bytes.substr(before_wrapped, bytes.size() - before_wrapped - digest_bytes);
  const Result<Secret> secret = open_slot(plain_code(passphrase), slot);
  if (secret) return parse(secret->view());
  if (secret.error().code != ErrorCode::wrong_passphrase) return tl::unexpected(secret.error());
  return fail(ErrorCode::wrong_passphrase, "passphrase", "does not open the invitation");
}

}  // namespace hk
