#include "sync/client/sync_thread.h"

#include <iterator>

namespace hk {
namespace {

// submit() and the end wake the thread; this is only what a lost wake-up could cost.
constexpr int idle_poll_ms = 60'000;

}  // namespace

SyncThread::SyncThread(Deliver deliver) : deliver_(std::move(deliver)), thread_([this] { run(); }) {}

SyncThread::~SyncThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  transport_.wake();
  thread_.join();
}

void SyncThread::submit(std::vector<SyncRequest> requests) {
  if (requests.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    std::move(requests.begin(), requests.end(), std::back_inserter(submitted_));
  }
  transport_.wake();
}

std::vector<SyncRequest> SyncThread::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(submitted_, {});
}

void SyncThread::run() {
  const auto stopping = [this] {
    const std::lock_guard lock(mutex_);
    return stopping_;
  };
  while (!stopping()) {
    for (SyncRequest& request : take()) transport_.start(std::move(request));
    for (SyncReply& reply : transport_.wait(idle_poll_ms)) {
      if (!stopping()) deliver_(std::move(reply));
    }
  }
}

}  // namespace hk
