#include "kiosk/app/first_run_jobs.h"

#include "kiosk/app/tuning.h"
#include "kiosk/store/key_slots.h"
#include "sync/client/curl_transport.h"

namespace hk {
namespace {

Exchange exchange_of(const FirstRunJob& job, const FirstRunWorld& world) {
  return [&](const SyncRequest& request) { return world.exchange(request, *job.stop); };
}

Result<ServerAsked> run(const AskServer& ask, const FirstRunWorld& world, const Exchange& exchange) {
  // Before the code is used up.
  HK_ASSIGN(const auto list, read_word_list(world.assets));
  HK_ASSIGN(EnrolResponse answer, enrol(ask.url, six_word_request(*ask.device, ask.code), {}, exchange));
  HK_ASSIGN(SixWords words, words_of_waiting(*ask.device, answer, list, world.words_cost));
  return ServerAsked{{ask.url, {}, std::move(answer)}, std::move(words)};
}

Result<Approval> run(const AwaitApproval& await, const FirstRunWorld&, const Exchange& exchange) {
  return ask_for_approval(*await.device, *await.at, tuning::approval_wait_s, exchange);
}

Result<Settled> run(SettleIn& settle, const FirstRunWorld& world, const Exchange&) {
  const SlotCost cost = world.slot_cost ? *world.slot_cost : calibrated_cost(world.clock);
  const Result<void> settled = settle_in(world.folder, *settle.device, *settle.at, *settle.keys, settle.passphrase,
                                         cost, world.clock, world.random);
  wipe(settle.passphrase);
  if (!settled) return tl::unexpected(settled.error());
  return Settled{};
}

}  // namespace

SyncReply exchange_until(const SyncRequest& request, const std::atomic<bool>& stop) {
  constexpr int look_ms = 200;
  CurlTransport transport;
  transport.start(request);
  while (!stop) {
    for (SyncReply& reply : transport.wait(look_ms)) return std::move(reply);
  }
  return {request.kind, request.number, 0, "", {}, false, "nobody waits for it any more"};
}

FirstRunDone run_first_run_job(FirstRunJob job, const FirstRunWorld& world) {
  const Exchange exchange = exchange_of(job, world);
  return std::visit([&](auto& work) { return FirstRunDone{job.stop, run(work, world, exchange)}; }, job.work);
}

FirstRunThread::FirstRunThread(FirstRunWorld world, std::function<void(FirstRunDone)> done)
    : world_(std::move(world)), done_(std::move(done)), jobs_(tuning::mailbox_capacity), thread_([this] {
        while (!jobs_.closed()) {
          for (FirstRunJob& job : jobs_.take_all(std::nullopt)) done_(run_first_run_job(std::move(job), world_));
        }
      }) {}

FirstRunThread::~FirstRunThread() {
  jobs_.close();
  thread_.join();
}

}  // namespace hk
