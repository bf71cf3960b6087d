#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/period_choices.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/import_register.h"
#include "sync/reports/disclosure.h"

namespace hk {
namespace {

using Step = ExportModel::Step;

// What was chosen last on this device.
constexpr const char* kFormat = "export_format";
constexpr const char* kInternal = "export_internal";
constexpr const char* kPlace = "export_place";

}  // namespace

ReportFormat Kiosk::export_format() {
  return report_format(or_notice(store_.setting(kFormat)).value_or("")).value_or(ReportFormat::xlsx);
}

bool Kiosk::exports_external(const Period& period) {
  return may_leave(period) && or_notice(store_.setting(kInternal)).value_or("") != "yes";
}

ReportFile Kiosk::report_file(const ReportRequest& request, ReportFormat format, const std::filesystem::path& folder) {
  const std::string name = code_from_label(or_notice(view_.programme_name())) + "-" +
                           period_file_part(request.asked.period) + (request.external ? "" : "-internt") + "." +
                           std::string(format_name(format));
  return {request, format, folder / name};
}

void Kiosk::go_to_export(AtWeek at) {
  AtExport exporting;
  exporting.offered = at.period;
  exporting.week = std::move(at);
  go(std::move(exporting));
  count_shown_week();
  look_for_drives();
}

void Kiosk::on(const ShowExport&) {
  const AtWeek* at = week();
  if (at != nullptr && may_export()) go_to_export(AtWeek(*at));
}

void Kiosk::on(const ChooseFormat& intent) {
  if (std::holds_alternative<AtExport>(state_)) keep_setting(kFormat, std::string(format_name(intent.format)));
}

void Kiosk::on(const SetExternal& intent) {
  if (std::holds_alternative<AtExport>(state_)) keep_setting(kInternal, intent.external ? "no" : "yes");
}

void Kiosk::look_for_drives() {
  auto* at = std::get_if<AtExport>(&state_);
  if (at == nullptr || at->looking || store_.clock().monotonic_ms() < at->drives_at_ms) return;
  at->looking = true;
  ports_.start_job(DrivesJob{ports_.drives});
}

void Kiosk::on_drives(std::vector<Drive> drives) {
  auto* at = std::get_if<AtExport>(&state_);
  if (at == nullptr) return;
  at->looking = false;
  at->drives_at_ms = store_.clock().monotonic_ms() + tuning::drives_ms;
  at->drives = std::move(drives);
}

void Kiosk::on(const SaveReport& intent) {
  auto* at = std::get_if<AtExport>(&state_);
  if (at == nullptr || at->step != Step::none || (intent.drive && *intent.drive >= at->drives.size())) return;
  notice_.reset();
  keep_setting(kPlace, intent.drive ? "drive" : "folder");
  const ReportRequest request{{at->week.period, at->week.compare, {}, today()}, exports_external(at->week.period)};
  const std::filesystem::path folder = intent.drive ? at->drives[*intent.drive].path : store_.folder().exports();
  ReportFile file = report_file(request, export_format(), folder);
  file.on_drive = intent.drive.has_value();
  at->step = Step::counting;
  print(std::move(file));
}

/// One at a time, each after the one before is recorded: what is printed has to know what that one showed.
void Kiosk::print(ReportFile file) {
  to_print_.push_back(std::move(file));
  if (to_print_.size() == 1) ports_.start_job(PrintReportJob{report_source(), to_print_.front()});
}

void Kiosk::on_printed(PrintReportDone done) {
  give_out(std::move(done));
  to_print_.pop_front();
  if (!to_print_.empty()) ports_.start_job(PrintReportJob{report_source(), to_print_.front()});
}

/// What it shows is recorded before anybody has it.
void Kiosk::give_out(PrintReportDone done) {
  if (!done.printed) return on_export_failed(done.file, done.printed.error());
  const Result<ChangeId> recorded = store_.record(std::move(done.printed->record));
  if (!recorded) return on_export_failed(done.file, recorded.error());
  sync_.hurry();
  if (auto* at = std::get_if<AtExport>(&state_); at && !done.file.weekly) at->step = Step::writing;
  SaveReportJob save{std::move(done.file), std::move(done.printed->bytes), ports_.drives};
  if (save.file.weekly) weekly_.unsaved = save;
  ports_.start_job(std::move(save));
}

void Kiosk::on_saved(const SaveReportDone& done) {
  if (!done.saved) return on_export_failed(done.file, done.saved.error());
  if (done.file.weekly) return end_weekly(done.file, std::nullopt);
  if (auto* at = std::get_if<AtExport>(&state_)) at->step = Step::none;
  if (week() != nullptr) notice_ = Notice{Notice::Kind::exported, done.file.file.string()};
}

void Kiosk::on_export_failed(const ReportFile& file, const Error& error) {
  if (file.weekly) return end_weekly(file, error);
  if (auto* at = std::get_if<AtExport>(&state_)) at->step = Step::none;
  if (week() == nullptr) return;
  const bool by_drive = file.on_drive && error.thing.starts_with(file.file.parent_path().string());
  notice_ = [&]() -> Notice {
    if (by_drive && error.code == ErrorCode::not_found) return {Notice::Kind::drive_gone, {}};
    if (by_drive && error.code == ErrorCode::disk_full) return {Notice::Kind::drive_full, {}};
    if (by_drive && error.code == ErrorCode::read_only) return {Notice::Kind::drive_read_only, {}};
    return {Notice::Kind::export_failed, error.message()};
  }();
}

void Kiosk::on(const ShowExports&) {
  const AtWeek* at = week();
  if (at == nullptr || !may_export()) return;
  AtExports exports;
  exports.week = *at;
  go(std::move(exports));
  ports_.start_job(ExportsJob{report_source(), std::nullopt, today()});
}

void Kiosk::on(const CompareExport& intent) {
  auto* at = std::get_if<AtExports>(&state_);
  if (at == nullptr || !at->read.rows) return;
  for (const ExportsModel::Row& row : *at->read.rows)
    if (row.id == intent.id) at->read.compared = row;
  if (at->read.compared) ports_.start_job(ExportsJob{report_source(), intent.id, today()});
}

void Kiosk::on_exports(Result<ExportsModel> exports) {
  auto* at = std::get_if<AtExports>(&state_);
  if (at == nullptr) return;
  if (!exports) return show_failure(exports.error());
  // Somebody went back to the list, or on to another, meanwhile.
  if (exports->compared != at->read.compared) return;
  at->read = std::move(*exports);
}

ExportModel Kiosk::model(const AtExport& at) {
  ExportModel model;
  const Period& period = at.week.period;
  model.periods = offered_periods(today(), at.offered);
  if (std::find(model.periods.begin(), model.periods.end(), period) == model.periods.end())
    model.periods = offered_periods(today(), period);
  model.chosen =
      static_cast<std::size_t>(std::find(model.periods.begin(), model.periods.end(), period) - model.periods.begin());
  model.format = export_format();
  model.external = exports_external(period);
  model.may_leave = may_leave(period);
  for (const Drive& drive : at.drives) model.drives.push_back({drive.name, drive.free_bytes, drive.read_only});
  model.drive_first = or_notice(store_.setting(kPlace)).value_or("") != "folder";
  model.folder = store_.folder().exports().string();
  const ReportRequest request{{period, at.week.compare, {}, today()}, model.external};
  model.file_name = report_file(request, model.format, {}).file.string();
  model.step = at.step;
  model.report = at.week.report;
  model.unsent = or_notice(sync_.status()).pending;
  add_weekly(model);
  return model;
}

}  // namespace hk
