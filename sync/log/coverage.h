#pragma once
#include <optional>
#include <span>

#include "sync/domain/report_facts.h"
#include "sync/log/log.h"
#include "sync/protocol/messages.h"

namespace hk {

/// What a report of `facts` may lack, as far as the log and `states`, what the server knows of the devices, tell; `own`
/// is the device that counts, if it is one. What is in quarantine, and who has no server, is for the caller to add.
/// Errors: those of the database.
[[nodiscard]] Result<Coverage> read_coverage(Database& db, ProgrammeRef programme, const ReportFacts& facts,
                                             std::span<const DeviceState> states, std::optional<DeviceId> own,
                                             const LocalTime& local_time);

}  // namespace hk
