#pragma once
#include <span>

#include "sync/reports/report.h"

namespace hk {

/// The periods that `facts` counts, whose figures were exported after they were over and are others today: what was
/// registered late, withdrawn or corrected since. Each is held against its newest export; `exports` oldest first.
[[nodiscard]] std::vector<Coverage::Changed> changed_since(const ReportFacts& facts,
                                                           std::span<const RecordedExport> exports,
                                                           const LocalTime& local_time);

}  // namespace hk
