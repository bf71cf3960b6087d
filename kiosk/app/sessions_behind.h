#pragma once
#include <vector>

#include "kiosk/app/report_models.h"
#include "sync/log/log.h"

namespace hk {

/// The sessions that `asked` counts, by date and time; attendances are those of its rows of people, where it has one.
/// Linked sessions are one. Job thread. Errors: those of the database.
[[nodiscard]] Result<std::vector<SessionRow>> sessions_behind(Database& db, ProgrammeRef programme,
                                                              const SessionsAsked& asked);

}  // namespace hk
