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

  /// What the committing thread does beside, each a short turn; false: not done yet.
  struct Chores {
    std::function<bool(Database&)> tidy;   ///< at its start and after each transaction, and then again soon
    std::function<bool(Database&)> spare;  ///< while nothing waits to be committed, turn after turn
  };
  explicit GroupCommit(Database db, Chores chores = {}) : db_(std::move(db)), chores_(std::move(chores)) {}
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  ~GroupCommit() { stop(); }

  void start();
  /// Commits what waits, then ends the thread. Later submissions are refused.
  void stop();
  /// False when too much waits already, or after stop(): `work` was not taken and `done` is not called.
  [[nodiscard]] bool submit(Work work);
  /// What was submitted and is not being committed yet.
  [[nodiscard]] std::size_t waiting_bytes();
  /// For an owner without threads: commits everything that waits, and does all chores that can be done. Returns how
  /// many transactions the commits took.
  std::size_t commit_waiting();

 private:
  std::vector<Work> take_group();
  void commit(std::vector<Work>& group);
  Result<void> apply_all(std::vector<Work>& group, std::vector<Result<void>>& outcomes);
  Result<void> apply_one(Work& work, Result<void>& outcome);
  std::size_t commit_all();
  void run();
  bool tidy() { return !chores_.tidy || chores_.tidy(db_); }
  bool use_spare_time() { return !chores_.spare || chores_.spare(db_); }

  Database db_;
  Chores chores_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hk
