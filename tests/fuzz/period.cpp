#include "sync/domain/period.h"

#include "tests/fuzz/fuzz.h"

/// A period as somebody typed it.
namespace hk::fuzz {

void take(ByteView input) {
  const auto period = parse_period(input);
  if (!period) return;
  HK_CHECK(period->from <= period->to);
  HK_CHECK(period->contains(period->from) && period->contains(period->to));
  const auto again = parse_period(period->text);
  HK_CHECK(again && *again == *period);
}

std::vector<Bytes> seeds() {
  return {"2026-W47", "2026-11", "2023-H2", "2025", "2025-01-01..2025-03-31", "2025-W53", "2024-02-29"};
}

}  // namespace hk::fuzz
