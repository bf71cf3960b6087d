#pragma once
#include "sync/reports/pdf_paper.h"
#include "sync/reports/report.h"

namespace hk {

/// The one page that a board reads: how much, more or less than before, how complete. Whatever the report holds, it
/// fits; what has no room there is in the annex. Any thread.
void draw_board_page(PdfPaper& paper, const Report& report);

}  // namespace hk
