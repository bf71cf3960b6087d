#pragma once
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include <array>

#include "sync/server/tls_identity.h"

namespace hk {

/// GnuTLS keeps pointers to these for as long as a handshake takes.
struct TlsIdentity::Impl {
  static constexpr unsigned chain_max = 16;

  std::array<gnutls_pcert_st, chain_max> chain{};
  unsigned chain_size = 0;
  gnutls_privkey_t key = nullptr;
  std::int64_t valid_until_s = 0;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    for (unsigned i = 0; i < chain_size; ++i) gnutls_pcert_deinit(&chain[i]);
    if (key != nullptr) gnutls_privkey_deinit(key);
  }
};

}  // namespace hk
