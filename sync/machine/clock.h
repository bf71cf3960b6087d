#pragma once
#include <memory>
#include <random>

#include "sync/domain/environment.h"
#include "sync/domain/result.h"

namespace hk {

/// The machine's clocks.
class SystemClock final : public Clock {
 public:
  SystemClock();
  [[nodiscard]] std::int64_t wall_ms() const override;
  /// Goes on through suspend.
  [[nodiscard]] std::int64_t monotonic_ms() const override;
  [[nodiscard]] std::uint64_t boot() const override { return boot_; }

 private:
  std::uint64_t boot_;
};

/// The machine's randomness.
class SystemRandom final : public Random {
 public:
  [[nodiscard]] std::uint64_t next_u64() override;

 private:
  std::random_device device_;
};

/// Europe/Stockholm by the system's time-zone database.
/// Errors: not_found when the database is not installed (Debian package tzdata).
[[nodiscard]] Result<std::unique_ptr<LocalTime>> make_stockholm_time();

}  // namespace hk
