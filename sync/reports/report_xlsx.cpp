#include "sync/reports/report_writers.h"
#include "sync/reports/sheets.h"
#include "sync/reports/xlsx.h"

namespace hk {

Result<Bytes> report_xlsx(const Report& report) { return xlsx(report_workbook(report)); }

}  // namespace hk
