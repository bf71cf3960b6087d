#include "sync/crypto/keys.h"

#include <sodium.h>

#include <algorithm>
#include <functional>
#include <mutex>
#include <vector>

namespace hk {

namespace {

constexpr char kdf_context[] = "hkiosk01";
static_assert(sizeof kdf_context - 1 == crypto_kdf_CONTEXTBYTES);
constexpr std::size_t key_bytes = 32;
static_assert(key_bytes == crypto_kdf_KEYBYTES && key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t pad_block = 64;  // protocol.md: lengths of names stay hidden
constexpr char sealed_version = 1;
constexpr std::size_t sealed_header = 1 + 8 + nonce_bytes;
// A slot from a hostile file must not make us reserve more than a tablet has.
constexpr std::uint64_t slot_memory_max = 1ULL << 30;
constexpr std::uint64_t slot_operations_max = 64;
constexpr char slot_context[] = "halsokiosk key slot 1";

unsigned char* out(char* data) { return reinterpret_cast<unsigned char*>(data); }
unsigned char* out(Bytes& bytes) { return out(bytes.data()); }
const unsigned char* in(ByteView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

Bytes little_endian(std::uint64_t value) {
  Bytes bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (8 * i));
  return bytes;
}
std::uint64_t from_little_endian(ByteView bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return value;
}

Bytes encrypt(ByteView key, ByteView nonce, ByteView plaintext, ByteView bound_to) {
  Bytes ciphertext(plaintext.size() + tag_bytes, '\0');
  unsigned long long size = 0;
  HK_CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(out(ciphertext), &size, in(plaintext), plaintext.size(),
                                                      in(bound_to), bound_to.size(), nullptr, in(nonce), in(key)) == 0);
  return ciphertext;
}

std::optional<Bytes> decrypt(ByteView key, ByteView nonce, ByteView ciphertext, ByteView bound_to) {
  if (ciphertext.size() < tag_bytes) return std::nullopt;
  Bytes plaintext(ciphertext.size() - tag_bytes, '\0');
  unsigned long long size = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out(plaintext), &size, nullptr, in(ciphertext), ciphertext.size(),
                                                 in(bound_to), bound_to.size(), in(nonce), in(key)) != 0) {
    return std::nullopt;
  }
  return plaintext;
}

Result<Secret> slot_key(std::string_view passphrase, ByteView salt, SlotCost cost) {
  if (salt.size() != crypto_pwhash_SALTBYTES || cost.operations == 0 || cost.operations > slot_operations_max ||
      cost.memory_bytes < crypto_pwhash_MEMLIMIT_MIN || cost.memory_bytes > slot_memory_max) {
    return fail(ErrorCode::invalid, "key slot", "its cost or salt is out of bounds");
  }
  Bytes key(key_bytes, '\0');
  if (crypto_pwhash(out(key), key.size(), passphrase.data(), passphrase.size(), in(salt), cost.operations,
                    cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(ErrorCode::io, "key slot", "not enough memory to check the passphrase");
  }
  Secret secret(key);
  wipe(key);
  return secret;
}

/// Locked memory in pieces of the size of a key. Each in pages of its own would cost four of them and ten calls of the
/// system, for a key that often lives for one signature.
class SecretMemory {
 public:
  /// Never freed: secrets may outlive whatever would free it.
  static SecretMemory& of_process() {
    static SecretMemory& memory = *new SecretMemory;
    return memory;
  }

  char* take(std::size_t size) {
    if (size > piece_bytes) return allocated(size);
    const std::lock_guard lock(mutex_);
    if (free_.empty()) grow();
    char* const piece = free_.back();
    free_.pop_back();
    return piece;
  }
  void give_back(char* data) {
    const std::lock_guard lock(mutex_);
    if (!is_piece(data)) return sodium_free(data);
    sodium_memzero(data, piece_bytes);
    free_.push_back(data);
  }

 private:
  static constexpr std::size_t piece_bytes = 64;
  static constexpr std::size_t block_pieces = 256;

  static char* allocated(std::size_t size) {
    char* const data = static_cast<char*>(sodium_malloc(size));
    HK_CHECK(data != nullptr);
    return data;
  }
  void grow() {
    char* const block = blocks_.emplace_back(allocated(piece_bytes * block_pieces));
    for (std::size_t n = block_pieces; n > 0; --n) free_.push_back(block + (n - 1) * piece_bytes);
  }
  [[nodiscard]] bool is_piece(const char* data) const {
    return std::any_of(blocks_.begin(), blocks_.end(), [data](const char* block) {
      return std::less_equal<>()(block, data) && std::less<>()(data, block + piece_bytes * block_pieces);
    });
  }

  std::mutex mutex_;
  std::vector<char*> blocks_, free_;
};

}  // namespace

void crypto_start() { HK_CHECK(sodium_init() >= 0); }

Secret::Secret(ByteView bytes) : data_(SecretMemory::of_process().take(bytes.size())), size_(bytes.size()) {
  bytes.copy(data_.get(), bytes.size());
}

Secret Secret::random(std::size_t size) {
  Bytes bytes = random_bytes(size);
  Secret secret(bytes);
  wipe(bytes);
  return secret;
}

void Secret::Free::operator()(char* data) const { SecretMemory::of_process().give_back(data); }

void wipe(Bytes& bytes) {
  sodium_memzero(bytes.data(), bytes.size());
  bytes.clear();
}

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

Bytes digest(ByteView bytes) {
  Bytes hash(32, '\0');
  crypto_generichash(out(hash), hash.size(), in(bytes), bytes.size(), nullptr, 0);
  return hash;
}

Bytes keyed_digest(const Secret& key, std::initializer_list<ByteView> parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, in(key.view()), key.view().size(), 32);
  for (const ByteView part : parts) crypto_generichash_update(&state, in(part), part.size());
  Bytes hash(32, '\0');
  crypto_generichash_final(&state, out(hash), hash.size());
  return hash;
}

bool equal_secret(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

ProgrammeKey ProgrammeKey::generate() { return ProgrammeKey(Secret::random(key_bytes)); }

Result<ProgrammeKey> ProgrammeKey::from_bytes(ByteView bytes) {
  if (bytes.size() != key_bytes) return fail(ErrorCode::invalid, "programme key", "has 32 bytes");
  return ProgrammeKey(Secret(bytes));
}

ProgrammeKey ProgrammeKey::clone() const { return ProgrammeKey(key_.clone()); }

Secret ProgrammeKey::subkey(Purpose purpose) const {
  Bytes key(key_bytes, '\0');
  crypto_kdf_derive_from_key(out(key), key.size(), static_cast<std::uint64_t>(purpose), kdf_context, in(key_.view()));
  Secret secret(key);
  wipe(key);
  return secret;
}

std::uint64_t ProgrammeKey::id() const { return from_little_endian(subkey(Purpose::key_id).view()); }

Bytes seal(const Secret& seal_key, std::uint64_t key_id, ByteView plaintext, ByteView bound_to) {
  Bytes padded((plaintext.size() / pad_block + 1) * pad_block, '\0');
  plaintext.copy(padded.data(), plaintext.size());
  std::size_t padded_size = 0;
  HK_CHECK(sodium_pad(&padded_size, out(padded), plaintext.size(), pad_block, padded.size()) == 0);
  HK_CHECK(padded_size == padded.size());
  const Bytes nonce = random_bytes(nonce_bytes);
  Bytes sealed(1, sealed_version);
  sealed += little_endian(key_id);
  sealed += nonce;
  sealed += encrypt(seal_key.view(), nonce, padded, bound_to);
  wipe(padded);
  return sealed;
}

Result<std::uint64_t> sealed_with(ByteView sealed) {
  if (sealed.size() < sealed_header + tag_bytes || sealed[0] != sealed_version) {
    return fail(ErrorCode::refused, "sealed part", "unknown format");
  }
  return from_little_endian(sealed.substr(1, 8));
}

Result<Bytes> open_sealed(const Secret& seal_key, std::uint64_t key_id, ByteView sealed, ByteView bound_to) {
  const auto refused = [](const char* why) { return fail(ErrorCode::refused, "sealed part", why); };
  HK_ASSIGN(const std::uint64_t needed, sealed_with(sealed));
  if (needed != key_id) return refused("sealed with another key");
  auto plaintext = decrypt(seal_key.view(), sealed.substr(9, nonce_bytes), sealed.substr(sealed_header), bound_to);
  if (!plaintext) return refused("does not open with this key and change");
  std::size_t size = 0;
  if (sodium_unpad(&size, in(*plaintext), plaintext->size(), pad_block) != 0) return refused("bad padding");
  plaintext->resize(size);
  return std::move(*plaintext);
}

SigningKey SigningKey::generate() {
  Bytes public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  Bytes secret(crypto_sign_SECRETKEYBYTES, '\0');
  crypto_sign_keypair(out(public_key), out(secret));
  SigningKey key{Secret(secret), std::move(public_key)};
  wipe(secret);
  return key;
}

Result<SigningKey> SigningKey::from_secret(ByteView secret) {
  if (secret.size() != crypto_sign_SECRETKEYBYTES) return fail(ErrorCode::invalid, "signing key", "has 64 bytes");
  Bytes public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  crypto_sign_ed25519_sk_to_pk(out(public_key), in(secret));
  return SigningKey{Secret(secret), std::move(public_key)};
}

Bytes sign(const SigningKey& key, ByteView message) {
  Bytes signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(out(signature), nullptr, in(message), message.size(), in(key.secret.view()));
  return signature;
}

bool verify_signature(ByteView public_key, ByteView message, ByteView signature) {
  return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(in(signature), in(message), message.size(), in(public_key)) == 0;
}

BoxKey BoxKey::generate() {
  Bytes public_key(crypto_box_PUBLICKEYBYTES, '\0');
  Bytes secret(crypto_box_SECRETKEYBYTES, '\0');
  crypto_box_keypair(out(public_key), out(secret));
  BoxKey key{Secret(secret), std::move(public_key)};
  wipe(secret);
  return key;
}

Result<BoxKey> BoxKey::from_secret(ByteView secret) {
  if (secret.size() != crypto_box_SECRETKEYBYTES) return fail(ErrorCode::invalid, "box key", "has 32 bytes");
  Bytes public_key(crypto_box_PUBLICKEYBYTES, '\0');
  HK_CHECK(crypto_scalarmult_base(out(public_key), in(secret)) == 0);
  return BoxKey{Secret(secret), std::move(public_key)};
}

Result<Bytes> close_box(ByteView public_key, ByteView plaintext) {
  Bytes box(plaintext.size() + crypto_box_SEALBYTES, '\0');
  if (public_key.size() != crypto_box_PUBLICKEYBYTES ||
      crypto_box_seal(out(box), in(plaintext), plaintext.size(), in(public_key)) != 0) {
    return fail(ErrorCode::invalid, "public key", "no box can be closed for it");
  }
  return box;
}

Result<Secret> open_box(const BoxKey& key, ByteView box) {
  const auto refused = [] { return fail(ErrorCode::refused, "sealed box", "does not open with this device's key"); };
  if (box.size() < crypto_box_SEALBYTES) return refused();
  Bytes plaintext(box.size() - crypto_box_SEALBYTES, '\0');
  const bool opened =
      crypto_box_seal_open(out(plaintext), in(box), box.size(), in(key.public_key), in(key.secret.view())) == 0;
  Secret secret(plaintext);
  wipe(plaintext);
  if (!opened) return refused();
  return secret;
}

Result<SlotKey> SlotKey::derive(std::string_view passphrase, ByteView salt, SlotCost cost) {
  HK_ASSIGN(Secret key, slot_key(passphrase, salt, cost));
  return SlotKey(Bytes(salt), cost, std::move(key));
}

KeySlot SlotKey::wrap(ByteView secret) const {
  const Bytes nonce = random_bytes(nonce_bytes);
  return {cost_, salt_, nonce + encrypt(key_.view(), nonce, secret, slot_context)};
}

Result<Secret> SlotKey::open(const KeySlot& slot) const {
  if (slot.wrapped.size() < nonce_bytes + tag_bytes) return fail(ErrorCode::corrupt, "key slot", "too short");
  const ByteView wrapped = slot.wrapped;
  auto plaintext = decrypt(key_.view(), wrapped.substr(0, nonce_bytes), wrapped.substr(nonce_bytes), slot_context);
  if (!plaintext) return fail(ErrorCode::wrong_passphrase, "passphrase", "does not open the names");
  Secret secret(*plaintext);
  wipe(*plaintext);
  return secret;
}

Bytes make_slot_salt() { return random_bytes(crypto_pwhash_SALTBYTES); }

Result<KeySlot> wrap_in_slot(std::string_view passphrase, ByteView secret, SlotCost cost) {
  HK_ASSIGN(const SlotKey key, SlotKey::derive(passphrase, make_slot_salt(), cost));
  return key.wrap(secret);
}

Result<Secret> open_slot(std::string_view passphrase, const KeySlot& slot) {
  HK_ASSIGN(const SlotKey key, SlotKey::derive(passphrase, slot.salt, slot.cost));
  return key.open(slot);
}

}  // namespace hk
