#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>

#include "sync/domain/environment.h"
#include "sync/domain/result.h"

namespace hk {

enum class LogLevel : unsigned char { info, warning, error };

/// A file of lines: time in UTC, level, sentence. Whoever writes names devices, files and counts, never a person.
/// At `bytes_max` the file becomes `.1`, what was `.1` becomes `.2`, and so on; older ones go. Any thread.
class LogFile {
 public:
  static constexpr std::uintmax_t bytes_max = 1 << 20;
  static constexpr int old_files_max = 3;

  /// Appends to `file`, whose folder must exist, mode 0600. `clock` is used as long as the log lives.
  /// Errors: not_found, read_only, disk_full, io, naming the file.
  [[nodiscard]] static Result<std::unique_ptr<LogFile>> open(const std::filesystem::path& file, const Clock& clock);
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;
  ~LogFile();

  /// One line, handed to the system when this returns. Line breaks in `sentence` become spaces. A full disk loses the
  /// line.
  void write(LogLevel level, std::string_view sentence);
  void info(std::string_view sentence) { write(LogLevel::info, sentence); }
  void warning(std::string_view sentence) { write(LogLevel::warning, sentence); }
  void error(std::string_view sentence) { write(LogLevel::error, sentence); }

 private:
  LogFile(std::filesystem::path file, const Clock& clock) : path_(std::move(file)), clock_(clock) {}
  bool reopen();
  void rotate();

  std::mutex mutex_;
  const std::filesystem::path path_;
  const Clock& clock_;
  int fd_ = -1;
  std::uintmax_t bytes_ = 0;
};

}  // namespace hk
