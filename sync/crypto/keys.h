#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "sync/domain/bytes.h"

/// Every construction is libsodium's; nothing here is a primitive of our own. All functions may be called from any
/// thread. Key bytes live in guarded memory that is locked and wiped (sodium_malloc).
namespace hk {

/// Initialises libsodium; call once before anything else here. Stops the program when it cannot.
void crypto_start();

/// Bytes that must not leak: locked memory, wiped when freed, never copied by accident.
class Secret {
 public:
  Secret() = default;
  /// Copies `bytes` in. The caller wipes its own copy.
  explicit Secret(ByteView bytes);
  [[nodiscard]] static Secret random(std::size_t size);
  [[nodiscard]] Secret clone() const { return Secret(view()); }
  [[nodiscard]] ByteView view() const { return {data_.get(), size_}; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  struct Free {
    void operator()(char* data) const;
  };
  std::unique_ptr<char, Free> data_;
  std::size_t size_ = 0;
};

/// Overwrites a buffer that held a passphrase or clear text.
void wipe(Bytes& bytes);

[[nodiscard]] Bytes random_bytes(std::size_t size);
/// BLAKE2b-256.
[[nodiscard]] Bytes digest(ByteView bytes);
/// Keyed BLAKE2b-256 over the concatenation of `parts`.
[[nodiscard]] Bytes keyed_digest(const Secret& key, std::initializer_list<ByteView> parts);
/// Compares in constant time; false when lengths differ.
[[nodiscard]] bool equal_secret(ByteView a, ByteView b);

/// Purposes of the programme key's subkeys (crypto_kdf, context "hkiosk01"); numbers are never used again.
enum class Purpose : std::uint64_t {
  seal = 1,
  mac = 2,
  import_ids = 3,
  study_ids = 4,
  card_lookup = 5,
  key_id = 6,
  pins = 7
};

/// 256 bits, made by `init`, never in clear text outside this process.
class ProgrammeKey {
 public:
  [[nodiscard]] static ProgrammeKey generate();
  /// Errors: invalid unless 32 bytes.
  [[nodiscard]] static Result<ProgrammeKey> from_bytes(ByteView bytes);
  [[nodiscard]] Secret subkey(Purpose purpose) const;
  /// Names the key in headers and macs without telling anything about it.
  [[nodiscard]] std::uint64_t id() const;
  [[nodiscard]] ByteView view() const { return key_.view(); }
  [[nodiscard]] ProgrammeKey clone() const;

 private:
  explicit ProgrammeKey(Secret key) : key_(std::move(key)) {}
  Secret key_;
};

/// XChaCha20-Poly1305 of `plaintext` padded to 64 bytes. Layout: 1 version ‖ 8 key id ‖ 24 nonce ‖ ciphertext.
[[nodiscard]] Bytes seal(const Secret& seal_key, std::uint64_t key_id, ByteView plaintext, ByteView bound_to);
/// Errors: refused for a wrong key, other `bound_to` bytes, or any flipped bit.
[[nodiscard]] Result<Bytes> open_sealed(const Secret& seal_key, std::uint64_t key_id, ByteView sealed,
                                        ByteView bound_to);

/// Which programme key a sealed part says it needs. Errors: refused for an unknown format.
[[nodiscard]] Result<std::uint64_t> sealed_with(ByteView sealed);

/// Ed25519.
struct SigningKey {
  Secret secret;     ///< 64 bytes
  Bytes public_key;  ///< 32 bytes
  [[nodiscard]] static SigningKey generate();
  /// Errors: invalid unless 64 bytes.
  [[nodiscard]] static Result<SigningKey> from_secret(ByteView secret);
};
[[nodiscard]] Bytes sign(const SigningKey& key, ByteView message);
[[nodiscard]] bool verify_signature(ByteView public_key, ByteView message, ByteView signature);

/// X25519, for sealed boxes.
struct BoxKey {
  Secret secret;     ///< 32 bytes
  Bytes public_key;  ///< 32 bytes
  [[nodiscard]] static BoxKey generate();
  /// Errors: invalid unless 32 bytes.
  [[nodiscard]] static Result<BoxKey> from_secret(ByteView secret);
};
/// A sealed box (X25519, XSalsa20-Poly1305, a sender key of its own): only the holder of the secret half opens it, and
/// it does not tell who closed it. 48 bytes longer than what is in it. Errors: invalid for a key that is none.
[[nodiscard]] Result<Bytes> close_box(ByteView public_key, ByteView plaintext);
/// Errors: refused.
[[nodiscard]] Result<Secret> open_box(const BoxKey& key, ByteView box);

/// What Argon2id costs; stored with each slot.
struct SlotCost {
  std::uint64_t operations = 3;
  std::uint64_t memory_bytes = 64ULL << 20;
};

/// A secret wrapped under a passphrase. Stays on the device.
struct KeySlot {
  SlotCost cost;
  Bytes salt;     ///< 16 bytes
  Bytes wrapped;  ///< nonce ‖ ciphertext
};
/// What a passphrase gives with one salt at one cost: makes and opens every slot that has them.
class SlotKey {
 public:
  /// Takes about half a second: job thread. Errors: invalid for a cost or salt beyond bounds; io for want of memory.
  [[nodiscard]] static Result<SlotKey> derive(std::string_view passphrase, ByteView salt, SlotCost cost);
  [[nodiscard]] KeySlot wrap(ByteView secret) const;
  /// Errors: wrong_passphrase, also for a slot of another salt; corrupt.
  [[nodiscard]] Result<Secret> open(const KeySlot& slot) const;

 private:
  SlotKey(Bytes salt, SlotCost cost, Secret key) : salt_(std::move(salt)), cost_(cost), key_(std::move(key)) {}
  Bytes salt_;
  SlotCost cost_;
  Secret key_;
};
[[nodiscard]] Bytes make_slot_salt();
/// A slot with a salt of its own. Takes about half a second: job thread.
[[nodiscard]] Result<KeySlot> wrap_in_slot(std::string_view passphrase, ByteView secret, SlotCost cost);
/// Takes about half a second: job thread. Errors: wrong_passphrase; invalid for a cost beyond bounds.
[[nodiscard]] Result<Secret> open_slot(std::string_view passphrase, const KeySlot& slot);

}  // namespace hk
