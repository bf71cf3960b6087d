#include "kiosk/store/unlocked_keys.h"

namespace hk {

namespace {

// version ‖ programme key 32 ‖ X25519 secret 32 ‖ coordinator's Ed25519 secret 64, or nothing
constexpr char secret_version = 1;
constexpr std::size_t staff_size = 1 + 32 + 32;
constexpr std::size_t coordinator_size = staff_size + 64;

Result<UnlockedKeys> parse(ByteView secret) {
  if ((secret.size() != staff_size && secret.size() != coordinator_size) || secret[0] != secret_version) {
    return fail(ErrorCode::corrupt, "key slot", "holds keys of an unknown format");
  }
  HK_ASSIGN(ProgrammeKey programme, ProgrammeKey::from_bytes(secret.substr(1, 32)));
  UnlockedKeys keys{std::move(programme), Secret(secret.substr(33, 32)), std::nullopt};
  if (secret.size() == coordinator_size) {
    HK_ASSIGN(keys.coordinator, SigningKey::from_secret(secret.substr(staff_size)));
  }
  return keys;
}

SigningKey clone_of(const SigningKey& key) { return {key.secret.clone(), key.public_key}; }

}  // namespace

SealKeys UnlockedKeys::seal_keys() const {
  SealKeys keys;
  keys.emplace(programme.id(), programme.subkey(Purpose::seal));
  return keys;
}

AuthorKeys UnlockedKeys::author_keys() const {
  AuthorKeys keys{programme.id(), programme.subkey(Purpose::mac), programme.subkey(Purpose::seal), std::nullopt};
  if (coordinator) keys.coordinator = clone_of(*coordinator);
  return keys;
}

UnlockedKeys UnlockedKeys::clone() const {
  UnlockedKeys copy{programme.clone(), box_secret.clone(), std::nullopt};
  if (coordinator) copy.coordinator = clone_of(*coordinator);
  return copy;
}

Result<KeySlot> make_slot(std::string_view passphrase, const UnlockedKeys& keys, SlotCost cost) {
  Bytes secret(1, secret_version);
  secret += keys.programme.view();
  secret += keys.box_secret.view();
  if (keys.coordinator) secret += keys.coordinator->secret.view();
  Result<KeySlot> slot = wrap_in_slot(passphrase, secret, cost);
  wipe(secret);
  return slot;
}

Result<UnlockedKeys> unlock(std::string_view passphrase, const std::vector<KeySlot>& slots) {
  Error why{ErrorCode::wrong_passphrase, "passphrase", "does not open the names"};
  for (const KeySlot& slot : slots) {
    const Result<Secret> secret = open_slot(passphrase, slot);
    if (secret) return parse(secret->view());
    // A damaged slot must not lock out those whose passphrase opens another.
    if (secret.error().code != ErrorCode::wrong_passphrase) why = secret.error();
  }
  return tl::unexpected(why);
}

}  // namespace hk
