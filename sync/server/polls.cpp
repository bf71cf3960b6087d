#include "sync/server/polls.h"

#include <algorithm>
#include <chrono>

#include "sync/server/tuning.h"

namespace hk {
namespace {

void wake(std::vector<Polls::Poll> polls, bool last) {
  for (Polls::Poll& poll : polls) poll.wake(last);
}

}  // namespace

template <class Chosen>
std::vector<Polls::Poll> Polls::take(Chosen chosen) {
  std::vector<Poll> taken;
  const std::lock_guard lock(mutex_);
  for (auto poll = waiting_.begin(); poll != waiting_.end();) {
    if (!chosen(poll->second)) {
      ++poll;
      continue;
    }
    taken.push_back(std::move(poll->second));
    poll = waiting_.erase(poll);
  }
  return taken;
}

void Polls::start() {
  HK_CHECK(!thread_.joinable());
  thread_ = std::thread([this] { run(); });
}

void Polls::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  wake(take([](const Poll&) { return true; }), true);
}

void Polls::wait(Poll poll) {
  const Key key(poll.account, poll.device);
  bool last = false;
  {
    const std::lock_guard lock(mutex_);
    last = stopping_;
    // What was committed after the poll looked, and before it came here, would be news for nobody.
    const bool news = latest_[poll.account] > poll.seen;
    if (!news && !stopping_) {
      if (poll.until_ms < next_end_ms_) changed_.notify_one();
      std::swap(waiting_[key], poll);
      last = true;  // it is the older poll of the device, if there was one, that ends now
    }
  }
  if (poll.wake) poll.wake(last);
}

void Polls::news(std::int64_t account, std::uint64_t position) {
  {
    const std::lock_guard lock(mutex_);
    latest_[account] = std::max(latest_[account], position);
  }
  wake(take([account, position](const Poll& poll) { return poll.account == account && poll.seen < position; }), false);
}

void Polls::end_all(std::int64_t account) {
  wake(take([account](const Poll& poll) { return poll.account == account; }), true);
}

void Polls::end_due() {
  const std::int64_t now_ms = clock_.monotonic_ms();
  wake(take([now_ms](const Poll& poll) { return poll.until_ms <= now_ms; }), true);
}

std::int64_t Polls::waiting() {
  const std::lock_guard lock(mutex_);
  return static_cast<std::int64_t>(waiting_.size());
}

void Polls::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const std::int64_t now_ms = clock_.monotonic_ms();
    next_end_ms_ = now_ms + server_tuning::poll_ms_max;
    for (const auto& [key, poll] : waiting_) next_end_ms_ = std::min(next_end_ms_, poll.until_ms);
    const auto patience = std::chrono::milliseconds(std::max<std::int64_t>(1, next_end_ms_ - now_ms));
    changed_.wait_for(lock, patience);
    lock.unlock();
    end_due();
    lock.lock();
  }
}

}  // namespace hk
