#pragma once
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "sync/server/server_store.h"

namespace hk {

/// The latest word of each device, kept until somebody writes anyway. May be called from any thread.
class Contacts {
 public:
  void note(DeviceContact contact);
  /// Puts what is not written yet into what the store said.
  void bring_up_to_date(std::int64_t account, std::vector<DeviceState>& states);
  /// True once per period while something is kept: the caller then sees to it that it is written.
  [[nodiscard]] bool due(std::int64_t now_ms);
  /// Writes and forgets (in a transaction). Lost when that one is rolled back: the device will speak again.
  [[nodiscard]] Result<void> write(Database& db);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::int64_t, DeviceId>, DeviceContact> latest_;
  std::int64_t written_ms_ = 0;
};

}  // namespace hk
