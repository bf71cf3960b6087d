#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/period_report.h"
#include "kiosk/app/report_models.h"
#include "sync/domain/environment.h"
#include "sync/log/log.h"
#include "sync/machine/drives.h"

/// Reports read and written on the job thread. What a job keeps a pointer to outlives the thread.
namespace hk {

/// Where to read, and by which calendar.
struct ReportSource {
  std::string database;
  ProgrammeId programme;
  const LocalTime* local_time = nullptr;
};

/// Counts what the week screen shows.
struct WeekJob {
  ReportSource source;
  ReportAsked asked;
};
struct WeekDone {
  ReportAsked asked;
  Result<std::shared_ptr<const Report>> report;
};

/// Finds the sessions behind a figure.
struct SessionsJob {
  ReportSource source;
  SessionsAsked asked;
};
struct SessionsDone {
  SessionsAsked asked;
  Result<std::shared_ptr<const std::vector<SessionRow>>> rows;
};

struct DrivesJob {
  std::function<std::vector<Drive>()> find;
};
struct DrivesDone {
  std::vector<Drive> drives;
};

/// A report as it is to become a file.
struct ReportFile {
  ReportRequest request;
  ReportFormat format{};
  std::filesystem::path file;
  bool on_drive = false;  ///< its folder is a stick, which somebody may pull out
  bool weekly = false;    ///< nobody asked for it just now
};
/// Counts, hides and lays it out. It is not given out yet: first what it shows has to be recorded, or the next export
/// could tell what this one hides.
struct PrintReportJob {
  ReportSource source;
  ReportFile file;
};
struct PrintedReport {
  Bytes bytes;
  ExportRecorded record;
};
struct PrintReportDone {
  ReportFile file;
  Result<PrintedReport> printed;
};
/// Writes it where it was wanted. Errors: not_found where the stick is gone; those of write_file_durably().
struct SaveReportJob {
  ReportFile file;
  Bytes bytes;
  std::function<std::vector<Drive>()> drives;  ///< those that are in
};
struct SaveReportDone {
  ReportFile file;
  Result<void> saved;
};

/// Reads what was exported before and, when one of them is named, holds it against today's figures.
struct ExportsJob {
  ReportSource source;
  std::optional<ChangeId> compared;
  LocalDate today;
};
struct ExportsDone {
  Result<ExportsModel> exports;
};

[[nodiscard]] WeekDone run(const WeekJob& job);
[[nodiscard]] SessionsDone run(const SessionsJob& job);
[[nodiscard]] DrivesDone run(const DrivesJob& job);
[[nodiscard]] PrintReportDone run(const PrintReportJob& job);
[[nodiscard]] SaveReportDone run(const SaveReportJob& job);
[[nodiscard]] ExportsDone run(const ExportsJob& job);

}  // namespace hk
