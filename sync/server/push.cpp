#include <algorithm>

#include "sync/domain/planted.h"
#include "sync/log/ahead.h"
#include "sync/log/erasure.h"
#include "sync/protocol/messages.h"
#include "sync/server/intake.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

/// A push on its way through the committer.
struct Push {
  CallingDevice caller;
  PushRequest request;
  std::vector<Examined> examined, ahead;
  PushResponse answer;
  std::uint64_t added = 0, known = 0;
  std::uint64_t last_position = 0;  ///< of the feed, afterwards
};

Examined examine_own(const Verifier& verifier, const DeviceId& caller, const ChangeRecord& record) {
  Examined examined = examine(verifier, record);
  if (examined.fault.empty() && examined.change.device != caller) return {{}, "device: is not the one that pushes"};
  return examined;
}

void examine_all(Push& push) {
  const Verifier verifier(push.caller.programme, push.caller.root_key);
  push.examined.reserve(push.request.changes.size());
  for (const ChangeRecord& record : push.request.changes) {
    push.examined.push_back(examine_own(verifier, push.caller.device, record));
  }
  for (const auto& [seq, record] : push.request.ahead) {
    push.ahead.push_back(examine_own(verifier, push.caller.device, record));
  }
}

/// Stores one push. Lives for one transaction, on the committing thread.
class PushWriter {
 public:
  PushWriter(ServerContext& context, Database& db, Push& push)
      : db_(db),
        push_(push),
        intake_(db, {push.caller.account, push.caller.programme, push.caller.root_key}, context.hlc,
                context.clock.wall_ms()) {}

  /// Fills the push's answer. Errors: conflict where another change has a number already; the database's.
  Result<void> write() {
    const CallingDevice& caller = push_.caller;
    HK_TRY(intake_.begin());
    HK_ASSIGN(const auto revoked_at, intake_.log().revoked_at(intake_.programme(), caller.device));
    revoked_ = revoked_at.has_value();
    HK_ASSIGN(held_, store().received_through(caller.account, caller.device, push_.request.epoch));
    push_.answer.received_through = held_;
    for (std::size_t i = 0; i < push_.ahead.size(); ++i) HK_TRY(take_ahead(i));
    // A gap: after a restore from an older backup this server holds less than the kiosk thinks. It is told so.
    if (push_.request.first_seq <= held_ + 1) HK_TRY(write_range());
    HK_ASSIGN(push_.last_position, intake_.finish());
    return {};
  }

 private:
  [[nodiscard]] ServerStore& store() { return intake_.store(); }
  [[nodiscard]] std::uint64_t seq(std::size_t i) const { return push_.request.first_seq + i; }

  Result<void> write_range() {
    const CallingDevice& caller = push_.caller;
    for (std::size_t i = 0; i < push_.examined.size(); ++i) HK_TRY(write_one(i));
    return store().set_received_through(caller.account, caller.device, push_.request.epoch,
                                        push_.answer.received_through);
  }

  Result<void> write_one(std::size_t i) {
    HK_TRY(judge(i));
    if (planted::is(planted::Bug::quarantine_blocks) && !push_.examined[i].fault.empty()) {
      return fail(ErrorCode::invalid, "push", push_.examined[i].fault);
    }
    HK_TRY(push_.examined[i].fault.empty() ? append(i) : quarantine(i));
    push_.answer.received_through = std::max(push_.answer.received_through, seq(i));
    return {};
  }

  /// What was committed before decides whether a good record is taken. What is held already stays, whoever has lost the
  /// right to say it since.
  Result<void> judge(std::size_t i) {
    auto& [change, fault] = push_.examined[i];
    if (!fault.empty()) return {};
    const Result<void> may_sign = intake_.check_signer(change, push_.request.changes[i]);
    if (may_sign && !revoked_) return {};
    HK_ASSIGN(const bool held, intake_.log().holds(intake_.programme(), change.id));
    if (!held) fault = revoked_ ? "device: has been revoked" : may_sign.error().message();
    return {};
  }

  /// What is not good waits until the range comes to it: then it is put into quarantine.
  Result<void> take_ahead(std::size_t i) {
    const auto& [change, fault] = push_.ahead[i];
    const auto& [number, record] = push_.request.ahead[i];
    if (!fault.empty() || revoked_ || !goes_ahead(change.body) || !intake_.check_signer(change, record)) return {};
    return append(record, change, number);
  }

  Result<void> append(std::size_t i) {
    const Change& change = push_.examined[i].change;
    if (seq(i) <= held_) HK_TRY(same_is_held(i));
    return append(push_.request.changes[i], change, seq(i));
  }

  Result<void> append(const ChangeRecord& record, const Change& change, std::uint64_t number) {
    HK_ASSIGN(const Intake::Taken taken,
              intake_.append(record, change, push_.caller.device, push_.request.epoch, number, heard_ruling(number)));
    // A repeated push may come when the change is no longer ahead of this clock, and its ruling was never heard.
    if (taken.ruled || taken.appended != Appended::added) HK_TRY(tell_ruling(change.id, number));
    ++(taken.appended == Appended::added ? push_.added : push_.known);
    const auto* revoked = std::get_if<DeviceRevoked>(&change.body);
    revoked_ = revoked_ || (taken.appended == Appended::added && revoked && revoked->device == push_.caller.device);
    return {};
  }

  /// What the device says was ruled of its clock before.
  [[nodiscard]] std::optional<Hlc> heard_ruling(std::uint64_t number) const {
    for (const auto& [at, hlc] : push_.request.hlc_accepted) {
      if (at == number) return hlc;
    }
    return std::nullopt;
  }

  /// The author adopts it; a pull would leave it out with the rest of the author's own.
  Result<void> tell_ruling(const ChangeId& id, std::uint64_t number) {
    HK_ASSIGN(const auto ruling, intake_.log().accepted(intake_.programme(), id));
    if (ruling) push_.answer.hlc_accepted.emplace_back(number, *ruling);
    return {};
  }

  /// A good record under a number that is held: if the log has it not, it was in quarantine, and is believed now.
  Result<void> same_is_held(std::size_t i) {
    HK_ASSIGN(const bool logged, intake_.log().holds(intake_.programme(), push_.examined[i].change.id));
    return logged ? Result<void>() : same_in_quarantine(i);
  }

  Result<void> quarantine(std::size_t i) {
    push_.answer.quarantined.push_back({seq(i), push_.examined[i].fault});
    if (seq(i) <= held_) return same_in_quarantine(i);
    const CallingDevice& caller = push_.caller;
    QuarantinedRecord kept{caller.device,           push_.request.epoch, seq(i),
                           push_.examined[i].fault, intake_.now_ms(),    push_.request.changes[i]};
    if (holds_erased(db_, intake_.programme(), kept.record)) kept.record.sealed.clear();
    return store().put_quarantine(caller.account, kept);
  }

  /// Errors: conflict unless this very record was put there.
  Result<void> same_in_quarantine(std::size_t i) {
    const CallingDevice& caller = push_.caller;
    const auto core = store().quarantined_core(caller.account, caller.device, push_.request.epoch, seq(i));
    if (core && *core == push_.request.changes[i].core) return {};
    if (!core && core.error().code != ErrorCode::not_found) return tl::unexpected(core.error());
    return fail(ErrorCode::conflict, "change " + std::to_string(seq(i)), "another one is held under this number");
  }

  Database& db_;
  Push& push_;
  Intake intake_;
  bool revoked_ = false;  ///< the device that pushes
  std::uint64_t held_ = 0;
};

HttpResponse push_response(ServerContext& context, const HttpRequest& how, Push& push, const Result<void>& done) {
  if (!done) {
    const bool conflict = done.error().code == ErrorCode::conflict;
    return conflict ? context.problem(problems::other_change, done.error().message())
                    : context.store_problem(done.error());
  }
  context.polls.news(push.caller.account, push.last_position);
  context.metrics.count_push(push.added, push.known, push.answer.quarantined.size());
  push.answer.server_id = context.identity.server_id;
  push.answer.server_time_ms = context.clock.wall_ms();
  push.answer.delay_ms = context.delay_ms();
  return message_response(how, encode(push.answer));
}

}  // namespace

void handle_push(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto caller = authenticate(context, request);
  if (!caller) return respond(caller.error());
  const auto message = read_message(context, request, body_inflated_max);
  if (!message) return respond(message.error());
  auto decoded = decode_push_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));

  const auto push = std::make_shared<Push>();
  push->caller = *caller;
  push->request = std::move(*decoded);
  examine_all(*push);
  context.contacts.note({caller->account, caller->device, context.clock.wall_ms(), push->request.status});
  HttpRequest how;
  how.accept_encoding = request.accept_encoding;
  const bool taken = context.commits.submit(
      {[&context, push](Database& db) -> Result<void> {
         HK_TRY(PushWriter(context, db, *push).write());
         return context.contacts.write(db);
       },
       [&context, push, how, respond](const Result<void>& done) { respond(push_response(context, how, *push, done)); },
       message->size()});
  if (!taken) respond(context.problem(problems::busy, "try again soon"));
}

}  // namespace hk
