#pragma once
#include <vector>

#include "tests/support/memory_disk.h"

namespace hk::sim {

inline constexpr char server_url[] = "http://127.0.0.1:8080";
inline constexpr char passphrase[] = "ett lösenfras för prov";
inline constexpr char kiosk_database[] = "halsokiosk.db", server_database[] = "server.db";
inline constexpr std::size_t kiosks_max = 50;

/// A programme on its first morning: what lies on the disks of its devices and of its server, every device let in and
/// nothing said but what founds it. Made once, and copied into every world.
class Founding {
 public:
  Founding();
  [[nodiscard]] const test::MemoryDisk::Image& device(std::size_t n) const { return devices_[n]; }
  [[nodiscard]] const test::MemoryDisk::Image& server() const { return server_; }
  /// What a device keeps beside its database.
  [[nodiscard]] const Bytes& keys() const { return keys_; }

 private:
  std::vector<test::MemoryDisk::Image> devices_;
  test::MemoryDisk::Image server_;
  Bytes keys_;
};

}  // namespace hk::sim
