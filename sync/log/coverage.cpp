#include "sync/log/coverage.h"

#include <algorithm>

namespace hk {
namespace {

/// What is not known of a device counts as waiting: it may hold something.
void add_state(Coverage::Device& device, const DeviceState& state, const Period& period, const LocalTime& local_time) {
  if (state.last_contact_ms == 0) return;
  device.last_contact = local_time.at(state.last_contact_ms);
  if (device.own) return;
  device.unsent = state.pending;
  device.waiting = state.pending > 0 || device.last_contact->days <= period.to.days;
}

}  // namespace

Result<Coverage> read_coverage(Database& db, ProgrammeRef programme, const ReportFacts& facts,
                               std::span<const DeviceState> states, std::optional<DeviceId> own,
                               const LocalTime& local_time) {
  return sqlite_guard(db, [&]() -> Result<Coverage> {
    Coverage coverage;
    coverage.goes_on = facts.whole.goes_on;
    coverage.never_closed = facts.never_closed;
    Statement query = db.statement(R"sql(
      SELECT d.uuid, a.label FROM approved_device a JOIN device d USING(device)
      WHERE a.programme = :programme AND NOT EXISTS(
        SELECT 1 FROM revoked_device r WHERE r.programme = a.programme AND r.device = a.device)
      ORDER BY a.label, d.uuid)sql");
    query.bind(":programme", programme.row);
    while (query.step()) {
      const auto id = query.id<DeviceId>(0);
      Coverage::Device& device = coverage.devices.emplace_back();
      device.label = std::string(query.text(1));
      device.own = own == id;
      device.waiting = !device.own;
      if (device.own) device.unsent = 0;
      const auto state =
          std::find_if(states.begin(), states.end(), [&](const DeviceState& one) { return one.device == id; });
      if (state != states.end()) add_state(device, *state, facts.whole.period, local_time);
    }
    return coverage;
  });
}

}  // namespace hk
