#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace hk {

/// The one way messages pass between threads, and the only mutex. Bounded; nothing posted is ever dropped.
template <class Message>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  /// Any thread. Waits while the mailbox is full; false, and the message is not taken, once it is closed.
  bool post(Message message) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || messages_.size() < capacity_; });
    if (closed_) return false;
    messages_.push_back(std::move(message));
    lock.unlock();
    arrived_.notify_one();
    return true;
  }

  /// The owner's thread: everything that waits, or after `wait_ms` nothing. Without a limit it waits for a message or
  /// for close().
  [[nodiscard]] std::vector<Message> take_all(std::optional<std::int64_t> wait_ms) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return closed_ || !messages_.empty(); };
    if (wait_ms) {
      arrived_.wait_for(lock, std::chrono::milliseconds(*wait_ms), ready);
    } else {
      arrived_.wait(lock, ready);
    }
    std::vector<Message> taken(std::make_move_iterator(messages_.begin()), std::make_move_iterator(messages_.end()));
    messages_.clear();
    lock.unlock();
    room_.notify_all();
    return taken;
  }

  /// Any thread. What was posted before is still handed out.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    arrived_.notify_all();
    room_.notify_all();
  }

  [[nodiscard]] bool closed() const {
    const std::lock_guard lock(mutex_);
    return closed_ && messages_.empty();
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_, room_;
  std::deque<Message> messages_;
  bool closed_ = false;
};

}  // namespace hk
