#pragma once
#include "kiosk/store/kiosk_store.h"
#include "sync/reports/report.h"

namespace hk {

struct ReportRequest {
  ReportAsked asked;
  bool external = false;  ///< for the outside: what tells of few people is hidden
};

/// A report, and what has to be recorded when it leaves the window or the terminal: an external one before anybody gets
/// it, or the next one could tell what this one hides.
struct MadeReport {
  Report report;
  ExportRecorded record;
};

/// Reads, counts and decides what may be shown, on a connection of the caller's. Job thread.
/// Errors: those of the database and of external_report().
[[nodiscard]] Result<MadeReport> make_report(Database& db, ProgrammeRef programme, const ReportRequest& request,
                                             const LocalTime& local_time);

}  // namespace hk
