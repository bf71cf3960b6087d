#include "sync/reports/report_files.h"

#include <algorithm>

#include "sync/reports/pdf_report.h"
#include "sync/reports/report_writers.h"

namespace hk {

std::string_view format_name(ReportFormat format) {
  // In the order of the enumeration.
  static constexpr std::array<std::string_view, report_formats.size()> names{"xlsx", "csv", "pdf", "json"};
  return names[static_cast<std::size_t>(format)];
}

std::optional<ReportFormat> report_format(std::string_view name) {
  const auto* found = std::find_if(report_formats.begin(), report_formats.end(),
                                   [&](ReportFormat format) { return format_name(format) == name; });
  if (found == report_formats.end()) return std::nullopt;
  return *found;
}

Result<Bytes> write_report(const Report& report, ReportFormat format) {
  switch (format) {
    case ReportFormat::xlsx:
      return report_xlsx(report);
    case ReportFormat::csv:
      return report_csv(report, CsvDialect::swedish);
    case ReportFormat::pdf:
      return report_pdf(report);
    case ReportFormat::json:
      break;
  }
  return report_json(report);
}

Result<Bytes> write_report(const Report& report, std::string_view format, CsvDialect csv) {
  if (format == "table") return report_table(report);
  if (format == "csv") return report_csv(report, csv);
  const auto named = report_format(format);
  HK_CHECK(named);
  return write_report(report, *named);
}

}  // namespace hk
