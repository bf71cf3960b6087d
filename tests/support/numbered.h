#pragma once
#include "sync/domain/ids.h"

namespace hk::test {

/// The same id for the same number.
template <class AnyId>
AnyId numbered(std::uint64_t n) {
  AnyId id;
  id.value = make_uuid7(1'700'000'000'000, n, n);
  return id;
}

}  // namespace hk::test
