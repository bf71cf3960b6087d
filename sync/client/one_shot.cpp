#include "sync/client/one_shot.h"

#include "sync/client/ask_once.h"
#include "sync/client/curl_transport.h"
#include "sync/client/server_url.h"

namespace hk {
namespace {

/// Carries out whatever is due; false when nothing was. Every request gets its reply, also after one has failed.
/// Errors: the first failure.
Result<bool> do_due(SyncClient& client, const Exchange& exchange, bool& changed) {
  HK_ASSIGN(const auto requests, client.due_requests());
  std::optional<Error> failure;
  for (const SyncRequest& request : requests) {
    // Where nobody answered a moment ago nobody is kept waiting for a second time-out.
    const bool hopeless = failure && failure->code == ErrorCode::offline;
    const auto news = client.on_reply(
        hopeless ? SyncReply{request.kind, request.number, 0, "", {}, false, failure->what} : exchange(request));
    changed = changed || (news && *news);
    if (!failure) failure = client.last_failure();
  }
  if (failure) return tl::unexpected(*failure);
  return !requests.empty();
}

}  // namespace

Result<EnrolResponse> enrol(const std::string& url, const EnrolRequest& request, const ServerTrust& trust,
                            const Exchange& exchange) {
  HK_ASSIGN(const std::string base, server_base_url(url));
  HK_TRY(check_trust(trust));
  HK_ASSIGN(const Bytes message, ask_once({base, {}, "", trust}, "/enrolments", encode(request), exchange));
  return decode_enrol_response(message);
}

Result<EnrolResponse> enrol(const std::string& url, const EnrolRequest& request, const ServerTrust& trust) {
  CurlTransport transport;
  return enrol(url, request, trust, with_curl(transport));
}

Result<CodeResponse> request_code(Database& db, const SigningKey& coordinator, const Exchange& exchange) {
  HK_ASSIGN(const OwnDevice own, SyncClient::own_device(db));
  HK_ASSIGN(const Asked server, own_server(db));
  const CodeRequest request{coordinator.public_key, sign(coordinator, code_statement(own.programme, own.device))};
  HK_ASSIGN(const Bytes message, ask_once(server, "/codes", encode(request), exchange));
  HK_ASSIGN(CodeResponse answer, decode_code_response(message));
  if (answer.server_id != server.server_id) return fail(ErrorCode::offline, server.base, "an answer of another server");
  return answer;
}

Result<CodeResponse> request_code(Database& db, const SigningKey& coordinator) {
  CurlTransport transport;
  return request_code(db, coordinator, with_curl(transport));
}

Result<SyncRound> sync_once(SyncClient& client, const Exchange& exchange) {
  HK_ASSIGN(const SyncStatus before, client.status());
  if (!before.enrolled) return fail(ErrorCode::not_found, "server", "this device is not enrolled yet");
  SyncRound round;
  client.hurry();
  while (!client.settled()) {
    HK_ASSIGN(const bool did, do_due(client, exchange, round.changed));
    if (did || client.settled() || client.comparing()) continue;
    HK_ASSIGN(const bool unswept, client.waits_for_sweep());
    return unswept ? fail(ErrorCode::busy, "database", "another program reads what is to be erased")
                   : fail(ErrorCode::busy, before.server, "the server asks to come back later");
  }
  HK_ASSIGN(round.status, client.status());
  return round;
}

Result<SyncRound> sync_once(SyncClient& client) {
  CurlTransport transport;
  return sync_once(client, with_curl(transport));
}

}  // namespace hk
