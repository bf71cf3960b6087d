#pragma once
#include "sync/reports/report.h"
#include "sync/reports/workbook.h"

/// The sheets of a report. Pure, any thread.
namespace hk {

/// Figures beside the compared period, and targets: named after the kind of period.
[[nodiscard]] Sheet figures_sheet(const Report& report);
/// The annual report's table in the city's own wording, from the first cell on and ready to paste.
[[nodiscard]] Sheet annual_sheet(const Report& report);
[[nodiscard]] Sheet table_sheet(const Report& report, const ReportTable& table, std::string name);
/// With a chart of the attendances.
[[nodiscard]] Sheet weeks_sheet(const Report& report);
[[nodiscard]] Sheet definitions_sheet(const Report& report);
/// What may be missing, what has changed, what is hidden and why.
[[nodiscard]] Sheet coverage_sheet(const Report& report);

/// All of them, in the order in which they are leafed through.
[[nodiscard]] Workbook report_workbook(const Report& report);

// Pieces that sheets share.
[[nodiscard]] Cell text_cell(std::string_view from_outside, Look look = Look::text);
[[nodiscard]] Cell number_cell(const ReportNumber& number);
/// "varav barn och unga", printable.
[[nodiscard]] std::string part_label(const Report& report, std::size_t category);
/// A title, and whom the figures are for.
[[nodiscard]] std::vector<std::vector<Cell>> sheet_head(const Report& report, std::string title);
/// Wide enough for each word of a heading.
[[nodiscard]] double heading_width(std::string_view heading);

}  // namespace hk
