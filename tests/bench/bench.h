#pragma once
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

/// What every measuring program needs. Each prints lines "name value", which tests/bench/run puts into a table.
namespace hk::bench {

inline void figure(const std::string& name, double value) { fmt::print("{} {:.6g}\n", name, value); }

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Many times the same, in seconds.
class Latencies {
 public:
  void add(double seconds) { all_.push_back(seconds); }
  /// As NAME_p50_us and NAME_p99_us; throws when nothing was added.
  void print(const std::string& name) {
    if (all_.empty()) throw std::runtime_error("nothing was measured of " + name);
    std::sort(all_.begin(), all_.end());
    figure(name + "_p50_us", all_[all_.size() / 2] * 1e6);
    figure(name + "_p99_us", all_[all_.size() * 99 / 100] * 1e6);
  }

 private:
  std::vector<double> all_;
};

/// The yardstick of everything durable: a 4 KiB block written over itself and flushed, on the disk that holds `file`.
class DiskFlush {
 public:
  explicit DiskFlush(const std::string& file) : fd_(::open(file.c_str(), O_CREAT | O_RDWR | O_TRUNC, 0600)) {
    if (fd_ < 0) throw std::runtime_error("cannot write " + file);
    once();
  }
  DiskFlush(const DiskFlush&) = delete;
  DiskFlush& operator=(const DiskFlush&) = delete;
  ~DiskFlush() { ::close(fd_); }
  void once() {
    ++block_[0];
    if (::pwrite(fd_, block_.data(), block_.size(), 0) != static_cast<ssize_t>(block_.size()) ||
        ::fdatasync(fd_) != 0) {
      throw std::runtime_error("cannot flush");
    }
  }

 private:
  int fd_;
  std::array<unsigned char, 4096> block_{};
};

}  // namespace hk::bench
