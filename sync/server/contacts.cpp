#include "sync/server/contacts.h"

#include "sync/server/tuning.h"

namespace hk {

void Contacts::note(DeviceContact contact) {
  const std::lock_guard lock(mutex_);
  const std::pair key(contact.account, contact.device);
  latest_.insert_or_assign(key, std::move(contact));
}

void Contacts::bring_up_to_date(std::int64_t account, std::vector<DeviceState>& states) {
  const std::lock_guard lock(mutex_);
  for (DeviceState& state : states) {
    const auto found = latest_.find({account, state.device});
    if (found == latest_.end()) continue;
    state.last_contact_ms = found->second.at_ms;
    state.pending = found->second.status.pending;
  }
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
