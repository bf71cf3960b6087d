#include "sync/client/one_shot.h"

#include "sync/client/answer.h"
#include "sync/client/curl_transport.h"
#include "sync/client/device_row.h"
#include "sync/client/server_url.h"

namespace hk {
namespace {

Exchange with_curl(CurlTransport& transport) {
  return [&transport](const SyncRequest& request) { return transport.exchange(request); };
}

ErrorCode code_of(const Answer& problem) {
  const bool conflict =
      problem.slug == "code-used" || problem.slug == "programme-taken" || problem.slug == "many-unused-codes";
  if (conflict) return ErrorCode::conflict;
  return problem.retry ? ErrorCode::busy : ErrorCode::refused;
}

/// Whom a command asks.
struct Asked {
  std::string base;
  Bytes server_id;  ///< empty: not known yet
  std::string token;
  ServerTrust trust;
};

/// One question, by the highest version that both speak. Errors: offline, refused, conflict, busy.
Result<Bytes> ask_once(const Asked& asked, const std::string& path, ByteView message, const Exchange& exchange) {
  const auto ask = [&](unsigned version) {
    const std::string url = asked.base + "/v" + std::to_string(version) + path;
    return read_answer(exchange({SyncRequest::Kind::once, 1, url, asked.token, deflate(message), asked.trust}),
                       asked.server_id);
  };
  Answer answer = ask(protocol_versions.max);
  if (const auto lower = lower_version(answer, protocol_versions)) answer = ask(*lower);
  switch (answer.kind) {
    case Answer::Kind::not_ours:
      return fail(ErrorCode::offline, asked.base, answer.why);
    case Answer::Kind::problem:
      return fail(code_of(answer), asked.base, answer.why);
    case Answer::Kind::message:
      break;
  }
  return std::move(answer.message);
}

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
  HK_ASSIGN(const DeviceRow row, sqlite_guard(db, [&]() -> Result<DeviceRow> {
              auto found = read_device_row(db);
              if (!found || found->server_url.empty()) {
                return fail(ErrorCode::not_found, "server", "this device is not enrolled yet");
              }
              return std::move(*found);
            }));
  const CodeRequest request{coordinator.public_key,
                            sign(coordinator, code_statement(row.own.programme, row.own.device))};
  HK_ASSIGN(const Bytes message,
            ask_once({row.server_url, row.server_id, row.token, row.trust}, "/codes", encode(request), exchange));
  HK_ASSIGN(CodeResponse answer, decode_code_response(message));
  if (answer.server_id != row.server_id) return fail(ErrorCode::offline, row.server_url, "an answer of another server");
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
    if (!did && !client.settled()) return fail(ErrorCode::busy, before.server, "the server asks to come back later");
  }
  HK_ASSIGN(round.status, client.status());
  return round;
}

Result<SyncRound> sync_once(SyncClient& client) {
  CurlTransport transport;
  return sync_once(client, with_curl(transport));
}

}  // namespace hk
