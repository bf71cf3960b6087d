#pragma once
#include <cstdint>
#include <cstdlib>

namespace hk::test {

/// Where a property test begins: a failure names its seed, and HALSOKIOSK_SEED runs that one first.
inline std::uint64_t first_seed() {
  const char* given = std::getenv("HALSOKIOSK_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
}

}  // namespace hk::test
