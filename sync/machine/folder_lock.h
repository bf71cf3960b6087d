#pragma once
#include <filesystem>
#include <utility>

#include "sync/domain/result.h"

namespace hk {

/// The right to write in a folder: one process has it, and loses it when it ends, however it ends.
class FolderLock {
 public:
  /// Takes the lock of `folder`, which must exist, without waiting, and notes in its file `lock` who holds it.
  /// Errors: busy, naming the process that holds it; read_only, disk_full, io.
  [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace hk
