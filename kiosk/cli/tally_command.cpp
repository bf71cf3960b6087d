#include <fmt/core.h>

#include <cstdio>

#include "kiosk/cli/commands.h"
#include "kiosk/store/kiosk_store.h"
#include "sync/domain/plain_text.h"
#include "sync/reports/tally_writers.h"

namespace hk::cli {

Result<Period> tally_week(const std::string& text, LocalMoment now) {
  if (text == "last") return last_complete_week({now.days});
  HK_ASSIGN(const Period period, parse_period(text));
  // Other periods have no W in their canonical text.
  if (period.text.find('W') == std::string::npos) {
    return fail(ErrorCode::invalid, shown(text), "is no week: write last or 2026-W47");
  }
  return period;
}

Result<void> tally(const TallyOptions& options) {
  const DataFolder folder(options.data);
  if (!folder.holds_programme()) return fail(ErrorCode::not_found, options.data.string(), "holds no programme");
  HK_ASSIGN(Database db, open_to_read(folder));
  HK_ASSIGN(const OwnDevice own, SyncClient::own_device(db));
  HK_ASSIGN(const ProgrammeRef programme, Log(db).find_programme(own.programme));
  HK_ASSIGN(const TallyReport report, read_tally(db, programme, options.period, options.by));
  const std::string text = options.format == "json"  ? tally_json(report.tally, report.words)
                           : options.format == "csv" ? tally_csv(report.tally, report.words, options.csv)
                                                     : tally_table(report.tally, report.words);
  if (options.out) return write_file_durably(*options.out, text, 0644);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return fail(ErrorCode::io, "standard output", "cannot be written");
  }
  return {};
}

}  // namespace hk::cli
