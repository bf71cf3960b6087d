#include "kiosk/app/jobs.h"

#include "kiosk/app/tuning.h"
#include "kiosk/store/data_folder.h"

namespace hk {

namespace {

JobDone run(UnlockJob job) {
  UnlockDone done{open_names(job.database, job.passphrase)};
  wipe(job.passphrase);
  return done;
}

/// Names stand in both, so only their owner may read them.
Result<std::filesystem::path> write_report(const ReportJob& job) {
  std::error_code error;
  std::filesystem::create_directories(job.folder, error);
  if (error) return fail(ErrorCode::io, job.folder.string(), error.message());
  HK_ASSIGN(const Bytes pdf, access_report_pdf(job.report, job.language, *job.local_time));
  HK_TRY(write_file_durably(job.folder / (job.name + ".json"), access_report_json(job.report), 0600));
  const std::filesystem::path file = job.folder / (job.name + ".pdf");
  HK_TRY(write_file_durably(file, pdf, 0600));
  return file;
}

JobDone run(const ReportJob& job) { return ReportDone{write_report(job)}; }

JobDone run(PassphraseJob job) {
  const auto make = [&]() -> Result<std::variant<NewSlot, PreparedGrant>> {
    if (job.coordinator) return prepare_grant(job.passphrase, job.keys, job.staff, std::move(job.beside));
    job.keys.coordinator.reset();
    job.keys.staff = job.staff;
    return make_slot(job.passphrase, job.keys, SlotKind::passphrase, job.beside);
  };
  PassphraseDone done{make()};
  wipe(job.passphrase);
  return done;
}

Result<NewSlot> write_sheet(const SheetJob& job) {
  std::error_code error;
  std::filesystem::create_directories(job.file.parent_path(), error);
  if (error) return fail(ErrorCode::io, job.file.parent_path().string(), error.message());
  HK_ASSIGN(RecoverySheet sheet, make_recovery_sheet(job.keys, job.facts, job.beside));
  const Result<void> written = write_file_durably(job.file, sheet.pdf, 0600);
  wipe(sheet.pdf);
  if (!written) return tl::unexpected(written.error());
  return std::move(sheet.slot);
}

JobDone run(const SheetJob& job) { return SheetDone{write_sheet(job), job.file}; }

JobDone run(const CodeJob& job) {
  const auto ask = [&]() -> Result<CodeResponse> {
    HK_CHECK(job.keys.coordinator);
    HK_ASSIGN(Database db, Database::open(job.database, OpenMode::read_only, kiosk_schema()));
    return request_code(db, *job.keys.coordinator);
  };
  return CodeDone{ask()};
}

JobDone run(const WordsJob& job) {
  const auto compute = [&]() -> Result<SixWords> {
    HK_ASSIGN(const std::vector<std::string> words, read_word_list(job.assets));
    return words_of_approving(job.programme, job.own, job.waiting, words);
  };
  return WordsDone{job.waiting, compute()};
}

JobDone run(const HandoverJob& job) {
  const Handover& with = job.handover;
  const auto hand_over = [&]() -> Result<void> {
    HK_ASSIGN(Database db, Database::open(job.database, OpenMode::read_only, kiosk_schema()));
    return approve_by_words(db, with.own, with.waiting, with.keys);
  };
  return HandoverDone{hand_over(), with.approval};
}

}  // namespace

JobDone run_job(Job job) {
  return std::visit([](auto& one) -> JobDone { return run(std::move(one)); }, job);
}

JobThread::JobThread(std::function<void(JobDone)> done)
    : done_(std::move(done)), jobs_(tuning::mailbox_capacity), thread_([this] { work(); }) {}

JobThread::~JobThread() {
  jobs_.close();
  thread_.join();
}

void JobThread::post(Job job) { jobs_.post(std::move(job)); }

void JobThread::work() {
  while (!jobs_.closed()) {
    for (Job& job : jobs_.take_all(std::nullopt)) done_(run_job(std::move(job)));
  }
}

}  // namespace hk
