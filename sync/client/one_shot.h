#pragma once
#include <functional>

#include "sync/client/sync_client.h"

/// Sync for a command line: on the calling thread, until it is done or has failed.
namespace hk {

/// Carries out one request; CurlTransport::exchange, or a test's.
using Exchange = std::function<SyncReply(const SyncRequest&)>;

/// Asks a server to take this device in. Asking twice with the same code and keys is harmless: the first answer may
/// have been lost. Errors: invalid (the URL, or an answer that breaks the protocol), refused (the code or the proof),
/// conflict (the code belongs to another device, or the programme to another account), busy, offline.
[[nodiscard]] Result<EnrolResponse> enrol(const std::string& url, const EnrolRequest& request, const ServerTrust& trust,
                                          const Exchange& exchange);
/// The same with libcurl.
[[nodiscard]] Result<EnrolResponse> enrol(const std::string& url, const EnrolRequest& request,
                                          const ServerTrust& trust);

/// Asks this device's server for a one-time code for another device, as `coordinator`. Errors: not_found when there is
/// no server yet; refused, conflict (many unused codes), busy, offline, invalid.
[[nodiscard]] Result<CodeResponse> request_code(Database& db, const SigningKey& coordinator, const Exchange& exchange);
/// The same with libcurl.
[[nodiscard]] Result<CodeResponse> request_code(Database& db, const SigningKey& coordinator);

/// What one round of sync did.
struct SyncRound {
  bool changed = false;  ///< the projections may have changed
  SyncStatus status;     ///< afterwards
};
/// Pushes everything pending and pulls the feed to its end. Errors: not_found when there is no server yet; the last
/// failure otherwise, with everything acknowledged so far kept; busy when the server asks for patience.
[[nodiscard]] Result<SyncRound> sync_once(SyncClient& client, const Exchange& exchange);
/// The same with libcurl.
[[nodiscard]] Result<SyncRound> sync_once(SyncClient& client);

}  // namespace hk
