#include "kiosk/store/unlocked_keys.h"

#include <algorithm>

namespace hk {

namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t signing_bytes = 64;
// Format 1: version ‖ programme key 32 ‖ X25519 secret 32 ‖ coordinator's Ed25519 secret 64, or nothing
constexpr char one_key_version = 1;
// Format 2: version ‖ number of programme keys 2 ‖ these, 32 each ‖ X25519 secret 32 ‖ coordinator's 64, or nothing
constexpr char ring_version = 2;
constexpr std::size_t ring_max = 0xffff;

SigningKey clone_of(const SigningKey& key) { return {key.secret.clone(), key.public_key}; }

std::size_t byte_at(ByteView bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

tl::unexpected<Error> unknown_format() {
  return fail(ErrorCode::corrupt, "key slot", "holds keys of an unknown format");
}

}  // namespace

bool UnlockedKeys::has(std::uint64_t key_id) const {
  return std::any_of(ring.begin(), ring.end(), [&](const ProgrammeKey& key) { return key.id() == key_id; });
}

SealKeys UnlockedKeys::seal_keys() const {
  SealKeys keys;
  for (const ProgrammeKey& key : ring) keys.emplace(key.id(), key.subkey(Purpose::seal));
  return keys;
}

AuthorKeys UnlockedKeys::author_keys() const {
  const ProgrammeKey& key = newest();
  AuthorKeys keys{key.id(), key.subkey(Purpose::mac), key.subkey(Purpose::seal), std::nullopt};
  if (coordinator) keys.coordinator = clone_of(*coordinator);
  if (coordinator && ring.size() > 1) keys.first = {first().id(), first().subkey(Purpose::mac)};
  return keys;
}

UnlockedKeys UnlockedKeys::clone() const {
  UnlockedKeys copy{{}, box_secret.clone(), std::nullopt, staff};
  for (const ProgrammeKey& key : ring) copy.ring.push_back(key.clone());
  if (coordinator) copy.coordinator = clone_of(*coordinator);
  return copy;
}

Bytes encode_keys(const UnlockedKeys& keys) {
  HK_CHECK(!keys.ring.empty() && keys.ring.size() <= ring_max);
  Bytes secret;
  secret.reserve(3 + key_bytes * (keys.ring.size() + 1) + signing_bytes);  // no copies left behind by growing
  secret += ring_version;
  secret += static_cast<char>(keys.ring.size() & 0xff);
  secret += static_cast<char>(keys.ring.size() >> 8);
  for (const ProgrammeKey& key : keys.ring) secret += key.view();
  secret += keys.box_secret.view();
  if (keys.coordinator) secret += keys.coordinator->secret.view();
  return secret;
}

Result<UnlockedKeys> decode_keys(ByteView secret) {
  std::size_t count = 1;
  if (secret.size() >= 3 && secret[0] == ring_version) {
    count = byte_at(secret, 1) | byte_at(secret, 2) << 8;
    secret.remove_prefix(3);
  } else if (!secret.empty() && secret[0] == one_key_version) {
    secret.remove_prefix(1);
  } else {
    return unknown_format();
  }
  const std::size_t staff_bytes = key_bytes * (count + 1);
  if (count == 0 || (secret.size() != staff_bytes && secret.size() != staff_bytes + signing_bytes)) {
    return unknown_format();
  }
  UnlockedKeys keys{{}, Secret(secret.substr(key_bytes * count, key_bytes)), std::nullopt};
  for (std::size_t i = 0; i < count; ++i) {
    HK_ASSIGN(ProgrammeKey key, ProgrammeKey::from_bytes(secret.substr(i * key_bytes, key_bytes)));
    keys.ring.push_back(std::move(key));
  }
  if (secret.size() > staff_bytes) {
    HK_ASSIGN(keys.coordinator, SigningKey::from_secret(secret.substr(staff_bytes)));
  }
  return keys;
}

}  // namespace hk
