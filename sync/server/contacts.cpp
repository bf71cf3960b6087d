#include "sync/server/contacts.h"

#include "sync/server/tuning.h"

namespace hk {

void Contacts::note(DeviceContact contact) {
  const std::lock_guard lock(mutex_);
  const std::pair key(contact.account, contact.device);
  latest_.insert_or_assign(key, std::move(contact));
}

bool Contacts::due(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (latest_.empty() || now_ms - written_ms_ < server_tuning::contacts_flush_ms) return false;
  written_ms_ = now_ms;
  return true;
}

Result<void> Contacts::write(Database& db) {
  std::map<std::pair<std::int64_t, DeviceId>, DeviceContact> taken;
  {
    const std::lock_guard lock(mutex_);
    taken.swap(latest_);
  }
  ServerStore store(db);
  for (const auto& [device, contact] : taken) HK_TRY(store.put_contact(contact));
  return {};
}

}  // namespace hk
