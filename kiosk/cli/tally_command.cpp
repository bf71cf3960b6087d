#include <fmt/core.h>
#include <unistd.h>

#include "kiosk/app/period_report.h"
#include "kiosk/cli/commands.h"
#include "sync/domain/plain_text.h"
#include "sync/machine/files.h"
#include "sync/reports/report_files.h"

namespace hk::cli {
namespace {

Result<MadeReport> make(Database& db, const TallyOptions& options, const CliWorld& world) {
  HK_ASSIGN(const OwnDevice own, SyncClient::own_device(db));
  HK_ASSIGN(const ProgrammeRef programme, Log(db).find_programme(own.programme));
  const LocalDate today{world.local_time.at(world.clock.wall_ms()).days};
  return make_report(db, programme, {{options.period, options.compare, options.by, today}, options.external},
                     world.local_time);
}

Result<void> print(Database& db, const TallyOptions& options, const CliWorld& world) {
  HK_ASSIGN(const MadeReport made, make(db, options, world));
  HK_ASSIGN(const Bytes bytes, write_report(made.report, options.format, options.csv));
  return give_out(bytes, options.out);
}

Result<void> export_recorded(KioskStore& store, const TallyOptions& options, const CliWorld& world) {
  HK_ASSIGN(const MadeReport made, make(store.database(), options, world));
  HK_ASSIGN(const Bytes bytes, write_report(made.report, options.format, options.csv));
  // What is printed was recorded before; what cannot be written was not given out.
  if (!options.external) HK_TRY(give_out(bytes, options.out));
  HK_TRY(store.record(made.record));
  return options.external ? give_out(bytes, options.out) : Result<void>();
}

}  // namespace

Result<Period> tally_week(const std::string& text, LocalMoment now) {
  if (text == "last") return last_complete_week({now.days});
  HK_ASSIGN(const Period period, parse_period(text));
  if (period_kind(period) != PeriodKind::week) {
    return fail(ErrorCode::invalid, shown(text), "is no week: write last or 2026-W47");
  }
  return period;
}

Result<void> tally(const TallyOptions& options, const CliWorld& world) {
  const DataFolder folder(options.data);
  if (!folder.holds_programme()) return fail(ErrorCode::not_found, options.data.string(), "holds no programme");
  const bool binary = options.format == "xlsx" || options.format == "pdf";
  if (binary && !options.out && isatty(STDOUT_FILENO)) {
    return fail(ErrorCode::invalid, "--format " + options.format, "is no text for a terminal: give --out FILE");
  }
  if (options.out || options.external) {
    auto store = KioskStore::open(folder, world.clock, world.random);
    if (store) return export_recorded(**store, options, world);
    if (options.external || store.error().code != ErrorCode::busy) return tl::unexpected(store.error());
    fmt::print(stderr, "not recorded among the exports: {}\n", store.error().message());
  }
  HK_ASSIGN(Database db, open_to_read(folder));
  return print(db, options, world);
}

}  // namespace hk::cli
