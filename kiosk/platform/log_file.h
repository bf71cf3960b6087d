#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string_view>

#include "sync/domain/environment.h"
#include "sync/domain/result.h"

namespace hk {

enum class LogLevel : unsigned char { info, warning, error };

/// A file of lines: time in UTC, level, sentence. Whoever writes names devices, files and counts, never a person.
/// Any thread.
class LogFile {
 public:
  /// Appends to `file`, whose folder must exist. `clock` is used as long as the log lives.
  /// Errors: io, naming the file.
  [[nodiscard]] static Result<std::unique_ptr<LogFile>> open(const std::filesystem::path& file, const Clock& clock);

  /// One line, on disk when this returns. Line breaks in `sentence` become spaces. A full disk loses the line.
  void write(LogLevel level, std::string_view sentence);
  void info(std::string_view sentence) { write(LogLevel::info, sentence); }
  void warning(std::string_view sentence) { write(LogLevel::warning, sentence); }
  void error(std::string_view sentence) { write(LogLevel::error, sentence); }

 private:
  LogFile(std::ofstream file, const Clock& clock) : file_(std::move(file)), clock_(clock) {}
  std::mutex mutex_;
  std::ofstream file_;
  const Clock& clock_;
};

}  // namespace hk
