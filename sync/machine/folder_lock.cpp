#include "sync/machine/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string>

#include "sync/machine/files.h"

namespace hk {
namespace {

constexpr std::size_t holder_bytes_max = 200;

/// "halsokiosk import (process 4711)": the program and its command, no option, since some are secrets.
std::string this_process() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::string program, command;
  std::getline(file, program, '\0');
  std::getline(file, command, '\0');
  std::string holder = std::filesystem::path(program).filename().string();
  if (!command.empty() && !command.starts_with('-')) holder += " " + command;
  return holder.substr(0, holder_bytes_max) + " (process " + std::to_string(getpid()) + ")";
}

std::string holder_of(int fd) {
  std::array<char, 2 * holder_bytes_max> text{};
  const ssize_t bytes = pread(fd, text.data(), text.size(), 0);
  return bytes > 0 ? std::string(text.data(), static_cast<std::size_t>(bytes)) : "another process";
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "lock";
  FolderLock lock(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (lock.fd_ < 0) return file_failure(file);
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return file_failure(file);
    return fail(ErrorCode::busy, folder.string(), "is in use by " + holder_of(lock.fd_));
  }
  const std::string holder = this_process();
  if (::ftruncate(lock.fd_, 0) != 0) return file_failure(file);
  // On a full disk the lock still holds; only its holder has no name.
  static_cast<void>(::pwrite(lock.fd_, holder.data(), holder.size(), 0) < 0);
  return lock;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace hk
