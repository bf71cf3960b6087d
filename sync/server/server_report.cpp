#include "sync/server/server_report.h"

#include <algorithm>

#include "sync/log/coverage.h"
#include "sync/reports/changes.h"
#include "sync/reports/recorded_report.h"

namespace hk {
namespace {

constexpr std::size_t devices_max = 10'000;

Result<Coverage> coverage_of(Database& db, const ProgrammeAccount& account, ProgrammeRef programme,
                             const ReportFacts& facts, const LocalTime& local_time) {
  ServerStore store(db);
  HK_ASSIGN(const std::vector<DeviceState> states, store.device_states(account.row, devices_max));
  HK_ASSIGN(Coverage coverage, read_coverage(db, programme, facts, states, std::nullopt, local_time));
  HK_ASSIGN(const std::vector<QuarantinedRecord> quarantined, store.quarantine(account.row));
  coverage.quarantined = static_cast<std::int64_t>(quarantined.size());
  return coverage;
}

}  // namespace

Result<Report> server_report(Database& db, const ProgrammeAccount& account, const ReportAsked& asked, bool external,
                             const LocalTime& local_time) {
  if (!account.programme) return fail(ErrorCode::not_found, "programme " + account.name, "has no device enrolled yet");
  Log log(db);
  HK_TRY(log.catch_up());
  HK_ASSIGN(const ProgrammeRef programme, log.find_programme(*account.programme));
  HK_ASSIGN(const ReportFacts facts, read_report(db, programme, asked));
  HK_ASSIGN(const std::vector<RecordedExport> exports, read_exports(db, programme));
  HK_ASSIGN(Coverage coverage, coverage_of(db, account, programme, facts, local_time));
  coverage.changed = changed_since(facts, exports, local_time);
  if (!external) return internal_report(facts, std::move(coverage));
  const auto newest = std::find_if(exports.rbegin(), exports.rend(), [&](const RecordedExport& one) {
    return !one.record.internal && one.record.period == asked.period.text;
  });
  if (newest == exports.rend()) {
    return fail(ErrorCode::not_found, "an external report of " + asked.period.text,
                "a coordinator's device has to export it first");
  }
  return recorded_report(facts, newest->record, std::move(coverage));
}

}  // namespace hk
