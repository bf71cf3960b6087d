#pragma once
#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include "tests/support/memory_disk.h"

/// Only for memory_disk.cpp.
namespace hk::test {

/// A disk writes whole sectors.
inline constexpr std::size_t memory_sector_bytes = 512;

/// As a disk does: what lies between is zero.
inline void write_at(Bytes& file, std::size_t at, ByteView bytes) {
  if (file.size() < at + bytes.size()) file.resize(at + bytes.size());
  std::memcpy(file.data() + at, bytes.data(), bytes.size());
}

/// One file of a MemoryDisk.
struct MemoryDisk::File {
  /// A write, or a truncation to `at`.
  struct Step {
    bool truncates = false;
    std::size_t at = 0, size = 0;
    std::size_t bytes = 0;  ///< where they begin in `loose_bytes`
  };
  Bytes now;     ///< as processes see it
  Bytes synced;  ///< as it survives
  std::vector<Step> loose;
  Bytes loose_bytes;
  int users = 0;

  // Locks of the file, and of shared memory.
  int shared = 0;
  bool reserved = false, pending = false, exclusive = false;
  std::vector<std::unique_ptr<std::vector<char>>> regions;
  int region_users = 0;
  std::array<int, SQLITE_SHM_NLOCK> shm_shared{};
  std::array<bool, SQLITE_SHM_NLOCK> shm_exclusive{};

  void write(std::size_t at, ByteView bytes) {
    loose.push_back({false, at, bytes.size(), loose_bytes.size()});
    loose_bytes += bytes;
    write_at(now, at, bytes);
  }
  void truncate(std::size_t size) {
    loose.push_back({true, size, 0, 0});
    now.resize(size);
  }
  /// The first `size` bytes of a step reach the disk.
  void settle(const Step& step, std::size_t size) {
    if (step.truncates) return synced.resize(step.at);
    write_at(synced, step.at, ByteView(loose_bytes).substr(step.bytes, size));
  }
  void sync() {
    for (const Step& step : loose) settle(step, step.size);
    loose.clear();
    loose_bytes.clear();
  }
  void lose_power(FakeRandom& chance) {
    const std::size_t luck = chance.below(3);
    const std::size_t kept = luck == 0 ? 0 : chance.below(loose.size() + 1);
    for (std::size_t n = 0; n < loose.size(); ++n) {
      const bool reaches = luck == 2 ? chance.one_in(2) : n < kept;
      const bool torn = reaches && (luck == 2 ? chance.one_in(4) : n + 1 == kept && chance.one_in(2));
      const std::size_t sectors = loose[n].size / memory_sector_bytes;
      if (reaches) settle(loose[n], torn && sectors > 0 ? chance.below(sectors) * memory_sector_bytes : loose[n].size);
    }
    loose.clear();
    loose_bytes.clear();
    now = synced;
    regions.clear();
  }
};

}  // namespace hk::test
