#include "sync/log/log.h"

/// What the log says of whom to believe, and of what it lacks.
namespace hk {

namespace {

std::vector<Bytes> keys_of(Database& db, ProgrammeRef programme, std::string_view sql) {
  std::vector<Bytes> keys;
  Statement query = db.statement(sql);
  query.bind(":programme", programme.row);
  while (query.step()) keys.emplace_back(query.blob(0));
  return keys;
}

}  // namespace

Result<void> Log::teach(ProgrammeRef programme, Verifier& verifier, Signers signers) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    verifier.unlearn();
    for (Bytes& key :
         keys_of(db_, programme, "SELECT public_key FROM coordinator_grant WHERE programme = :programme")) {
      verifier.learn(CoordinatorGranted{{}, std::move(key)});
    }
    if (signers == Signers::ever) return {};
    for (Bytes& key :
         keys_of(db_, programme, "SELECT public_key FROM coordinator_withdrawal WHERE programme = :programme")) {
      verifier.learn(CoordinatorWithdrawn{{}, std::move(key)});
    }
    return {};
  });
}

Result<std::optional<std::uint64_t>> Log::revoked_at(ProgrammeRef programme, DeviceId device) {
  return sqlite_guard(db_, [&]() -> Result<std::optional<std::uint64_t>> {
    Statement query = db_.statement(R"sql(
      SELECT ifnull(position, 0) FROM revoked_device r JOIN device d USING(device) JOIN change c USING(change)
      WHERE r.programme = :programme AND d.uuid = :device)sql");
    query.bind(":programme", programme.row).bind_blob(":device", device.view());
    if (!query.step()) return std::nullopt;
    return static_cast<std::uint64_t>(query.integer(0));
  });
}

Result<std::map<DeviceId, std::uint64_t>> Log::missing(ProgrammeRef programme) {
  return sqlite_guard(db_, [&]() -> Result<std::map<DeviceId, std::uint64_t>> {
    std::map<DeviceId, std::uint64_t> missing;
    // A device restored from a copy can have used a number twice.
    Statement query = db_.statement(R"sql(
      SELECT uuid, max(ordinal) - count(DISTINCT ordinal) AS missing FROM change JOIN device USING(device)
      WHERE change.programme = :programme AND ordinal IS NOT NULL GROUP BY device HAVING missing > 0)sql");
    query.bind(":programme", programme.row);
    while (query.step()) missing.emplace(query.id<DeviceId>(0), static_cast<std::uint64_t>(query.integer(1)));
    return missing;
  });
}

}  // namespace hk
