#pragma once
#include <cstdint>

#include "sync/domain/bytes.h"

namespace hk {

/// Time as an argument: only platform code and main read the real clock.
class Clock {
 public:
  virtual ~Clock() = default;
  /// UTC milliseconds since 1970; may jump either way.
  [[nodiscard]] virtual std::int64_t wall_ms() const = 0;
  /// Milliseconds that only grow, until the machine restarts.
  [[nodiscard]] virtual std::int64_t monotonic_ms() const = 0;
  /// Random number that stays the same until the machine restarts: tells which monotonic times compare.
  [[nodiscard]] virtual std::uint64_t boot() const = 0;
};

/// Chance as an argument. Key material never comes from here but from libsodium.
class Random {
 public:
  virtual ~Random() = default;
  [[nodiscard]] virtual std::uint64_t next_u64() = 0;
};

/// A wall-clock moment where a site stands.
struct LocalMoment {
  std::int32_t days = 0;  ///< days since 1970-01-01, local calendar
  std::int32_t minute_of_day = 0;
  std::int32_t utc_offset_min = 0;
};

/// Europe/Stockholm as an argument; the tz database is read in kiosk/platform only.
class LocalTime {
 public:
  virtual ~LocalTime() = default;
  [[nodiscard]] virtual LocalMoment at(std::int64_t utc_ms) const = 0;
  /// UTC milliseconds of a local wall time. A time that a DST night skips is read one hour later,
  /// one that it repeats as the first of the two.
  [[nodiscard]] virtual std::int64_t to_utc_ms(std::int32_t days, std::int32_t minute_of_day) const = 0;
};

}  // namespace hk
