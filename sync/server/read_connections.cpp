#include "sync/server/read_connections.h"

#include "sync/server/server_store.h"

namespace hk {

Result<ReadConnections::Lease> ReadConnections::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Database> db = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(db));
    }
  }
  HK_ASSIGN(Database opened, Database::open(path_, OpenMode::read_only, server_schema()));
  return Lease(*this, std::make_unique<Database>(std::move(opened)));
}

void ReadConnections::give_back(std::unique_ptr<Database> db) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(db));
}

}  // namespace hk
