#include <algorithm>

#include "sync/protocol/compare_messages.h"
#include "sync/server/feed_sum.h"
#include "sync/server/gifts.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

std::size_t size_of(const Envelope& envelope) { return envelope.record.core.size() + envelope.record.sealed.size(); }

/// Answers what a device asks of ranges. On a connection that only reads; one answer is some tenths of a second of it
/// at the most, whatever is asked.
class Comparer {
 public:
  Comparer(Database& db, const CallingDevice& caller, ProgrammeRef programme, std::vector<IdPrint> quarantined)
      : db_(db), key_(caller.fingerprint_key), programme_(programme), quarantined_(std::move(quarantined)) {}

  void compare(const CompareRequest& request, CompareResponse& answer) {
    std::uint64_t summed = 0;
    for (std::size_t n = 0; n < request.ranges.size(); ++n) {
      const ComparedRange& compared = request.ranges[n];
      summed += compared.fingerprint.count;
      if (n > 0 && summed > server_tuning::compared_changes_max) return;
      if (compared.listed) {
        list(compared, answer);
        if (answer.next) return;
      } else if (differs(compared)) {
        answer.differ |= 1ULL << n;
      }
      ++answer.answered;
    }
  }

 private:
  /// Never reads more than one change beyond what the caller says there are: then it differs, whatever follows.
  bool differs(const ComparedRange& compared) {
    const std::uint64_t count = compared.fingerprint.count;
    Fingerprint held;
    for (const IdPrint& one : prints_in(db_, programme_, key_, compared.range, count + 1)) {
      held += one.fingerprint;
    }
    for (const IdPrint& one : quarantined_) {
      if (compared.range.holds(one.id)) held += one.fingerprint;
    }
    return held != compared.fingerprint;
  }

  /// Merges what is listed with what is held, up to where the answer is full.
  void list(const ComparedRange& compared, CompareResponse& answer) {
    const std::size_t room = compare_changes_max - answer.entries.size();
    const std::size_t most = compared.ids.size() + room + 1;
    const std::vector<IdPrint> held = prints_in(db_, programme_, key_, compared.range, most);
    // So many were read that there may be more: the last one is left for the next question.
    if (held.size() == most) answer.next = held.back().id;
    const auto is_listed = [&](const ChangeId& id) {
      return std::binary_search(compared.ids.begin(), compared.ids.end(), id);
    };
    for (const IdPrint& one : held) {
      if (answer.next && *answer.next <= one.id) break;
      if (is_listed(one.id)) continue;
      auto found = find_change(db_, programme_, one.id);
      if (!found) continue;
      const bool full = answer.entries.size() == compare_changes_max ||
                        (!answer.entries.empty() && bytes_ + size_of(found->envelope) > server_tuning::page_bytes);
      if (full) {
        answer.next = one.id;
        break;
      }
      bytes_ += size_of(found->envelope);
      found->envelope.position = 0;
      answer.entries.push_back(std::move(found->envelope));
    }
    for (const ChangeId& id : compared.ids) {
      if (answer.next && *answer.next <= id) break;
      if (!is_among(held, id) && !is_among(quarantined_, id)) answer.wanted.push_back(id);
    }
  }

  static bool is_among(const std::vector<IdPrint>& prints, const ChangeId& id) {
    const auto at = std::lower_bound(prints.begin(), prints.end(), id,
                                     [](const IdPrint& one, const ChangeId& looked) { return one.id < looked; });
    return at != prints.end() && at->id == id;
  }

  Database& db_;
  Secret key_;
  ProgrammeRef programme_;
  std::vector<IdPrint> quarantined_;
  std::size_t bytes_ = 0;
};

/// A comparison on its way.
struct AskedComparison {
  CallingDevice caller;
  CompareRequest request;
  HttpRequest how;  ///< what the answer may be like
  Respond respond;
  std::vector<std::pair<ChangeId, Hlc>> rulings = {};  ///< of what was given
};

Result<CompareResponse> compare(ServerContext& context, const AskedComparison& comparison) {
  HK_ASSIGN(const auto lease, context.reads.take());
  Log log(*lease);
  HK_ASSIGN(const ProgrammeRef programme, log.find_programme(comparison.caller.programme));
  HK_ASSIGN(const auto revoked_at, log.revoked_at(programme, comparison.caller.device));
  if (revoked_at) return fail(ErrorCode::refused, "device", "has been revoked");
  HK_ASSIGN(auto quarantined, quarantined_prints(*lease, comparison.caller, programme));
  CompareResponse answer;
  answer.server_id = context.identity.server_id;
  answer.delay_ms = context.delay_ms();
  answer.rulings = comparison.rulings;
  Comparer comparer(*lease, comparison.caller, programme, std::move(quarantined).value_or(std::vector<IdPrint>()));
  return sqlite_guard(*lease, [&]() -> Result<CompareResponse> {
    comparer.compare(comparison.request, answer);
    return std::move(answer);
  });
}

HttpResponse failed(ServerContext& context, const Error& error) {
  return error.code == ErrorCode::refused ? context.problem(problems::revoked, "") : context.store_problem(error);
}

void answer(ServerContext& context, const AskedComparison& comparison) {
  const auto answer = compare(context, comparison);
  comparison.respond(answer ? message_response(comparison.how, encode(*answer)) : failed(context, answer.error()));
}

void note_gifts(ServerContext& context, const Gifts& gifts) {
  context.polls.news(gifts.giver.account, gifts.last_position);
  context.metrics.count_push(gifts.added, gifts.known, 0);
  if (gifts.refused.empty()) return;
  context.journal("compare: " + std::to_string(gifts.refused.size()) +
                  " given changes are not taken: " + gifts.refused.front());
}

/// Takes what is given first, and then compares what there is.
void take_and_answer(ServerContext& context, const std::shared_ptr<AskedComparison>& comparison, std::size_t bytes) {
  const auto gifts = std::make_shared<Gifts>(examine_gifts(comparison->caller, std::move(comparison->request.give)));
  const bool taken = context.commits.submit(
      {[&context, gifts](Database& db) { return take_gifts(db, *gifts, context.hlc, context.clock.wall_ms()); },
       [&context, gifts, comparison](const Result<void>& done) {
         if (!done) return comparison->respond(failed(context, done.error()));
         note_gifts(context, *gifts);
         comparison->rulings = std::move(gifts->rulings);
         // Not here: this thread commits for all.
         context.run([&context, comparison] { answer(context, *comparison); });
       },
       bytes});
  if (!taken) comparison->respond(context.problem(problems::busy, "try again soon"));
}

}  // namespace

void handle_compare(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto caller = authenticate(context, request);
  if (!caller) return respond(caller.error());
  const auto message = read_message(context, request, body_inflated_max);
  if (!message) return respond(message.error());
  auto decoded = decode_compare_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));
  HttpRequest how;
  how.accept_encoding = request.accept_encoding;
  const auto comparison =
      std::make_shared<AskedComparison>(AskedComparison{*caller, std::move(*decoded), std::move(how), respond});
  if (comparison->request.give.empty()) return answer(context, *comparison);
  take_and_answer(context, comparison, message->size());
}

}  // namespace hk
