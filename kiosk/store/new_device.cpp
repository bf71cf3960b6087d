#include "kiosk/store/new_device.h"

#include "kiosk/store/kiosk_store.h"

namespace hk {

namespace {

/// The database, before any change.
Result<void> write_owner(const std::string& path, const OwnDevice& own, const NewSlot& slot) {
  HK_ASSIGN(Database db, Database::open(path, OpenMode::create, kiosk_schema()));
  return sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    Log log(db);
    HK_ASSIGN([[maybe_unused]] const ProgrammeRef programme, log.programme(own.programme));
    HK_TRY(SyncClient::create(db, own));
    HK_TRY(insert_slot(db, slot));
    transaction.commit();
    return {};
  });
}

}  // namespace

std::vector<DeviceKeys::MacKey> mac_keys(const UnlockedKeys& keys) {
  std::vector<DeviceKeys::MacKey> macs;
  for (const ProgrammeKey& key : keys.ring) macs.push_back({key.id(), key.subkey(Purpose::mac)});
  return macs;
}

Result<void> write_device(const DataFolder& folder, const DeviceKeys& keys, const OwnDevice& own, const NewSlot& slot) {
  HK_TRY(folder.make());
  HK_TRY(folder.write_keys(keys));
  return write_owner(folder.database(), own, slot);
}

}  // namespace hk
