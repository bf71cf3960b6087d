#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "assets/sample/totals.h"
#include "kiosk/store/programme_file.h"
#include "sync/domain/calendar.h"

namespace hk::sample {

struct Session {
  LocalDate date;
  std::int32_t start_min = 0, end_min = 0;
  const ProgrammeFile::Activity* activity = nullptr;  ///< in the programme
  const ProgrammeFile::Entry* site = nullptr;
  bool for_children = false;
};

/// `totals.group_sessions` sessions of the weekly schedule, by date and start. No day off is worked.
[[nodiscard]] std::vector<Session> group_sessions(const ProgrammeFile& programme, const Totals& totals);
/// `totals.individual_sessions` half hours of advice within the schedule's hours, spread over the period.
[[nodiscard]] std::vector<Session> individual_sessions(const ProgrammeFile& programme, const Totals& totals);
/// `totals.events` afternoons, spread over the period and over the activities that are events.
[[nodiscard]] std::vector<Session> events(const ProgrammeFile& programme, const Totals& totals);

}  // namespace hk::sample
