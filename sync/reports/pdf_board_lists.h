#pragma once
#include <string_view>

#include "sync/reports/pdf_paper.h"
#include "sync/reports/report.h"

namespace hk {

/// A heading on the board's page; answers where what it heads begins.
double draw_board_heading(PdfPaper& paper, std::string_view words, double x, double y, double width);
/// How much room the lists need below one another's headings.
[[nodiscard]] double board_lists_height(const Report& report);
/// Below the chart, side by side: the categories, and the targets, or the workshops where there are none. As many as
/// have room. Any thread.
void draw_board_lists(PdfPaper& paper, const Report& report, double y);

}  // namespace hk
