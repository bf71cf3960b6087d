#pragma once
#include <string>

#include "sync/domain/result.h"

namespace hk {

/// The address of a server as it is stored: scheme, host, port and path, without a slash at the end. Tokens travel
/// to it, so it is https; http is taken for this very machine only.
/// Errors: invalid, saying what is wrong with it.
[[nodiscard]] Result<std::string> server_base_url(const std::string& url);
/// "localhost", 127.0.0.0/8 or [::1].
[[nodiscard]] bool is_loopback_url(const std::string& url);

}  // namespace hk
