#pragma once
#include <compare>
#include <cstdint>

namespace hk {

/// Hybrid logical clock reading: 48 bits of UTC milliseconds, 16 bits of counter. Orders folds and displays only;
/// never used for a person's time of arrival (protocol.md, "Folding").
struct Hlc {
  std::uint64_t packed = 0;
  [[nodiscard]] std::int64_t ms() const { return static_cast<std::int64_t>(packed >> 16); }
  [[nodiscard]] std::uint16_t counter() const { return static_cast<std::uint16_t>(packed); }
  [[nodiscard]] static Hlc of(std::int64_t ms, std::uint16_t counter = 0) {
    return {(static_cast<std::uint64_t>(ms < 0 ? 0 : ms) & 0xffffffffffffULL) << 16 | counter};
  }
  auto operator<=>(const Hlc&) const = default;
};

/// One device's clock: readings only grow, and stay near the wall clock.
class HybridClock {
 public:
  HybridClock() = default;
  /// `newest` is the newest reading this device itself stored before it was restarted.
  explicit HybridClock(Hlc newest) : last_(newest) {}

  /// The next reading: the wall time, or one step past the last reading where the wall stands still or went back.
  [[nodiscard]] Hlc tick(std::int64_t wall_ms);
  /// Takes in a reading from elsewhere. It never moves this clock past wall_ms + hlc_skew_ms_max, so one tablet
  /// in 2099 cannot win for ever.
  void observe(Hlc other, std::int64_t wall_ms);
  [[nodiscard]] Hlc last() const { return last_; }

 private:
  Hlc last_{};
};

/// How far ahead of one's own wall time a reading may pull the clock, and be accepted by a server unamended.
inline constexpr std::int64_t hlc_skew_ms_max = 120'000;

}  // namespace hk
