#include "kiosk/store/new_device.h"

#include "kiosk/store/kiosk_store.h"

namespace hk {

namespace {

Result<void> write_slot(Database& db, const KeySlot& slot) {
  return sqlite_guard(db, [&]() -> Result<void> {
    db.statement(
          "INSERT INTO key_slot(operations, memory_bytes, salt, wrapped) VALUES(:operations, :memory, :salt, :wrapped)")
        .bind(":operations", static_cast<std::int64_t>(slot.cost.operations))
        .bind(":memory", static_cast<std::int64_t>(slot.cost.memory_bytes))
        .bind_blob(":salt", slot.salt)
        .bind_blob(":wrapped", slot.wrapped)
        .run();
    return {};
  });
}

/// The database, before any change.
Result<void> write_owner(const std::string& path, const OwnDevice& own, const KeySlot& slot) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::create, kiosk_schema()));
  return sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    Log log(db);
    HK_ASSIGN([[maybe_unused]] const ProgrammeRef programme, log.programme(own.programme));
    HK_TRY(SyncClient::create(db, own));
    HK_TRY(write_slot(db, slot));
    transaction.commit();
    return {};
  });
}

}  // namespace

Result<void> write_device(const DataFolder& folder, const DeviceKeys& keys, const OwnDevice& own, const KeySlot& slot) {
  HK_TRY(folder.make());
  HK_TRY(folder.write_keys(keys));
  return write_owner(folder.database(), own, slot);
}

}  // namespace hk
