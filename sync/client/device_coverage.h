#pragma once
#include "sync/log/coverage.h"

namespace hk {

/// read_coverage() as this device knows it: what it has not sent itself, and what the server last said of the others.
/// Errors: not_found when the database belongs to no device; those of the database.
[[nodiscard]] Result<Coverage> device_coverage(Database& db, ProgrammeRef programme, const ReportFacts& facts,
                                               const LocalTime& local_time);

}  // namespace hk
