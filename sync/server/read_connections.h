#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sync/sqlite/database.h"

namespace hk {

/// Connections that only read, one a thread at a time: a page of the feed never waits for a commit.
class ReadConnections {
 public:
  explicit ReadConnections(std::string path) : path_(std::move(path)) {}

  /// A connection for the caller alone; goes back when the lease ends.
  class Lease {
   public:
    Lease(ReadConnections& pool, std::unique_ptr<Database> db) : pool_(&pool), db_(std::move(db)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (db_) pool_->give_back(std::move(db_));
    }
    [[nodiscard]] Database& operator*() const { return *db_; }

   private:
    ReadConnections* pool_;
    std::unique_ptr<Database> db_;
  };
  /// Opens one where none is idle. Errors: those of Database::open.
  [[nodiscard]] Result<Lease> take();

 private:
  void give_back(std::unique_ptr<Database> db);

  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace hk
