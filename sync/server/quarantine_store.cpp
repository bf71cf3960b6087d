#include "sync/log/erasure.h"
#include "sync/server/server_store.h"

/// The part of ServerStore that keeps what the log does not take.
namespace hk {
namespace {

std::int64_t stored(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::uint64_t unsigned_of(std::int64_t value) { return static_cast<std::uint64_t>(value); }

}  // namespace

Result<Bytes> ServerStore::quarantined_core(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                            std::uint64_t seq) {
  return sqlite_guard(db_, [&]() -> Result<Bytes> {
    Statement query = db_.statement(R"sql(SELECT core FROM quarantine WHERE account = :account AND device = :device
                                          AND epoch = :epoch AND seq = :seq)sql");
    query.bind(":account", account).bind_blob(":device", device.view());
    query.bind(":epoch", stored(epoch)).bind(":seq", stored(seq));
    if (!query.step()) return fail(ErrorCode::not_found, "quarantine", "holds nothing with this number");
    return Bytes(query.blob(0));
  });
}

Result<void> ServerStore::put_quarantine(std::int64_t account, const QuarantinedRecord& one) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    // A device that began an epoch says the same again under other numbers.
    db_.statement("DELETE FROM quarantine WHERE account = :account AND device = :device AND core = :core")
        .bind(":account", account)
        .bind_blob(":device", one.device.view())
        .bind_blob(":core", one.record.core)
        .run();
    sweep_what_left(db_);
    Statement insert = db_.statement(R"sql(
      INSERT INTO quarantine(account, device, epoch, seq, reason, received_at_ms, core, sealed, sealed_digest, mac,
                             mac_key, signature, signer)
      VALUES(:account, :device, :epoch, :seq, :reason, :received_at_ms, :core, :sealed, :sealed_digest, :mac, :mac_key,
             :signature, :signer))sql");
    insert.bind(":account", account).bind_blob(":device", one.device.view());
    insert.bind(":epoch", stored(one.epoch)).bind(":seq", stored(one.seq)).bind_text(":reason", one.reason);
    insert.bind(":received_at_ms", one.received_at_ms).bind_blob(":core", one.record.core);
    insert.bind_blob(":sealed", one.record.sealed).bind_blob(":sealed_digest", one.record.sealed_digest);
    insert.bind_blob(":mac", one.record.mac).bind(":mac_key", stored(one.record.mac_key));
    insert.bind_blob(":signature", one.record.signature).bind_blob(":signer", one.record.signer);
    insert.run();
    return {};
  });
}

Result<void> ServerStore::drop_quarantine(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                          std::uint64_t seq) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    Statement remove = db_.statement(R"sql(DELETE FROM quarantine WHERE account = :account AND device = :device
                                           AND epoch = :epoch AND seq = :seq)sql");
    remove.bind(":account", account).bind_blob(":device", device.view());
    remove.bind(":epoch", stored(epoch)).bind(":seq", stored(seq)).run();
    sweep_what_left(db_);
    return {};
  });
}

Result<void> ServerStore::leave_quarantine(std::int64_t account, DeviceId device, const ChangeRecord& record) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    Statement remove = db_.statement(R"sql(DELETE FROM quarantine WHERE account = :account AND device = :device
                                           AND core = :core AND mac = :mac AND signature = :signature)sql");
    remove.bind(":account", account).bind_blob(":device", device.view()).bind_blob(":core", record.core);
    remove.bind_blob(":mac", record.mac).bind_blob(":signature", record.signature).run();
    sweep_what_left(db_);
    return {};
  });
}

Result<std::vector<QuarantinedRecord>> ServerStore::quarantine(std::int64_t account) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<QuarantinedRecord>> {
    std::vector<QuarantinedRecord> records;
    Statement query = db_.statement(R"sql(
      SELECT device, epoch, seq, reason, received_at_ms, core, sealed, sealed_digest, mac, mac_key, signature, signer
      FROM quarantine WHERE account = :account ORDER BY received_at_ms, device, epoch, seq)sql");
    query.bind(":account", account);
    while (query.step()) {
      records.push_back({query.id<DeviceId>(0),
                         unsigned_of(query.integer(1)),
                         unsigned_of(query.integer(2)),
                         std::string(query.text(3)),
                         query.integer(4),
                         {Bytes(query.blob(5)), Bytes(query.blob(6)), Bytes(query.blob(7)), Bytes(query.blob(8)),
                          unsigned_of(query.integer(9)), Bytes(query.blob(10)), Bytes(query.blob(11))}});
    }
    return records;
  });
}

Result<std::vector<Quarantined>> ServerStore::quarantined(std::int64_t account, DeviceId device, std::uint64_t epoch,
                                                          std::size_t count_max) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<Quarantined>> {
    std::vector<Quarantined> found;
    Statement query = db_.statement(R"sql(SELECT seq, reason FROM quarantine WHERE account = :account
                                          AND device = :device AND epoch = :epoch ORDER BY seq)sql");
    query.bind(":account", account).bind_blob(":device", device.view()).bind(":epoch", stored(epoch));
    while (found.size() < count_max && query.step()) {
      found.push_back({unsigned_of(query.integer(0)), std::string(query.text(1))});
    }
    return found;
  });
}

Result<void> ServerStore::forget_erased(std::int64_t account, ProgrammeRef programme) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    HK_ASSIGN(const auto records, quarantine(account));
    for (const QuarantinedRecord& one : records) {
      if (!holds_erased(db_, programme, one.record)) continue;
      Statement update = db_.statement(R"sql(UPDATE quarantine SET sealed = x'' WHERE account = :account
                                             AND device = :device AND epoch = :epoch AND seq = :seq)sql");
      update.bind(":account", account).bind_blob(":device", one.device.view());
      update.bind(":epoch", stored(one.epoch)).bind(":seq", stored(one.seq)).run();
      sweep_what_left(db_);
    }
    return {};
  });
}

}  // namespace hk
