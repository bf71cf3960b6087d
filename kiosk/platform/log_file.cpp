#include "kiosk/platform/log_file.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

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
  std::ofstream stream(file, std::ios::app);
  if (!stream) return fail(ErrorCode::io, file.string(), "the log cannot be opened for writing");
  return std::unique_ptr<LogFile>(new LogFile(std::move(stream), clock));
}

void LogFile::write(LogLevel level, std::string_view sentence) {
  const std::int64_t ms = clock_.wall_ms();
  const std::chrono::sys_seconds second{std::chrono::seconds(ms / 1000)};
  std::string line = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z {} {}", fmt::gmtime(second.time_since_epoch().count()),
                                 ms % 1000, name_of(level), sentence);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  const std::lock_guard lock(mutex_);
  file_ << line << std::endl;
  file_.clear();  // after a full disk, later lines are tried again
}

}  // namespace hk
