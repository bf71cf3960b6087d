#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sync/domain/bytes.h"
#include "sync/reports/csv_sheet.h"
#include "sync/reports/report.h"

/// A report as a file in any of the formats that it leaves in.
namespace hk {

enum class ReportFormat : std::uint8_t { xlsx, csv, pdf, json };
inline constexpr std::array<ReportFormat, 4> report_formats{ReportFormat::xlsx, ReportFormat::csv, ReportFormat::pdf,
                                                            ReportFormat::json};

/// The file's ending, which is also its name on the command line: "xlsx".
[[nodiscard]] std::string_view format_name(ReportFormat format);
/// From such a name.
[[nodiscard]] std::optional<ReportFormat> report_format(std::string_view name);

/// The whole file; a CSV as Swedish Excel opens it. Errors: those of the libraries, by name. Any thread.
[[nodiscard]] Result<Bytes> write_report(const Report& report, ReportFormat format);
/// Likewise, as a command line asks for it: also "table", for a terminal, and CSV for whom it is. The name must be one.
[[nodiscard]] Result<Bytes> write_report(const Report& report, std::string_view format, CsvDialect csv);

}  // namespace hk
