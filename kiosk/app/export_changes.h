#pragma once
#include <span>

#include "kiosk/app/report_models.h"
#include "sync/domain/environment.h"

/// What was exported, held against today's figures line by line.
namespace hk {

/// The rows alone. What a newer program exported of a period unknown to this one is left out.
[[nodiscard]] ExportsModel earlier_exports(std::span<const RecordedExport> exports, const LocalTime& local_time);

/// Adds the lines: of the whole each figure, of the tables those that are others in `now`, which counts the same
/// period. The order is that of the export; rows that came since follow those that were there.
void compare(const RecordedExport& then, const ReportFacts& now, ExportsModel& model);

}  // namespace hk
