#include "sync/server/group_commit.h"

#include <chrono>

#include "sync/domain/planted.h"
#include "sync/server/tuning.h"

namespace hk {
namespace {

/// Errors of a request, not of the store: the others in its group need not suffer.
bool concerns_one_request(ErrorCode code) {
  return code == ErrorCode::invalid || code == ErrorCode::conflict || code == ErrorCode::refused ||
         code == ErrorCode::not_found;
}

}  // namespace

void GroupCommit::start() {
  HK_CHECK(!thread_.joinable());
  thread_ = std::thread([this] { run(); });
}

void GroupCommit::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  commit_all();
}

bool GroupCommit::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    const bool full = waiting_bytes_ + work.bytes > server_tuning::commit_queue_bytes_max;
    if (stopping_ || full) return false;
    waiting_bytes_ += work.bytes;
    waiting_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

std::size_t GroupCommit::waiting_bytes() {
  const std::lock_guard lock(mutex_);
  return waiting_bytes_;
}

std::size_t GroupCommit::commit_waiting() {
  const std::size_t transactions = commit_all();
  while (!use_spare_time()) {
  }
  return transactions;
}

std::size_t GroupCommit::commit_all() {
  std::size_t transactions = 0;
  for (;;) {
    std::vector<Work> group;
    {
      const std::lock_guard lock(mutex_);
      group = take_group();
    }
    if (group.empty()) return transactions;
    commit(group);
    (void)tidy();
    ++transactions;
  }
}

void GroupCommit::run() {
  bool idle = false;  // nothing is left to do in spare time
  for (;;) {
    const bool tidied = tidy();
    std::vector<Work> group;
    {
      std::unique_lock lock(mutex_);
      const auto wanted = [this] { return stopping_ || !waiting_.empty(); };
      if (idle && tidied) {
        wake_.wait(lock, wanted);
      } else if (idle) {
        wake_.wait_for(lock, std::chrono::milliseconds(server_tuning::tidy_retry_ms), wanted);
      }
      if (waiting_.empty() && stopping_) return;
      group = take_group();
    }
    if (group.empty()) {
      idle = use_spare_time();
    } else {
      commit(group);
      idle = false;
    }
  }
}

std::vector<GroupCommit::Work> GroupCommit::take_group() {
  std::vector<Work> group;
  std::size_t bytes = 0;
  while (!waiting_.empty() && (group.empty() || bytes < server_tuning::commit_group_bytes_max)) {
    bytes += waiting_.front().bytes;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  waiting_bytes_ -= bytes;
  return group;
}

void GroupCommit::commit(std::vector<Work>& group) {
  std::vector<Result<void>> outcomes(group.size());
  const Result<void> committed = sqlite_guard(db_, [&]() -> Result<void> {
    Transaction transaction(db_);
    HK_TRY(apply_all(group, outcomes));
    if (planted::is(planted::Bug::answer_before_commit)) {
      for (std::size_t i = 0; i < group.size(); ++i) group[i].done(outcomes[i]);
    }
    transaction.commit();
    return {};
  });
  for (std::size_t i = 0; i < group.size(); ++i) group[i].done(committed ? outcomes[i] : committed);
}

Result<void> GroupCommit::apply_all(std::vector<Work>& group, std::vector<Result<void>>& outcomes) {
  for (std::size_t i = 0; i < group.size(); ++i) HK_TRY(apply_one(group[i], outcomes[i]));
  return {};
}

Result<void> GroupCommit::apply_one(Work& work, Result<void>& outcome) {
  db_.execute("SAVEPOINT work");
  outcome = work.apply(db_);
  if (!outcome) {
    if (!concerns_one_request(outcome.error().code)) return outcome;
    db_.execute("ROLLBACK TO work");
  }
  db_.execute("RELEASE work");
  return {};
}

}  // namespace hk
