#include "sync/machine/log_file.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "sync/machine/files.h"

namespace hk {
namespace {

constexpr std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      break;
  }
  return "error";
}

}  // namespace

Result<std::unique_ptr<LogFile>> LogFile::open(const std::filesystem::path& file, const Clock& clock) {
  std::unique_ptr<LogFile> log(new LogFile(file, clock));
  if (!log->reopen()) return file_failure(file);
  return log;
}

LogFile::~LogFile() {
  if (fd_ >= 0) ::close(fd_);
}

bool LogFile::reopen() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  struct stat status {};
  if (fd_ < 0 || ::fstat(fd_, &status) != 0) return false;
  bytes_ = static_cast<std::uintmax_t>(status.st_size);
  return true;
}

void LogFile::rotate() {
  const auto old = [&](int number) {
    std::filesystem::path path = path_;
    return path += "." + std::to_string(number);
  };
  std::error_code error;
  for (int number = old_files_max; number > 1; --number) std::filesystem::rename(old(number - 1), old(number), error);
  std::filesystem::rename(path_, old(1), error);
  reopen();
}

void LogFile::write(LogLevel level, std::string_view sentence) {
  const std::int64_t ms = clock_.wall_ms();
  const std::chrono::sys_seconds second{std::chrono::seconds(ms / 1000)};
  std::string line = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z {} {}", fmt::gmtime(second.time_since_epoch().count()),
                                 ms % 1000, name_of(level), sentence);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  line += '\n';
  const std::lock_guard lock(mutex_);
  if (bytes_ > 0 && bytes_ + line.size() > bytes_max) rotate();
  // One write, so that another program's lines never mix with ours.
  const ssize_t written = fd_ < 0 ? -1 : ::write(fd_, line.data(), line.size());
  if (written > 0) bytes_ += static_cast<std::uintmax_t>(written);
}

}  // namespace hk
