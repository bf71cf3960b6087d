#include <algorithm>
#include <limits>

#include "sync/protocol/messages.h"
#include "sync/server/server_context.h"

/// Between the two devices on whose screens people compare six words. The server understands nothing of what it hands
/// on, and whoever it could put in its place would show other words.
namespace hk {
namespace {

struct Wait {
  CallingDevice caller;
  std::int64_t until_ms = 0;  ///< monotonic
  Respond respond;
};

void answer_or_wait(ServerContext& context, const std::shared_ptr<const Wait>& wait, bool last) {
  auto found = [&]() -> Result<WaitResponse> {
    HK_ASSIGN(const auto lease, context.reads.take());
    return ServerStore(*lease).approval(wait->caller.account, wait->caller.device);
  }();
  if (!found) return wait->respond(context.store_problem(found.error()));
  if (last || !found->box.empty() || context.clock.monotonic_ms() >= wait->until_ms) {
    found->server_id = context.identity.server_id;
    return wait->respond({200, content_type_protobuf, encode(*found), false, {}});
  }
  // No news of the feed is meant for it. What is approved between the look above and this line it hears next time.
  constexpr std::uint64_t no_feed = std::numeric_limits<std::uint64_t>::max();
  context.polls.wait({wait->caller.account, wait->caller.device, no_feed, wait->until_ms, [&context, wait](bool ends) {
                        context.run([&context, wait, ends] { answer_or_wait(context, wait, ends); });
                      }});
}

HttpResponse approval_problem(ServerContext& context, const Error& error) {
  return error.code == ErrorCode::not_found ? context.problem(problems::nobody_waits, error.message())
                                            : context.store_problem(error);
}

}  // namespace

void handle_wait(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto caller = identify(context, request);
  if (!caller) return respond(caller.error());
  const auto message = read_message(context, request, server_tuning::enrolment_inflated_max);
  if (!message) return respond(message.error());
  const auto decoded = decode_wait_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));
  const std::int64_t wait_ms = std::min<std::int64_t>(std::int64_t{decoded->wait_s} * 1000, server_tuning::poll_ms_max);
  const std::int64_t until_ms = context.clock.monotonic_ms() + wait_ms;
  answer_or_wait(context, std::make_shared<const Wait>(Wait{*caller, until_ms, respond}), false);
}

void handle_approval(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const auto caller = authenticate(context, request);
  if (!caller) return respond(caller.error());
  const auto message = read_message(context, request, server_tuning::enrolment_inflated_max);
  if (!message) return respond(message.error());
  const auto decoded = decode_approval_request(*message);
  if (!decoded) return respond(context.problem(problems::bad_request, decoded.error().message()));
  const bool taken =
      context.commits.submit({[caller = *caller, approval = *decoded](Database& db) {
                                return ServerStore(db).put_approval(caller.account, caller.device, approval);
                              },
                              [&context, account = caller->account, respond](const Result<void>& done) {
                                if (done) context.polls.end_all(account);
                                respond(done ? HttpResponse{200,
                                                            content_type_protobuf,
                                                            encode(ApprovalResponse{context.identity.server_id}),
                                                            false,
                                                            {}}
                                             : approval_problem(context, done.error()));
                              },
                              message->size()});
  if (!taken) respond(context.problem(problems::busy, "try again soon"));
}

}  // namespace hk
