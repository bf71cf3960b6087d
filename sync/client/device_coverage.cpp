#include "sync/client/device_coverage.h"

#include <algorithm>

#include "sync/client/device_list.h"
#include "sync/client/device_row.h"

namespace hk {

Result<Coverage> device_coverage(Database& db, ProgrammeRef programme, const ReportFacts& facts,
                                 const LocalTime& local_time) {
  return sqlite_guard(db, [&]() -> Result<Coverage> {
    const auto row = read_device_row(db);
    if (!row) return fail(ErrorCode::not_found, db.path(), "belongs to no device yet");
    const bool enrolled = !row->server_url.empty();
    std::vector<DeviceState> states = read_devices(db);
    std::erase_if(states, [&](const DeviceState& one) { return one.device == row->own.device; });
    HK_ASSIGN(const std::uint64_t next, SyncClient::next_seq(db));
    const std::uint64_t sent = read_mark(db, row->own.epoch);
    if (enrolled && row->last_contact_ms) {
      states.push_back({row->own.device, "", *row->last_contact_ms, sent, static_cast<std::int64_t>(next - 1 - sent)});
    }
    HK_ASSIGN(Coverage coverage, read_coverage(db, programme, facts, states, row->own.device, local_time));
    coverage.no_server = !enrolled;
    coverage.quarantined = count_quarantined(db);
    coverage.refused = count_refused(db);
    return coverage;
  });
}

}  // namespace hk
