#include "sync/client/ask_once.h"

#include "sync/client/answer.h"
#include "sync/client/curl_transport.h"
#include "sync/client/device_row.h"

namespace hk {
namespace {

ErrorCode code_of(const Answer& problem) {
  const bool conflict =
      problem.slug == "code-used" || problem.slug == "programme-taken" || problem.slug == "many-unused-codes";
  if (conflict) return ErrorCode::conflict;
  if (problem.slug == "nobody-waits") return ErrorCode::not_found;
  return problem.retry ? ErrorCode::busy : ErrorCode::refused;
}

}  // namespace

Exchange with_curl(CurlTransport& transport) {
  return [&transport](const SyncRequest& request) { return transport.exchange(request); };
}

Result<Asked> own_server(Database& db) {
  return sqlite_guard(db, [&]() -> Result<Asked> {
    auto found = read_device_row(db);
    if (!found || found->server_url.empty()) {
      return fail(ErrorCode::not_found, "server", "this device is not enrolled yet");
    }
    return Asked{std::move(found->server_url), std::move(found->server_id), std::move(found->token),
                 std::move(found->trust), 0};
  });
}

Result<Bytes> ask_once(const Asked& asked, const std::string& path, ByteView message, const Exchange& exchange) {
  const auto ask = [&](unsigned version) {
    const std::string url = asked.base + "/v" + std::to_string(version) + path;
    return read_answer(
        exchange({SyncRequest::Kind::once, 1, url, asked.token, deflate(message), asked.trust, asked.wait_s}),
        asked.server_id, version);
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

}  // namespace hk
