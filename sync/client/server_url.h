#pragma once
#include <string>

#include "sync/domain/result.h"

namespace hk {

/// The address of a server as it is stored: scheme, host, port and path, without a slash at the end. Tokens travel
/// to it, so it is https; http is taken for this very machine only.
/// Errors: invalid, saying what is wrong with it.
[[nodiscard]] Result<std::string> server_base_url(const std::string& url);
/// How a server proves over https that it is the right one.
struct ServerTrust {
  std::string ca_pem;  ///< certificates that alone may vouch for it, PEM; empty: the system's authorities
  std::string pin;     ///< "sha256//…" of its public key, asked for as well; empty: any key that is vouched for
  bool operator==(const ServerTrust&) const = default;
};
/// Errors: invalid for a pin or a CA that is none.
[[nodiscard]] Result<void> check_trust(const ServerTrust& trust);

/// "localhost", 127.0.0.0/8 or [::1].
[[nodiscard]] bool is_loopback_url(const std::string& url);

}  // namespace hk
