#include <algorithm>

#include "sync/log/erasure.h"
#include "sync/log/verifier.h"
#include "sync/protocol/messages.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

/// A pushed record after everything that needs no database.
struct Examined {
  Change change;
  std::string fault;  ///< why it goes to quarantine; empty for a good one
};

/// A push on its way through the committer.
struct Push {
  CallingDevice caller;
  PushRequest request;
  std::vector<Examined> examined;
  PushResponse answer;
  std::uint64_t added = 0, known = 0;
  std::uint64_t last_position = 0;  ///< of the feed, afterwards
};

std::size_t size_of(const ChangeRecord& record) {
  return record.core.size() + record.sealed.size() + record.sealed_digest.size() + record.mac.size() +
         record.signature.size() + record.signer.size();
}

/// All but who may sign, which depends on what is committed before this push.
Examined examine(const Verifier& verifier, const DeviceId& caller, const ChangeRecord& record) {
  if (size_of(record) > server_tuning::record_bytes_max) return {{}, "record: larger than 128 KiB"};
  auto change = verifier.check_form(record);
  if (!change) return {{}, change.error().message()};
  if (change->device != caller) return {{}, "device: is not the one that pushes"};
  return {std::move(*change), {}};
}

std::vector<Examined> examine_all(const CallingDevice& caller, const PushRequest& request) {
  const Verifier verifier(caller.programme, caller.root_key);
  std::vector<Examined> examined;
  examined.reserve(request.changes.size());
  for (const ChangeRecord& record : request.changes) examined.push_back(examine(verifier, caller.device, record));
  return examined;
}

/// Stores one push. Lives for one transaction, on the committing thread.
class PushWriter {
 public:
  PushWriter(ServerContext& context, Database& db, Push& push)
      : context_(context),
        db_(db),
        store_(db),
        log_(db),
        push_(push),
        verifier_(push.caller.programme, push.caller.root_key),
        now_ms_(context.clock.wall_ms()) {}

  /// Fills the push's answer. Errors: conflict where another change has a number already; the database's.
  Result<void> write() {
    const CallingDevice& caller = push_.caller;
    HK_ASSIGN(programme_, log_.programme(caller.programme));
    HK_TRY(log_.teach(programme_, verifier_));
    HK_ASSIGN(const auto revoked_at, log_.revoked_at(programme_, caller.device));
    revoked_ = revoked_at.has_value();
    HK_ASSIGN(held_, store_.received_through(caller.account, caller.device, push_.request.epoch));
    push_.answer.received_through = held_;
    // A gap: after a restore from an older backup this server holds less than the kiosk thinks. It is told so.
    if (push_.request.first_seq > held_ + 1) return {};
    HK_ASSIGN(next_position_, log_.last_position(programme_));
    ++next_position_;
    for (std::size_t i = 0; i < push_.examined.size(); ++i) HK_TRY(write_one(i));
    return finish();
  }

 private:
  [[nodiscard]] std::uint64_t seq(std::size_t i) const { return push_.request.first_seq + i; }

  Result<void> write_one(std::size_t i) {
    HK_TRY(judge(i));
    HK_TRY(push_.examined[i].fault.empty() ? append(i) : quarantine(i));
    push_.answer.received_through = std::max(push_.answer.received_through, seq(i));
    return {};
  }

  /// What was committed before decides whether a good record is taken. What is held already stays, whoever has lost the
  /// right to say it since.
  Result<void> judge(std::size_t i) {
    auto& [change, fault] = push_.examined[i];
    if (!fault.empty()) return {};
    const Result<void> may_sign = verifier_.check_signer(change, push_.request.changes[i]);
    if (may_sign && !revoked_) return {};
    HK_ASSIGN(const bool held, log_.holds(programme_, change.id));
    if (!held) fault = revoked_ ? "device: has been revoked" : may_sign.error().message();
    return {};
  }

  /// What a change that was added does to those after it, and to what is kept beside the log.
  Result<void> take_effect(const Change& change) {
    verifier_.learn(change.body);
    const auto* revoked = std::get_if<DeviceRevoked>(&change.body);
    revoked_ = revoked_ || (revoked != nullptr && revoked->device == push_.caller.device);
    if (!std::holds_alternative<ParticipantErased>(change.body)) return {};
    return store_.forget_erased(push_.caller.account, programme_);
  }

  Result<void> append(std::size_t i) {
    const Change& change = push_.examined[i].change;
    Envelope envelope{push_.request.changes[i],
                      push_.caller.device,
                      push_.request.epoch,
                      seq(i),
                      accepted(i),
                      next_position_,
                      now_ms_};
    HK_ASSIGN(const Appended appended, log_.append(programme_, envelope, change, Folding::later));
    // A repeated push may come when the change is no longer ahead of this clock, and its ruling was never heard.
    if (envelope.hlc_accepted || appended != Appended::added) HK_TRY(tell_ruling(i));
    if (appended != Appended::added) {
      ++push_.known;
      return {};
    }
    ++push_.added;
    ++next_position_;
    HK_TRY(take_effect(change));
    return seq(i) <= held_ ? leave_quarantine(i) : Result<void>();
  }

  /// The author adopts it; a pull would leave it out with the rest of the author's own.
  Result<void> tell_ruling(std::size_t i) {
    HK_ASSIGN(const auto ruling, log_.accepted(programme_, push_.examined[i].change.id));
    if (ruling) push_.answer.hlc_accepted.emplace_back(seq(i), *ruling);
    return {};
  }

  /// A good record under a number that is held, but not by the log: it was in quarantine, and is believed now.
  Result<void> leave_quarantine(std::size_t i) {
    const CallingDevice& caller = push_.caller;
    HK_TRY(same_in_quarantine(i));
    return store_.drop_quarantine(caller.account, caller.device, push_.request.epoch, seq(i));
  }

  Result<void> quarantine(std::size_t i) {
    push_.answer.quarantined.push_back({seq(i), push_.examined[i].fault});
    if (seq(i) <= held_) return same_in_quarantine(i);
    const CallingDevice& caller = push_.caller;
    QuarantinedRecord kept{caller.device, push_.request.epoch,     seq(i), push_.examined[i].fault,
                           now_ms_,       push_.request.changes[i]};
    if (holds_erased(db_, programme_, kept.record)) kept.record.sealed.clear();
    return store_.put_quarantine(caller.account, kept);
  }

  /// Errors: conflict unless this very record was put there.
  Result<void> same_in_quarantine(std::size_t i) {
    const CallingDevice& caller = push_.caller;
    const auto core = store_.quarantined_core(caller.account, caller.device, push_.request.epoch, seq(i));
    if (core && *core == push_.request.changes[i].core) return {};
    if (!core && core.error().code != ErrorCode::not_found) return tl::unexpected(core.error());
    return fail(ErrorCode::conflict, "change " + std::to_string(seq(i)), "another one is held under this number");
  }

  /// A clock far ahead is not refused but overruled, by the first server that sees it (protocol.md, "Folding").
  std::optional<Hlc> accepted(std::size_t i) {
    for (const auto& [at, hlc] : push_.request.hlc_accepted) {
      if (at == seq(i) && hlc.ms() <= now_ms_ + hlc_skew_ms_max) return hlc;
    }
    if (push_.examined[i].change.hlc.ms() <= now_ms_ + hlc_skew_ms_max) return std::nullopt;
    return context_.hlc.tick(now_ms_);
  }

  Result<void> finish() {
    const CallingDevice& caller = push_.caller;
    HK_TRY(
        store_.set_received_through(caller.account, caller.device, push_.request.epoch, push_.answer.received_through));
    if (push_.added == 0) return {};
    // Last of all: whoever holds this row commits before the next one reads it, so feed order is commit order.
    HK_ASSIGN(const std::uint64_t first, log_.take_positions(programme_, push_.added));
    HK_CHECK(first + push_.added == next_position_);
    push_.last_position = next_position_ - 1;
    return {};
  }

  ServerContext& context_;
  Database& db_;
  ServerStore store_;
  Log log_;
  Push& push_;
  Verifier verifier_;
  bool revoked_ = false;  ///< the device that pushes
  std::int64_t now_ms_;
  ProgrammeRef programme_;
  std::uint64_t held_ = 0;
  std::uint64_t next_position_ = 0;
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
  push->examined = examine_all(push->caller, push->request);
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
