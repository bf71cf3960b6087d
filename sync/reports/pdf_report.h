#pragma once
#include "sync/domain/bytes.h"
#include "sync/reports/report.h"

namespace hk {

/// The report as a PDF: a page for the board, then an annex with everything. A4 upright, in Swedish, tagged for those
/// who have it read to them, with its fonts inside. The same report gives the same bytes, whatever the clock and the
/// locale. Errors: io, when the drawing library fails. Job thread: a year takes up to some seconds.
[[nodiscard]] Result<Bytes> report_pdf(const Report& report);

}  // namespace hk
