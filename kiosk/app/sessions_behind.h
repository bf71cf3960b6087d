#pragma once
#include <string>
#include <vector>

#include "kiosk/app/report_models.h"
#include "kiosk/store/register_view.h"
#include "sync/domain/environment.h"

namespace hk {

/// The sessions that `asked` counts, by date and time, with words in `language` (BCP 47). Linked ones are one. A row of
/// people (a category, a gender, an area) leads to every session that anybody came to: who it was is not asked here.
/// Job thread. Errors: those of the database.
[[nodiscard]] Result<std::vector<SessionRow>> sessions_behind(Database& db, ProgrammeRef programme,
                                                              const SessionsAsked& asked, const std::string& language,
                                                              const LocalTime& local_time);

}  // namespace hk
