#pragma once
#include <filesystem>
#include <string>
#include <thread>
#include <variant>

#include "kiosk/app/mailbox.h"
#include "kiosk/app/models.h"
#include "kiosk/app/report_jobs.h"
#include "kiosk/store/access_report.h"
#include "kiosk/store/coordinators.h"
#include "kiosk/store/join_by_words.h"
#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/recovery_sheet.h"

/// Work too long for the core thread. One job at a time, each with its own read-only connection.
namespace hk {

/// Derives the keys from a passphrase and opens every name.
struct UnlockJob {
  std::string database;
  Bytes passphrase;
};
/// Writes what is held about one person as a PDF and as JSON.
struct ReportJob {
  AccessReport report;
  std::string language;  ///< BCP 47, of the pages after the Swedish ones
  std::filesystem::path folder;
  std::string name;  ///< of both files, without an ending
  const LocalTime* local_time;
};
/// Wraps the keys for a colleague, under a passphrase of their own; a coordinator gets a key to sign with as well.
struct PassphraseJob {
  UnlockedKeys keys;
  StaffId staff;
  bool coordinator = false;
  Bytes passphrase;
  std::vector<StoredSlot> beside;
};
/// Makes a recovery sheet and writes it as a PDF.
struct SheetJob {
  UnlockedKeys keys;
  SheetFacts facts;
  std::vector<StoredSlot> beside;
  std::filesystem::path file;
};
/// Asks the server for a one-time code for another device, as the coordinator whose keys these are.
struct CodeJob {
  std::string database;
  UnlockedKeys keys;
};
/// Computes the six words by which two people compare devices.
struct WordsJob {
  std::filesystem::path assets;
  ProgrammeId programme;
  PublicKeys own;
  Enrolment waiting;
};
/// Gives the programme's keys to a device whose words were compared.
struct HandoverJob {
  std::string database;
  Handover handover;
};
using Job = std::variant<UnlockJob, WeekJob, SessionsJob, DrivesJob, PrintReportJob, SaveReportJob, ExportsJob,
                         ReportJob, PassphraseJob, SheetJob, CodeJob, WordsJob, HandoverJob>;

struct UnlockDone {
  Result<Opened> opened;
};
struct ReportDone {
  Result<std::filesystem::path> file;  ///< the PDF; the other stands beside it
};
struct PassphraseDone {
  Result<std::variant<NewSlot, PreparedGrant>> made;
};
struct SheetDone {
  Result<NewSlot> slot;
  std::filesystem::path file;
};
struct CodeDone {
  Result<CodeResponse> code;
};
struct WordsDone {
  Enrolment waiting;
  Result<SixWords> words;
};
struct HandoverDone {
  Result<void> handed;
  DeviceApproved approval;  ///< to be recorded then
};
using JobDone = std::variant<UnlockDone, WeekDone, SessionsDone, DrivesDone, PrintReportDone, SaveReportDone,
                             ExportsDone, ReportDone, PassphraseDone, SheetDone, CodeDone, WordsDone, HandoverDone>;

/// Does one job on the calling thread. Wipes the passphrase.
[[nodiscard]] JobDone run_job(Job job);

/// The job thread.
class JobThread {
 public:
  /// `done` is called on the job thread.
  explicit JobThread(std::function<void(JobDone)> done);
  /// Finishes the job at hand and drops those not begun.
  ~JobThread();
  JobThread(const JobThread&) = delete;
  JobThread& operator=(const JobThread&) = delete;
  void post(Job job);

 private:
  void work();
  std::function<void(JobDone)> done_;
  Mailbox<Job> jobs_;
  std::thread thread_;
};

}  // namespace hk
