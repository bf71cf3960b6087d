#pragma once
#include <limits>
#include <optional>
#include <vector>

#include "sync/crypto/keys.h"
#include "sync/domain/fingerprint.h"
#include "sync/log/log.h"

/// Sums over a log, by which two devices find out what one of them lacks (protocol.md, "Push"). `key` is the account's,
/// the same on all its devices. Functions without Result throw SqliteFailure, and are called inside sqlite_guard().
namespace hk {

/// The running sum of each log.
extern const Migration log_schema_3;

/// Of one change: keyed BLAKE2b over core ‖ sealed digest, which an erasure leaves as it was.
[[nodiscard]] Fingerprint fingerprint_of(const Secret& key, ByteView core, ByteView sealed_digest);
[[nodiscard]] inline Fingerprint fingerprint_of(const Secret& key, const ChangeRecord& record) {
  return fingerprint_of(key, record.core, record.sealed_digest);
}

/// How a log is gone through once: a server's along the feed, where each programme stands by itself; a device's, which
/// has no positions, by rows.
enum class Along : unsigned char { rows, feed };

/// The sum of a log from its beginning to one place in it. What is behind that place never changes, so it only has to
/// be carried on.
struct LogSum {
  std::int64_t begun_ms = 0;  ///< wall time when the first change was read
  std::int64_t through = 0;   ///< the row or position summed through
  Fingerprint fingerprint;
};
/// A sum that is carried on for ever would hide that a row behind it was lost: once a day it begins anew.
inline constexpr std::int64_t log_sum_kept_ms = 24LL * 3600 * 1000;

/// The sum that was kept; one that begins now where there is none, or it has grown old.
[[nodiscard]] LogSum kept_sum(Database& db, ProgrammeRef programme, std::int64_t now_ms);
/// (in a transaction)
void keep_sum(Database& db, ProgrammeRef programme, const LogSum& sum);
/// The last row, or the last position, of a log; 0 when it is empty.
[[nodiscard]] std::int64_t log_end(Database& db, ProgrammeRef programme, Along along);
/// Adds at most `changes_max` changes, none beyond `end`. True when it has come to `end`.
[[nodiscard]] bool add_to_sum(Database& db, ProgrammeRef programme, Along along, const Secret& key, std::int64_t end,
                              std::size_t changes_max, LogSum& sum);

/// One change of a range.
struct IdPrint {
  ChangeId id;
  Fingerprint fingerprint;
};
inline constexpr std::int64_t all_rows = std::numeric_limits<std::int64_t>::max();
/// The range's changes in the order of their ids, at most `changes_max`, in rows up to `last_row`.
[[nodiscard]] std::vector<IdPrint> prints_in(Database& db, ProgrammeRef programme, const Secret& key,
                                             const IdRange& range, std::size_t changes_max,
                                             std::int64_t last_row = all_rows);

/// The change of this id, with its row; empty where it is not in the log.
[[nodiscard]] std::optional<LogRow> find_change(Database& db, ProgrammeRef programme, const ChangeId& id);

}  // namespace hk
