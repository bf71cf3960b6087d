#pragma once
#include "sync/client/one_shot.h"

/// One question and its answer, for what is no part of the state machine.
namespace hk {

class CurlTransport;

/// Whom a command asks.
struct Asked {
  std::string base;
  Bytes server_id;  ///< empty: not known yet
  std::string token;
  ServerTrust trust;
  std::uint32_t wait_s = 0;  ///< how long the server may keep the answer back
};
/// This device's server. Errors: not_found when there is none yet.
[[nodiscard]] Result<Asked> own_server(Database& db);
/// The answer's message, asked for by the highest version that both speak. Errors: offline, refused, conflict,
/// not_found, busy.
[[nodiscard]] Result<Bytes> ask_once(const Asked& asked, const std::string& path, ByteView message,
                                     const Exchange& exchange);
/// Keeps a reference to `transport`.
[[nodiscard]] Exchange with_curl(CurlTransport& transport);

}  // namespace hk
