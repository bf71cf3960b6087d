#include "sync/domain/hlc.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/support/seed.h"

using namespace hk;

TEST_CASE("readings only grow, however the wall clock jumps and whatever is heard") {
  for (std::uint64_t seed = test::first_seed(), end = seed + 20; seed < end; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 engine{seed};
    HybridClock clock;
    Hlc before = clock.tick(1'700'000'000'000);
    std::int64_t wall = 1'700'000'000'000;
    for (int n = 0; n < 1000; ++n) {
      wall += static_cast<std::int64_t>(engine() % 20'000) - 10'000;
      if (engine() % 3 == 0)
        clock.observe(Hlc::of(wall + static_cast<std::int64_t>(engine() % 1'000'000) - 500'000), wall);
      const Hlc now = clock.tick(wall);
      REQUIRE(now > before);
      before = now;
    }
  }
}

TEST_CASE("a reading from 2099 moves this clock two minutes at most") {
  HybridClock clock;
  const std::int64_t wall = 1'700'000'000'000;
  clock.observe(Hlc::of(4'070'908'800'000), wall);
  CHECK(clock.last().ms() == wall + 2 * 60 * 1000);
  CHECK(clock.tick(wall).ms() == wall + 2 * 60 * 1000);
}

TEST_CASE("a reading within two minutes is taken in whole") {
  HybridClock clock;
  const Hlc heard = Hlc::of(1'700'000'060'000, 5);
  clock.observe(heard, 1'700'000'000'000);
  CHECK(clock.tick(1'700'000'000'000) > heard);
  CHECK(clock.last().ms() == heard.ms());
}

TEST_CASE("a restarted clock goes on after the newest reading it stored") {
  HybridClock clock(Hlc::of(1'700'000'000'000, 9));
  CHECK(clock.tick(0) == Hlc::of(1'700'000'000'000, 10));
}

TEST_CASE("the counter runs over into the next millisecond, never back to zero") {
  HybridClock clock(Hlc::of(1000, 0xffff));
  const Hlc next = clock.tick(1000);
  CHECK(next.ms() == 1001);
  CHECK(next.counter() == 0);
}
