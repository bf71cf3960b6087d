#pragma once
#include <atomic>
#include <cstdint>
#include <string>

namespace hk {

/// What the server has done since it started. Counted from any thread.
class Metrics {
 public:
  void count_request(int status);
  void count_push(std::uint64_t added, std::uint64_t known, std::uint64_t quarantined);
  /// Prometheus text format 0.0.4.
  [[nodiscard]] std::string text(std::int64_t programmes, std::int64_t polls) const;

 private:
  std::atomic<std::uint64_t> succeeded_{0}, refused_{0}, failed_{0};
  std::atomic<std::uint64_t> added_{0}, known_{0}, quarantined_{0};
};

}  // namespace hk
