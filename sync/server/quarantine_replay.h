#pragma once
#include <cstddef>

#include "sync/domain/environment.h"
#include "sync/server/server_store.h"

namespace hk {

/// What became of a programme's quarantine.
struct Replayed {
  std::size_t tried = 0;
  std::size_t taken = 0;  ///< into the log; the others stay
};
/// Looks again at what was not believed when it came: this program may be newer, or its store repaired, and a
/// coordinator's word may have come since. What is believed now goes into the log and the feed, in one transaction; its
/// author hears of it from a pull. Also while the store is served. Errors: those of the database.
[[nodiscard]] Result<Replayed> replay_quarantine(Database& db, const ProgrammeAccount& account, const Clock& clock);

}  // namespace hk
