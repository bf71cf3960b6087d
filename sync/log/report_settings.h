#pragma once
#include "sync/log/log.h"

namespace hk {

/// What a programme's settings say of its reports. What they do not say, or say as only a newer program understands, is
/// at its default.
struct ReportSettings {
  std::string name;  ///< of the programme; may be empty
  RecurringRule recurring;
  std::map<std::string, std::int64_t> targets;  ///< a figure's name → what is to be reached in a year
  std::int32_t small_cell = 5;                  ///< at least five
};

/// Errors: those of the database.
[[nodiscard]] Result<ReportSettings> read_report_settings(Database& db, ProgrammeRef programme);

}  // namespace hk
