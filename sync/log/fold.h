#pragma once
#include <cstdint>

#include "sync/log/log.h"

namespace hk {

/// A change as its fold sees it.
struct FoldedChange {
  ProgrammeRef programme;
  std::int64_t row = 0;  ///< in table change
  ChangeId id;
  Hlc order;  ///< the accepted reading where there is one
  const Change& change;
};

/// Updates the projections by one change; the same result in whatever order changes come. In a transaction.
/// Throws SqliteFailure.
void fold(Database& db, const FoldedChange& folded);

/// Row numbers of things from outside, made on first sight. In a transaction. Throw SqliteFailure.
[[nodiscard]] std::int64_t intern_device(Database& db, ProgrammeRef programme, DeviceId id);
[[nodiscard]] std::int64_t intern_session(Database& db, ProgrammeRef programme, SessionId id);
[[nodiscard]] std::int64_t intern_participant(Database& db, ProgrammeRef programme, ParticipantId id);
[[nodiscard]] std::int64_t intern_code(Database& db, std::string_view text);

}  // namespace hk
