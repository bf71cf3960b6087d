#pragma once
#include <map>
#include <mutex>
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
/// How far pulls have summed each feed, so that the next one adds only what came since. Believed for a minute: what is
/// lost behind a sum shows after that. Any thread.
class RecentSums {
 public:
  /// Nothing where there is none that ends at `end` or before.
  [[nodiscard]] std::optional<LogSum> find(ProgrammeRef programme, std::int64_t end, std::int64_t now_ms) const;
  /// `goes_on`: what find() gave is part of it, and grows no younger by that.
  void note(ProgrammeRef programme, const LogSum& sum, bool goes_on, std::int64_t now_ms);

 private:
  struct Entry {
    LogSum sum;
    std::int64_t since_ms = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::int64_t, Entry> entries_;  ///< by the programme's row
};

/// Of the whole feed and of quarantined_prints(): what a device that has read the feed to its end should hold too.
/// Empty while the feed is still being summed. In a ReadSnapshot, so that it is of the feed that is answered with.
[[nodiscard]] Result<std::optional<Fingerprint>> feed_fingerprint(Database& db, const CallingDevice& caller,
                                                                  ProgrammeRef programme, RecentSums& recent,
                                                                  std::int64_t now_ms);
/// Carries one kept sum on by a few milliseconds' work; false while there is more to sum. In no transaction.
[[nodiscard]] Result<bool> carry_on_sums(Database& db, std::int64_t now_ms);

}  // namespace hk
