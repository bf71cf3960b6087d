#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "sync/sqlite/database.h"

namespace hk {

/// The one writer of the store. Work that waits together is committed together: one flush of the disk acknowledges many
/// pushes. Threads may submit(); either start() gives it a thread, or the owner calls commit_waiting().
class GroupCommit {
 public:
  struct Work {
    /// Runs inside a savepoint on the committing thread. An Error about the request itself (invalid, conflict, refused,
    /// not_found) undoes this work only; any other one undoes the whole transaction.
    std::function<Result<void>(Database&)> apply;
    /// Told once, after the commit: success means durable.
    std::function<void(const Result<void>&)> done;
    std::size_t bytes = 0;  ///< what it holds in memory
  };

  /// Called on the committing thread at its start and after each transaction; false: again soon.
  using Tidy = std::function<bool(Database&)>;
  explicit GroupCommit(Database db, Tidy tidy = {}) : db_(std::move(db)), tidy_(std::move(tidy)) {}
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  ~GroupCommit() { stop(); }

  void start();
  /// Commits what waits, then ends the thread. Later submissions are refused.
  void stop();
  /// False when too much waits already, or after stop(): `work` was not taken and `done` is not called.
  [[nodiscard]] bool submit(Work work);
  /// For an owner without threads: commits everything that waits. Returns how many transactions it took.
  std::size_t commit_waiting();

 private:
  std::vector<Work> take_group();
  void commit(std::vector<Work>& group);
  Result<void> apply_all(std::vector<Work>& group, std::vector<Result<void>>& outcomes);
  Result<void> apply_one(Work& work, Result<void>& outcome);
  void run();
  /// False while there is something left to tidy.
  bool tidy();

  Database db_;
  Tidy tidy_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hk
