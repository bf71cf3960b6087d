#pragma once
#include "sync/reports/pdf_flow.h"
#include "sync/reports/report.h"

namespace hk {

/// Everything that the report holds, for those who want to know how a figure came about: the annual report's table,
/// breakdowns, weeks, targets, definitions, what may be missing and what is hidden. Any thread.
void add_annex(PdfFlow& flow, const Report& report);

}  // namespace hk
