#pragma once
#include <memory>
#include <string>

#include "sync/domain/result.h"

namespace hk {

/// Where a server's certificate chain and its private key lie, both PEM.
struct TlsFiles {
  std::string certificate;  ///< the server's own certificate first, then those that signed it
  std::string key;
};

/// A certificate chain with the key that belongs to it, as a handshake needs them. Const use is safe from any thread.
class TlsIdentity {
 public:
  struct Impl;  ///< GnuTLS's own types, for http_listener.cpp

  /// Reads and checks both files. Errors, each naming its file: not_found, io; invalid for what is no certificate or no
  /// key, for a key of another certificate, and for a key that everybody on the machine may read.
  [[nodiscard]] static Result<std::unique_ptr<TlsIdentity>> read(const TlsFiles& files);
  TlsIdentity(const TlsIdentity&) = delete;
  TlsIdentity& operator=(const TlsIdentity&) = delete;
  ~TlsIdentity();

  /// When the server's own certificate ends: seconds since 1970.
  [[nodiscard]] std::int64_t valid_until_s() const;
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  explicit TlsIdentity(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hk
