#include "sync/crypto/running_digest.h"

#include <sodium.h>

namespace hk {

struct RunningDigest::State {
  crypto_generichash_state blake2b;
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) {
  crypto_generichash_init(&state_->blake2b, nullptr, 0, crypto_generichash_BYTES);
}

RunningDigest::~RunningDigest() = default;

void RunningDigest::add(ByteView bytes) {
  crypto_generichash_update(&state_->blake2b, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

Bytes RunningDigest::finish() {
  Bytes digest(crypto_generichash_BYTES, '\0');
  crypto_generichash_final(&state_->blake2b, reinterpret_cast<unsigned char*>(digest.data()), digest.size());
  return digest;
}

}  // namespace hk
