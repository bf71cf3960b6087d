#pragma once
#include "sync/reports/report.h"

namespace hk {

/// The report as it was exported then, figure by figure, with the words that `facts` has today: what gives out an
/// external report without being the device that decided what to hide. `facts` are of the record's period.
/// Errors: corrupt, when the record names tables or periods that no report has.
[[nodiscard]] Result<Report> recorded_report(const ReportFacts& facts, const ExportRecorded& record, Coverage coverage);

}  // namespace hk
