#include "sync/server/feed_sum.h"

#include <algorithm>
#include <set>

#include "sync/protocol/codec.h"
#include "sync/server/tuning.h"

namespace hk {

Result<std::optional<std::vector<IdPrint>>> quarantined_prints(Database& db, const CallingDevice& caller,
                                                               ProgrammeRef programme) {
  using Prints = std::optional<std::vector<IdPrint>>;
  return sqlite_guard(db, [&]() -> Result<Prints> {
    std::vector<ChangeRecord> records;
    {
      Statement query = db.statement(
          "SELECT core, sealed_digest FROM quarantine WHERE account = :account AND device = :device LIMIT :count");
      query.bind(":account", caller.account).bind_blob(":device", caller.device.view());
      query.bind(":count", static_cast<std::int64_t>(server_tuning::summed_quarantine_max) + 1);
      while (query.step()) records.push_back({Bytes(query.blob(0)), {}, Bytes(query.blob(1)), {}, 0, {}, {}});
    }
    if (records.size() > server_tuning::summed_quarantine_max) return Prints();
    std::vector<IdPrint> prints;
    const Secret key(caller.fingerprint_key);
    std::set<Bytes> seen;  // a device that took a new epoch has sent everything again
    for (const ChangeRecord& record : records) {
      if (!seen.insert(record.core).second) continue;
      const Result<Change> change = decode_core(record.core);
      const ChangeId id = change ? change->id : ChangeId{};
      HK_ASSIGN(const bool held, Log(db).holds(programme, id));
      if (!held) prints.push_back({id, fingerprint_of(key, record)});
    }
    std::sort(prints.begin(), prints.end(), [](const IdPrint& a, const IdPrint& b) { return a.id < b.id; });
    return Prints(std::move(prints));
  });
}

std::optional<LogSum> RecentSums::find(ProgrammeRef programme, std::int64_t end, std::int64_t now_ms) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(programme.row);
  if (found == entries_.end()) return std::nullopt;
  const auto& [sum, since_ms] = found->second;
  const bool believed = now_ms >= since_ms && now_ms - since_ms < server_tuning::recent_sum_ms && sum.through <= end;
  return believed ? std::optional(sum) : std::nullopt;
}

void RecentSums::note(ProgrammeRef programme, const LogSum& sum, bool goes_on, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[programme.row];
  entry = {sum, goes_on ? entry.since_ms : now_ms};
}

Result<std::optional<Fingerprint>> feed_fingerprint(Database& db, const CallingDevice& caller, ProgrammeRef programme,
                                                    RecentSums& recent, std::int64_t now_ms) {
  return sqlite_guard(db, [&]() -> Result<std::optional<Fingerprint>> {
    const std::int64_t end = log_end(db, programme, Along::feed);
    const auto before = recent.find(programme, end, now_ms);
    LogSum sum = before ? *before : kept_sum(db, programme, now_ms);
    const Secret key(caller.fingerprint_key);
    if (!add_to_sum(db, programme, Along::feed, key, end, server_tuning::sum_pull_changes, sum)) {
      return std::nullopt;
    }
    recent.note(programme, sum, before.has_value(), now_ms);
    HK_ASSIGN(const auto quarantined, quarantined_prints(db, caller, programme));
    if (!quarantined) return std::nullopt;
    for (const IdPrint& one : *quarantined) sum.fingerprint += one.fingerprint;
    return sum.fingerprint;
  });
}

Result<bool> carry_on_sums(Database& db, std::int64_t now_ms) {
  return sqlite_guard(db, [&]() -> Result<bool> {
    Transaction transaction(db);
    ProgrammeRef programme;
    Secret key;
    {
      Statement query = db.statement(R"sql(
        SELECT p.programme, a.fingerprint_key FROM programme_account a JOIN programme p ON p.uuid = a.programme
        LEFT JOIN log_sum s ON s.programme = p.programme AND s.begun_ms BETWEEN :oldest AND :now
        WHERE p.next_position - 1 - ifnull(s.through, 0) >= :lag LIMIT 1)sql");
      query.bind(":oldest", now_ms - log_sum_kept_ms + 1).bind(":now", now_ms);
      query.bind(":lag", static_cast<std::int64_t>(server_tuning::sum_lag_changes));
      if (!query.step()) return true;
      programme.row = query.integer(0);
      key = Secret(query.blob(1));
    }
    LogSum sum = kept_sum(db, programme, now_ms);
    const std::int64_t end = log_end(db, programme, Along::feed);
    static_cast<void>(add_to_sum(db, programme, Along::feed, key, end, server_tuning::sum_turn_changes, sum));
    keep_sum(db, programme, sum);
    transaction.commit();
    return false;
  });
}

}  // namespace hk
