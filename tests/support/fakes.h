#pragma once
#include <random>

#include "sync/domain/environment.h"

namespace hk::test {

/// A clock that goes where the test says.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(std::int64_t wall = 1'780'000'000'000) : wall_(wall) {}
  [[nodiscard]] std::int64_t wall_ms() const override { return wall_; }
  [[nodiscard]] std::int64_t monotonic_ms() const override { return monotonic_; }
  [[nodiscard]] std::uint64_t boot() const override { return boot_; }

  void advance(std::int64_t ms) {
    wall_ += ms;
    monotonic_ += ms;
  }
  /// What a person or a dead battery does to the wall clock.
  void set_wall(std::int64_t wall) { wall_ = wall; }
  void restart() {
    monotonic_ = 0;
    ++boot_;
  }

 private:
  std::int64_t wall_;
  std::int64_t monotonic_ = 1000;
  std::uint64_t boot_ = 1;
};

/// The same numbers on every machine for one seed.
class FakeRandom final : public Random {
 public:
  explicit FakeRandom(std::uint64_t seed) : engine_(seed) {}
  /// Begins again, with other numbers.
  void seed(std::uint64_t number) { engine_.seed(number); }
  [[nodiscard]] std::uint64_t next_u64() override { return engine_(); }
  /// From 0 to `end` − 1.
  [[nodiscard]] std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  [[nodiscard]] bool one_in(std::size_t n) { return below(n) == 0; }
  std::mt19937_64& engine() { return engine_; }

 private:
  std::mt19937_64 engine_;
};

}  // namespace hk::test
