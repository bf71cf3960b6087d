#include "sync/protocol/messages.h"
#include "sync/server/founder_code.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

bool same_founder(const ProgrammeAccount& account, const EnrolRequest& request) {
  return account.programme == request.programme && account.root_key == request.root_key &&
         account.founder == request.device && account.founder_key == request.ed25519_public;
}

/// Errors: conflict when the code belongs to another device, invalid when the programme belongs to another account.
Result<void> bind_once(ServerStore& store, const ProgrammeAccount& account, const EnrolRequest& request) {
  // An answer can get lost after the commit. The same device, proving the same key, may ask again; nobody else may.
  if (account.programme) {
    if (same_founder(account, request)) return {};
    return fail(ErrorCode::conflict, "code", "belongs to another device");
  }
  HK_ASSIGN(const auto others, store.programmes());
  for (const ProgrammeAccount& other : others) {
    if (other.programme == request.programme) {
      return fail(ErrorCode::invalid, "programme", "is enrolled under another name");
    }
  }
  return store.bind_founder(account, request);
}

struct Enrolment {
  EnrolRequest request;
  EnrolResponse answer;
  std::int64_t now_ms = 0;
};

/// (in a transaction)
Result<void> enrol(Database& db, Enrolment& enrolment) {
  ServerStore store(db);
  HK_ASSIGN(const ProgrammeAccount account, store.find_code(founder_code_hash(enrolment.request.code)));
  HK_TRY(bind_once(store, account, enrolment.request));
  HK_TRY(Log(db).programme(enrolment.request.programme));
  HK_TRY(store.put_token(account.row, enrolment.request, digest(enrolment.answer.token), enrolment.now_ms));
  enrolment.answer.fingerprint_key = account.fingerprint_key;
  return {};
}

HttpResponse enrolment_problem(ServerContext& context, const Error& error) {
  switch (error.code) {
    case ErrorCode::not_found:
      return context.problem(problems::wrong_code, error.message());
    case ErrorCode::conflict:
      return context.problem(problems::code_used, error.message());
    case ErrorCode::invalid:
      return context.problem(problems::programme_taken, error.message());
    default:
      return context.store_problem(error);
  }
}

/// What can be said before anything is written; nothing when the enrolment may go on.
std::optional<HttpResponse> refusal(ServerContext& context, const EnrolRequest& request) {
  if (!context.code_limit.open(context.clock.wall_ms())) {
    return context.problem(problems::too_many_codes, "try again in a minute");
  }
  const auto known = [&]() -> Result<ProgrammeAccount> {
    HK_ASSIGN(const auto lease, context.reads.take());
    return ServerStore(*lease).find_code(founder_code_hash(request.code));
  }();
  if (!known) {
    if (known.error().code == ErrorCode::not_found) context.code_limit.count_wrong();
    return enrolment_problem(context, known.error());
  }
  if (!verify_signature(request.ed25519_public, enrolment_statement(request), request.proof)) {
    return context.problem(problems::wrong_proof, "proof");
  }
  return std::nullopt;
}

}  // namespace

void handle_enrolment(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto message = read_message(context, request, server_tuning::enrolment_inflated_max);
  if (!message) return respond(message.error());
  auto decoded = decode_enrol_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));
  if (const auto no = refusal(context, *decoded)) return respond(*no);

  const auto enrolment = std::make_shared<Enrolment>();
  enrolment->request = std::move(*decoded);
  enrolment->answer.server_id = context.identity.server_id;
  enrolment->answer.token = to_hex(random_bytes(32));
  enrolment->answer.approved = true;  // the founder approves itself by the root key's signature (protocol.md, "Keys")
  enrolment->now_ms = context.clock.wall_ms();
  const bool taken = context.commits.submit(
      {[enrolment](Database& db) { return enrol(db, *enrolment); },
       [&context, enrolment, respond](const Result<void>& done) {
         // Never compressed: the token would stand beside bytes that the caller chose.
         respond(done ? HttpResponse{200, content_type_protobuf, encode(enrolment->answer), false, {}}
                      : enrolment_problem(context, done.error()));
       },
       message->size()});
  if (!taken) respond(context.problem(problems::busy, "try again soon"));
}

}  // namespace hk
