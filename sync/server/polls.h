#pragma once
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "sync/domain/environment.h"
#include "sync/domain/ids.h"

namespace hk {

/// Pulls that wait here for news, without a thread each: one a device, and a new one ends the old. May be called from
/// any thread. `wake` is called once for each poll, outside the lock.
class Polls {
 public:
  struct Poll {
    std::int64_t account = 0;
    DeviceId device;
    std::uint64_t seen = 0;     ///< the feed's position that the poll was found without news at
    std::int64_t until_ms = 0;  ///< monotonic
    /// True: answer now, whatever there is. False: there may be news.
    std::function<void(bool last)> wake;
  };

  /// Keeps a reference to `clock`.
  explicit Polls(const Clock& clock) : clock_(clock) {}
  Polls(const Polls&) = delete;
  Polls& operator=(const Polls&) = delete;
  ~Polls() { stop(); }

  /// A thread that ends what has waited long enough. Without it, whoever owns this calls end_due().
  void start();
  /// Ends every poll, now and from now on.
  void stop();

  void wait(Poll poll);
  /// Changes up to `position` are committed.
  void news(std::int64_t account, std::uint64_t position);
  /// Ends the account's polls: there is something else to tell than changes.
  void end_all(std::int64_t account);
  void end_due();
  [[nodiscard]] std::int64_t waiting();

 private:
  using Key = std::pair<std::int64_t, DeviceId>;
  using Waiting = std::map<Key, Poll>;
  /// Takes out those that `chosen` says.
  template <class Chosen>
  std::vector<Poll> take(Chosen chosen);
  void run();

  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Waiting waiting_;
  std::map<std::int64_t, std::uint64_t> latest_;  ///< by account, since this program started
  std::int64_t next_end_ms_ = 0;                  ///< when the thread looks again
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hk
