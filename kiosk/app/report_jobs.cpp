#include "kiosk/app/report_jobs.h"

#include <algorithm>

#include "kiosk/app/export_changes.h"
#include "kiosk/app/sessions_behind.h"
#include "kiosk/store/kiosk_store.h"
#include "sync/machine/files.h"
#include "sync/reports/report_files.h"

namespace hk {
namespace {

/// What a job reads with; a connection of its own.
struct Reading {
  Database db;
  ProgrammeRef programme;
};

Result<Reading> begin(const ReportSource& source) {
  HK_ASSIGN(Database db, Database::open(source.database, OpenMode::read_only, kiosk_schema()));
  HK_ASSIGN(const ProgrammeRef programme, Log(db).find_programme(source.programme));
  return Reading{std::move(db), programme};
}

Result<std::shared_ptr<const Report>> count(const WeekJob& job) {
  HK_ASSIGN(Reading reading, begin(job.source));
  HK_ASSIGN(MadeReport made, make_report(reading.db, reading.programme, {job.asked, false}, *job.source.local_time));
  return std::make_shared<const Report>(std::move(made.report));
}

Result<std::shared_ptr<const std::vector<SessionRow>>> find_sessions(const SessionsJob& job) {
  HK_ASSIGN(Reading reading, begin(job.source));
  HK_ASSIGN(std::vector<SessionRow> rows, sessions_behind(reading.db, reading.programme, job.asked));
  return std::make_shared<const std::vector<SessionRow>>(std::move(rows));
}

Result<PrintedReport> print(const PrintReportJob& job) {
  HK_ASSIGN(Reading reading, begin(job.source));
  HK_ASSIGN(MadeReport made, make_report(reading.db, reading.programme, job.file.request, *job.source.local_time));
  HK_ASSIGN(Bytes bytes, write_report(made.report, job.file.format));
  return PrintedReport{std::move(bytes), std::move(made.record)};
}

/// A stick that was pulled out may leave an empty folder behind, which is a place on another disk.
Result<void> find_folder(const SaveReportJob& job) {
  const std::filesystem::path folder = job.file.file.parent_path();
  std::error_code error;
  if (!job.file.on_drive) {
    std::filesystem::create_directories(folder, error);
    return error ? fail(ErrorCode::io, folder.string(), error.message()) : Result<void>();
  }
  const std::vector<Drive> drives = job.drives();
  const bool in = std::any_of(drives.begin(), drives.end(), [&](const Drive& one) { return one.path == folder; });
  return in ? Result<void>() : fail(ErrorCode::not_found, folder.string(), "is no longer there");
}

Result<void> save(const SaveReportJob& job) {
  HK_TRY(find_folder(job));
  // Figures only, no names: readable by whoever may open the folder.
  return write_file_durably(job.file.file, job.bytes, 0644);
}

Result<ExportsModel> read_earlier(const ExportsJob& job) {
  HK_ASSIGN(Reading reading, begin(job.source));
  HK_ASSIGN(const std::vector<RecordedExport> exports, read_exports(reading.db, reading.programme));
  ExportsModel model = earlier_exports(exports, *job.source.local_time);
  for (const RecordedExport& one : exports) {
    if (one.id != job.compared) continue;
    HK_ASSIGN(const Period period, parse_period(one.record.period));
    HK_ASSIGN(const ReportFacts facts,
              read_report(reading.db, reading.programme, {.period = period, .today = job.today}));
    compare(one, facts, model);
  }
  return model;
}

}  // namespace

WeekDone run(const WeekJob& job) { return {job.asked, count(job)}; }
SessionsDone run(const SessionsJob& job) { return {job.asked, find_sessions(job)}; }
DrivesDone run(const DrivesJob& job) { return {job.find()}; }
PrintReportDone run(const PrintReportJob& job) { return {job.file, print(job)}; }
SaveReportDone run(const SaveReportJob& job) { return {job.file, save(job)}; }
ExportsDone run(const ExportsJob& job) { return {read_earlier(job)}; }

}  // namespace hk
