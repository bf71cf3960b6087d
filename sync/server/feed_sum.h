#pragma once
#include <optional>
#include <vector>

#include "sync/log/fingerprint.h"
#include "sync/server/server_store.h"

/// What a server holds, as sums (protocol.md, "Push").
namespace hk {

/// What is kept of the caller's in quarantine and is not in the log: its own log has them. In the order of their ids;
/// what cannot be read has none. Empty when they are more than can be looked through with each pull.
[[nodiscard]] Result<std::optional<std::vector<IdPrint>>> quarantined_prints(Database& db, const CallingDevice& caller,
                                                                             ProgrammeRef programme);
/// Of the whole feed and of quarantined_prints(): what a device that has read the feed to its end should hold too.
/// Empty while the feed is still being summed. In a ReadSnapshot, so that it is of the feed that is answered with.
[[nodiscard]] Result<std::optional<Fingerprint>> feed_fingerprint(Database& db, const CallingDevice& caller,
                                                                  ProgrammeRef programme, std::int64_t now_ms);
/// Carries one kept sum on by a few milliseconds' work; false while there is more to sum. In no transaction.
[[nodiscard]] Result<bool> carry_on_sums(Database& db, std::int64_t now_ms);

}  // namespace hk
