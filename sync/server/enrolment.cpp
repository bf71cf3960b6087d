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
  if (request.programme.is_nil()) return fail(ErrorCode::invalid, "programme", "is missing: this is a founder's code");
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

/// Errors: conflict when the code belongs to another device, invalid when it is another programme's, refused when it
/// has ended.
Result<void> use_once(ServerStore& store, const InvitationCode& code, const EnrolRequest& request,
                      std::int64_t now_ms) {
  const bool by_words = request.programme.is_nil();
  const bool same_programme = code.account.programme == request.programme && code.account.root_key == request.root_key;
  if (!by_words && !same_programme)
    return fail(ErrorCode::invalid, "programme", "is not the one that the code was made for");
  // As with the founder's code: an answer that was lost may be asked for again.
  const bool again = code.device == request.device && code.device_key == request.ed25519_public;
  if (code.device && !again) return fail(ErrorCode::conflict, "code", "belongs to another device");
  if (!again && code.expires_ms < now_ms) return fail(ErrorCode::refused, "code", "has ended; ask for another one");
  if (!by_words && request.mac.empty()) {
    return fail(ErrorCode::invalid, "mac", "is missing: the device has no invitation");
  }
  return store.use_invitation(founder_code_hash(request.code), request);
}

struct Entry {
  ProgrammeAccount account;
  std::optional<Approver> approver;  ///< for a device that comes in by six words
};

/// Where the code lets in. Errors: not_found; those of bind_once() and use_once().
Result<Entry> let_in(ServerStore& store, const EnrolRequest& request, std::int64_t now_ms) {
  const Bytes hash = founder_code_hash(request.code);
  if (const auto founded = store.find_code(hash); founded || founded.error().code != ErrorCode::not_found) {
    if (!founded) return tl::unexpected(founded.error());
    HK_TRY(bind_once(store, *founded, request));
    return Entry{*founded, {}};
  }
  HK_ASSIGN(const InvitationCode code, store.find_invitation(hash));
  HK_TRY(use_once(store, code, request, now_ms));
  Entry entry{code.account, {}};
  if (!request.programme.is_nil()) return entry;
  if (!code.asked_by) return fail(ErrorCode::not_found, "code", "nobody is known to have asked for it");
  HK_ASSIGN(entry.approver, store.approver(code.account, *code.asked_by));
  return entry;
}

struct EnrolmentWork {
  EnrolRequest request;
  EnrolResponse answer;
  std::int64_t account = 0;
  std::int64_t now_ms = 0;
};

/// (in a transaction)
Result<void> enrol(Database& db, EnrolmentWork& enrolment) {
  ServerStore store(db);
  HK_ASSIGN(const Entry entry, let_in(store, enrolment.request, enrolment.now_ms));
  const std::int64_t account = entry.account.row;
  if (!entry.approver) HK_TRY(Log(db).programme(enrolment.request.programme));
  HK_TRY(store.put_token(account, enrolment.request, digest(enrolment.answer.token), enrolment.now_ms));
  if (entry.approver) HK_TRY(store.let_wait(account, enrolment.request.device, entry.approver->device));
  enrolment.account = account;
  enrolment.answer.fingerprint_key = entry.account.fingerprint_key;
  enrolment.answer.approver = entry.approver;
  // The founder approves itself by the root key's signature; everybody else waits for a coordinator's.
  enrolment.answer.approved = enrolment.request.mac.empty() && !entry.approver;
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
    case ErrorCode::refused:
      return context.problem(problems::code_ended, error.message());
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
    ServerStore store(*lease);
    const Bytes hash = founder_code_hash(request.code);
    if (auto founded = store.find_code(hash); founded || founded.error().code != ErrorCode::not_found) return founded;
    HK_ASSIGN(InvitationCode code, store.find_invitation(hash));
    return std::move(code.account);
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

  const auto enrolment = std::make_shared<EnrolmentWork>();
  enrolment->request = std::move(*decoded);
  enrolment->answer.server_id = context.identity.server_id;
  enrolment->answer.token = to_hex(random_bytes(32));
  enrolment->now_ms = context.clock.wall_ms();
  const bool taken = context.commits.submit(
      {[enrolment](Database& db) { return enrol(db, *enrolment); },
       [&context, enrolment, respond](const Result<void>& done) {
         // A coordinator's device that waits for news is told at once whom to approve.
         if (done) context.polls.end_all(enrolment->account);
         // Never compressed: the token would stand beside bytes that the caller chose.
         respond(done ? HttpResponse{200, content_type_protobuf, encode(enrolment->answer), false, {}}
                      : enrolment_problem(context, done.error()));
       },
       message->size()});
  if (!taken) respond(context.problem(problems::busy, "try again soon"));
}

}  // namespace hk
