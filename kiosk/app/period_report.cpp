#include "kiosk/app/period_report.h"

#include "sync/client/device_coverage.h"
#include "sync/reports/changes.h"
#include "sync/reports/disclosure.h"

namespace hk {

Result<MadeReport> make_report(Database& db, ProgrammeRef programme, const ReportRequest& request,
                               const LocalTime& local_time) {
  HK_ASSIGN(const std::vector<RecordedExport> exports, read_exports(db, programme));
  std::vector<ExportRecorded> earlier;
  for (const RecordedExport& one : exports) earlier.push_back(one.record);
  ReportAsked asked = request.asked;
  asked.held = request.external;
  if (request.external) asked.beside = untold_beside(asked.period, earlier, asked.today);
  HK_ASSIGN(const ReportFacts facts, read_report(db, programme, asked));
  HK_ASSIGN(Coverage coverage, device_coverage(db, programme, facts, local_time));
  coverage.changed = changed_since(facts, exports, local_time);
  if (!request.external) {
    Report report = internal_report(facts, std::move(coverage));
    ExportRecorded record = export_record(facts, report);
    return MadeReport{std::move(report), std::move(record)};
  }
  HK_ASSIGN(Report report, external_report(facts, std::move(coverage), earlier));
  ExportRecorded record = export_record(facts, report);
  return MadeReport{std::move(report), std::move(record)};
}

}  // namespace hk
