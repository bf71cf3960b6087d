#include "sync/domain/ids.h"

#include <doctest/doctest.h>

#include <random>

using namespace hk;

namespace {
struct FixedClock : Clock {
  std::int64_t now = 1'700'000'000'000;
  std::int64_t wall_ms() const override { return now; }
  std::int64_t monotonic_ms() const override { return now; }
  std::uint64_t boot() const override { return 1; }
};
struct SeededRandom : Random {
  std::mt19937_64 engine{20'26};
  std::uint64_t next_u64() override { return engine(); }
};
}  // namespace

TEST_CASE("an id made a millisecond later sorts after, as bytes and as text") {
  FixedClock clock;
  SeededRandom random;
  auto before = make_id<ChangeId>(clock, random);
  for (int n = 0; n < 1000; ++n) {
    ++clock.now;
    const auto id = make_id<ChangeId>(clock, random);
    CHECK(before < id);
    CHECK(before.bytes() < id.bytes());
    CHECK(to_text(before) < to_text(id));
    before = id;
  }
}

TEST_CASE("ids of one millisecond differ") {
  FixedClock clock;
  SeededRandom random;
  CHECK(make_id<ChangeId>(clock, random) != make_id<ChangeId>(clock, random));
}

TEST_CASE("an id carries its millisecond, version 7 and the RFC's variant") {
  const auto value = make_uuid7(0x0123456789ab, ~0ULL, ~0ULL);
  const Bytes bytes(reinterpret_cast<const char*>(value.data()), value.size());
  CHECK(uuid_text(bytes) == "01234567-89ab-7fff-bfff-ffffffffffff");
  const auto zeros = make_uuid7(-5, 0, 0);
  CHECK(uuid_text({reinterpret_cast<const char*>(zeros.data()), 16}) == "00000000-0000-7000-8000-000000000000");
}

TEST_CASE("an id survives the way to text and back") {
  FixedClock clock;
  SeededRandom random;
  for (int n = 0; n < 100; ++n) {
    const auto id = make_id<SessionId>(clock, random);
    const auto bytes = uuid_bytes(to_text(id), "session");
    REQUIRE(bytes);
    CHECK(SessionId::from_bytes(*bytes, "session") == id);
  }
}

TEST_CASE("what is not an id is refused, naming the field") {
  for (const char* text : {"", "0123", "01234567-89ab-7fff-bfff-fffffffffff", "01234567-89ab-7fff-bfff-ffffffffffff0",
                           "0123456789ab7fffbfffffffffffffff", "0123456g-89ab-7fff-bfff-ffffffffffff",
                           "01234567089ab-7fff-bfff-fffffffffff"}) {
    const auto bytes = uuid_bytes(text, "session");
    REQUIRE_MESSAGE(!bytes, text);
    CHECK(bytes.error().thing == "session");
  }
  CHECK(SessionId::from_bytes("short", "session").error().thing == "session");
}

TEST_CASE("bytes survive the way to hexadecimal and back") {
  Bytes all;
  for (int n = 0; n < 256; ++n) all += static_cast<char>(n);
  CHECK(from_hex(to_hex(all), "key") == all);
  CHECK(to_hex(Bytes("\x00\xff\x1a", 3)) == "00ff1a");
  CHECK(from_hex("00FF1a", "key") == Bytes("\x00\xff\x1a", 3));
  CHECK(from_hex("", "key") == Bytes());
  CHECK(from_hex("0", "key").error().message() == "key: odd number of hexadecimal digits");
  CHECK(from_hex("0g", "key").error().message() == "key: not hexadecimal");
}
