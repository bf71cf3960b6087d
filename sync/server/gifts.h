#pragma once
#include "sync/protocol/compare_messages.h"
#include "sync/server/intake.h"

namespace hk {

/// What a device gives a server that lacks it, whoever wrote it: its author may be lost, and this server restored from
/// before it came. It is believed as a push of its author would be, and never put into quarantine: the giver keeps it.
struct Gifts {
  CallingDevice giver;
  std::vector<Envelope> envelopes;
  std::vector<Examined> examined;
  // Afterwards:
  std::uint64_t added = 0, known = 0;
  std::vector<std::string> refused;               ///< why, one for each that was not taken
  std::vector<std::pair<ChangeId, Hlc>> rulings;  ///< other ones than the giver knew
  std::uint64_t last_position = 0;                ///< of the feed; 0 where nothing was added
};

/// All that needs no database. From any thread.
[[nodiscard]] Gifts examine_gifts(const CallingDevice& giver, std::vector<Envelope> envelopes);
/// In the committer's transaction. Errors: refused when the giver is revoked; the database's.
[[nodiscard]] Result<void> take_gifts(Database& db, Gifts& gifts, HybridClock& hlc, std::int64_t now_ms);

}  // namespace hk
