#pragma once
#include <string>

#include "sync/reports/pdf_paper.h"
#include "sync/reports/report.h"

namespace hk {

/// The attendances of the report's weeks as bars, drawn in lines: sharp at every size. A week that goes on is an
/// outline, a hidden one a mark without a height. Any thread.
void draw_week_chart(PdfPaper& paper, const PdfBox& box, const Report& report);
/// The same in words, for those who do not see it.
[[nodiscard]] std::string week_chart_words(const Report& report);

}  // namespace hk
