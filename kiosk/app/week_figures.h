#pragma once
#include "kiosk/app/models.h"
#include "sync/domain/period.h"
#include "sync/log/log.h"

namespace hk {

/// How many weeks the chart shows, the asked one last.
inline constexpr int chart_weeks = 12;

/// The figures of the ISO week that begins on `monday`, those of the week before and the chart's, each as `tally` has
/// them; `today` tells which week still goes on. Reads everything ever recorded a dozen times: job thread.
/// Errors: those of the database.
[[nodiscard]] Result<WeekFigures> count_week(Database& db, ProgrammeRef programme, LocalDate monday, Dimension by,
                                             LocalDate today);

}  // namespace hk
