#include "kiosk/store/device_backup.h"

#include "sync/sqlite/backup.h"

namespace hk {
namespace {

Result<void> add_keys(Database& copy, const Bytes& keys, std::int64_t made_ms) {
  return sqlite_guard(copy, [&]() -> Result<void> {
    Transaction transaction(copy);
    copy.execute("CREATE TABLE backup(made_ms INTEGER NOT NULL, device_keys BLOB NOT NULL) STRICT");
    copy.statement("INSERT INTO backup VALUES(:made_ms, :keys)")
        .bind(":made_ms", made_ms)
        .bind_blob(":keys", keys)
        .run();
    transaction.commit();
    return {};
  });
}

bool is_backup(Database& db) {
  Statement query = db.statement("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup'");
  return query.step();
}

/// Takes the keys out of the copy again, and begins an epoch.
Result<RestoredDevice> settle(Database& db, const DataFolder& aside, Random& random) {
  return sqlite_guard(db, [&]() -> Result<RestoredDevice> {
    RestoredDevice restored;
    if (!is_backup(db)) return fail(ErrorCode::invalid, "backup", "was not made from a kiosk");
    {
      Statement query = db.statement("SELECT made_ms, device_keys, (SELECT count(*) FROM change) FROM backup");
      if (!query.step()) return fail(ErrorCode::corrupt, "backup", "holds no keys");
      restored = {query.integer(0), query.integer(2)};
      HK_TRY(write_file_durably(aside.key_file(), query.blob(1), 0600));
    }
    Transaction transaction(db);
    db.execute("DROP TABLE backup");
    HK_TRY(SyncClient::begin_epoch(db, random.next_u64()));
    transaction.commit();
    return restored;
  });
}

}  // namespace

Result<void> back_up_device(const DataFolder& folder, const std::filesystem::path& file, const Clock& clock) {
  if (!folder.holds_programme()) return fail(ErrorCode::not_found, folder.path().string(), "holds no programme");
  HK_ASSIGN(const DeviceKeys sound, folder.read_keys());
  HK_ASSIGN(Bytes keys, read_file(folder.key_file(), key_file_bytes_max));
  HK_ASSIGN(Database db, open_to_read(folder));
  const Result<void> done =
      back_up(db, file, kiosk_schema(), [&](Database& copy) { return add_keys(copy, keys, clock.wall_ms()); });
  wipe(keys);
  return done;
}

Result<RestoredDevice> restore_device(const DataFolder& folder, const std::filesystem::path& file, const Clock& clock,
                                      Random& random) {
  RestoredDevice restored;
  const auto finish = [&](Database& db, const DataFolder& aside) -> Result<void> {
    Result<RestoredDevice> settled = settle(db, aside, random);
    // What is wrong is wrong with the file that was given, not with the copy of it.
    if (!settled) return fail(settled.error().code, file.string(), settled.error().what);
    restored = *settled;
    return {};
  };
  const Result<void> filled = folder.fill([&](const DataFolder& aside) -> Result<void> {
    HK_TRY(restore(file, aside.database(), kiosk_schema(), [&](Database& db) { return finish(db, aside); }));
    HK_ASSIGN(const auto opens, KioskStore::open(aside, clock, random));
    return {};
  });
  if (!filled) return tl::unexpected(filled.error());
  return restored;
}

}  // namespace hk
