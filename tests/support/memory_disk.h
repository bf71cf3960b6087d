#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sync/domain/bytes.h"
#include "tests/support/fakes.h"

/// A disk that SQLite writes to in memory, that keeps apart what was synced from what was only written, and that fails
/// where a test says.
namespace hk::test {

/// One machine's disk: every database in one folder, with its WAL and shared memory. The folder itself and all other
/// files in it are real. While one lives, SQLite's default VFS is ours; databases elsewhere stay the system's.
/// One thread. Outlives every connection to its databases.
class MemoryDisk {
 public:
  /// What lies on it, by name. Never shared memory, which goes with the last process.
  using Image = std::map<std::string, Bytes>;

  explicit MemoryDisk(const std::filesystem::path& folder);
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;
  ~MemoryDisk();

  /// What would be left if the power went now and took everything along that was not synced. A database in it opens.
  [[nodiscard]] Image image() const;
  /// Another disk is put in, and it works. Nobody has a file open.
  void put(const Image& image);

  /// The `operation`-th write, sync, truncation or removal from now (1 is the next one) is not carried out, and nothing
  /// after it, not even a read: what a process that was killed there would have done. lose_power() ends it.
  void fail_at(std::optional<std::uint64_t> operation) { left_ = operation; }
  [[nodiscard]] bool failed() const { return failed_; }
  /// The power goes and comes back: of what was not synced there stays nothing, the first part, or any part, torn
  /// anywhere. Nobody has a file open. The disk works again.
  void lose_power(FakeRandom& chance);

  /// While it is full no file grows.
  void set_full(bool full) { full_ = full; }
  [[nodiscard]] bool full() const { return full_; }

  /// True when `is_so` says so of a file, as processes see it or as it was last synced.
  [[nodiscard]] bool any_file(const std::function<bool(ByteView)>& is_so) const;
  /// Called when a connection is about to begin to read, as if another process acted at that moment. Not within itself.
  void on_read(std::function<void()> act) { on_read_ = std::move(act); }

 private:
  friend struct MemoryVfs;
  struct File;
  File* find(const std::string& name) const;
  File& make(const std::string& name);
  void remove(const std::string& name);
  /// Counts an operation; false when it is not to be carried out.
  bool operate();
  void begin_read();

  std::string folder_;
  std::map<std::string, std::shared_ptr<File>> files_;
  /// Removed, which nobody has made durable: it may be back after a power cut.
  std::map<std::string, Bytes> ghosts_;
  std::optional<std::uint64_t> left_;
  bool failed_ = false;
  bool full_ = false;
  bool acting_ = false;
  std::function<void()> on_read_;
};

}  // namespace hk::test
