#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"

/// The export of every Monday, while the program runs: to the folder, as it was chosen when it was switched on.
namespace hk {
namespace {

// Device settings: "xlsx external"; and the week that was exported last.
constexpr const char* kWeekly = "weekly_export";
constexpr const char* kWeeklyDone = "weekly_exported";
constexpr std::string_view kOff = "off", kExternal = " external", kInternal = " internal";

struct Chosen {
  ReportFormat format{};
  bool external = true;
};

std::optional<Chosen> parse(const std::string& text) {
  const std::size_t space = text.find(' ');
  const auto format = report_format(text.substr(0, space));
  if (!format || space == std::string::npos) return std::nullopt;
  return Chosen{*format, text.substr(space) != kInternal};
}

std::int64_t retry_after(int failures) {
  std::int64_t wait = tuning::weekly_retry_ms;
  for (int i = 1; i < failures && wait < tuning::weekly_retry_ms_max; ++i) wait *= 2;
  return std::min(wait, tuning::weekly_retry_ms_max);
}

}  // namespace

void Kiosk::on(const SetWeekly& intent) {
  if (!std::holds_alternative<AtExport>(state_) || !may_export()) return;
  const bool external = or_notice(store_.setting("export_internal")).value_or("") != "yes";
  const std::string chosen = std::string(format_name(export_format())) + std::string(external ? kExternal : kInternal);
  // What ended before it was switched on is there to be exported by hand.
  const Period ended = last_complete_week(today());
  if (intent.on) keep_setting(kWeeklyDone, (weekly_is_due() ? ended : period_before(ended)).text);
  keep_setting(kWeekly, intent.on ? chosen : std::string(kOff));
  weekly_.unsaved.reset();
  weekly_.failures = 0;
  weekly_.why.clear();
}

bool Kiosk::weekly_is_due() const {
  return iso_weekday(today()) > 1 || clock_time(store_.clock().wall_ms()).minute_of_day >= tuning::weekly_export_minute;
}

void Kiosk::export_weekly() {
  if (weekly_.working || store_.clock().monotonic_ms() < weekly_.retry_at_ms) return;
  const auto chosen = parse(or_notice(store_.setting(kWeekly)).value_or(std::string(kOff)));
  if (!chosen) return;
  if (!weekly_is_due()) return;
  const Period week = last_complete_week(today());
  if (or_notice(store_.setting(kWeeklyDone)).value_or("") == week.text) return;
  weekly_.working = true;
  // What is recorded already is not recorded again because a folder was away.
  if (weekly_.unsaved && weekly_.unsaved->file.request.asked.period == week) return ports_.start_job(*weekly_.unsaved);
  ReportFile file = report_file({{week, Comparison::previous, {}, today()}, chosen->external}, chosen->format,
                                store_.folder().exports());
  file.weekly = true;
  print(std::move(file));
}

void Kiosk::end_weekly(const ReportFile& file, const std::optional<Error>& error) {
  weekly_.working = false;
  weekly_.failures = error ? weekly_.failures + 1 : 0;
  weekly_.why = error ? error->message() : "";
  if (error) {
    weekly_.retry_at_ms = store_.clock().monotonic_ms() + retry_after(weekly_.failures);
    weekly_.untold = Notice{Notice::Kind::weekly_failed, weekly_.why};
  } else {
    weekly_.unsaved.reset();
    keep_setting(kWeeklyDone, file.request.asked.period.text);
    weekly_.untold = Notice{Notice::Kind::weekly_exported, file.file.string()};
  }
  tell_weekly();
}

/// Participants are told nothing, and staff not in the middle of something else.
void Kiosk::tell_weekly() {
  const bool here = std::holds_alternative<AtToday>(state_) || std::holds_alternative<AtWeek>(state_) ||
                    std::holds_alternative<AtExport>(state_);
  if (here && weekly_.untold && !notice_) notice_ = std::exchange(weekly_.untold, std::nullopt);
}

void Kiosk::add_weekly(ExportModel& model) {
  model.weekly = parse(or_notice(store_.setting(kWeekly)).value_or(std::string(kOff))).has_value();
  if (model.weekly) model.weekly_done = or_notice(store_.setting(kWeeklyDone)).value_or("");
  model.weekly_why = weekly_.why;
}

}  // namespace hk
