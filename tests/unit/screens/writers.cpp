#include "sync/reports/csv_sheet.h"
#include "sync/reports/report.h"

/// The least that a file of each format could say, until the writers are here.
namespace hk {

Result<Bytes> report_xlsx(const Report& report);
Result<Bytes> report_pdf(const Report& report);
std::string report_csv(const Report& report, CsvDialect dialect);
std::string report_json(const Report& report);

std::string report_csv(const Report& report, CsvDialect) { return "csv;" + report.whole.period.text; }
std::string report_json(const Report& report) { return "{\"period\": \"" + report.whole.period.text + "\"}"; }
Result<Bytes> report_xlsx(const Report& report) { return "PK " + report.whole.period.text; }
Result<Bytes> report_pdf(const Report& report) { return "%PDF " + report.whole.period.text; }

}  // namespace hk
