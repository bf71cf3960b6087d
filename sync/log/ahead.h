#pragma once
#include <vector>

#include "sync/log/log.h"

namespace hk {

/// True for what is pushed before its turn, so that it does not wait behind thousands: an erasure, a revocation, the
/// withdrawal of a coordinator.
[[nodiscard]] bool goes_ahead(const ChangeBody& body);

/// Such changes of (device, epoch) with numbers above `after`, at most `count_max`.
[[nodiscard]] Result<std::vector<Envelope>> changes_ahead(Log& log, ProgrammeRef programme, DeviceId device,
                                                          std::uint64_t epoch, std::uint64_t after,
                                                          std::size_t count_max);

}  // namespace hk
