#include "sync/crypto/one_time_code.h"
#include "sync/server/founder_code.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

/// False also for a device that is revoked.
Result<bool> by_coordinator(ServerContext& context, const CallingDevice& caller, const CodeRequest& request) {
  HK_ASSIGN(const auto lease, context.reads.take());
  Log log(*lease);
  HK_ASSIGN(const ProgrammeRef programme, log.find_programme(caller.programme));
  HK_ASSIGN(const auto revoked, log.revoked_at(programme, caller.device));
  Verifier verifier(caller.programme, caller.root_key);
  HK_TRY(log.teach(programme, verifier));
  return !revoked && verifier.is_coordinator(request.signer) &&
         verify_signature(request.signer, code_statement(caller.programme, caller.device), request.signature);
}

HttpResponse code_problem(ServerContext& context, const Error& error) {
  return error.code == ErrorCode::conflict ? context.problem(problems::many_unused_codes, error.message())
                                           : context.store_problem(error);
}

}  // namespace

void handle_code(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto caller = authenticate(context, request);
  if (!caller) return respond(caller.error());
  const auto message = read_message(context, request, server_tuning::enrolment_inflated_max);
  if (!message) return respond(message.error());
  const auto decoded = decode_code_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));
  const auto may = by_coordinator(context, *caller, *decoded);
  if (!may) return respond(context.store_problem(may.error()));
  if (!*may) return respond(context.problem(problems::not_coordinator, "signature"));

  const std::int64_t now_ms = context.clock.wall_ms();
  const auto answer = std::make_shared<CodeResponse>(
      CodeResponse{context.identity.server_id, make_one_time_code(), now_ms + server_tuning::code_ms});
  const bool taken = context.commits.submit(
      {[answer, caller = *caller, now_ms](Database& db) {
         return ServerStore(db).put_invitation(caller, founder_code_hash(answer->code), answer->expires_ms, now_ms,
                                               server_tuning::unused_codes_max);
       },
       [&context, answer, respond](const Result<void>& done) {
         // Never compressed: it is a secret.
         respond(done ? HttpResponse{200, content_type_protobuf, encode(*answer), false, {}}
                      : code_problem(context, done.error()));
       },
       message->size()});
  if (!taken) respond(context.problem(problems::busy, "try again soon"));
}

}  // namespace hk
