#include <algorithm>

#include "sync/log/attendance_reader.h"
#include "sync/log/report_settings.h"

namespace hk {

Result<TallyReport> read_tally(Database& db, ProgrammeRef programme, const Period& period, const Breakdown& by) {
  return sqlite_guard(db, [&]() -> Result<TallyReport> {
    const ReadSnapshot snapshot(db);
    HK_ASSIGN(ReportSettings settings, read_report_settings(db, programme));
    const AttendanceReader read(db, programme, std::span(&period, 1), by);
    const std::vector<TallyWords::Category>& categories = read.words(Dimension::category).values();
    TallyReport report{tally_of(read.attendances(), period, settings.recurring, categories.size(), by),
                       {std::move(settings.name), categories, static_cast<std::int64_t>(read.open().size()), {}}};
    for (const Dimension dimension : by) report.words.dimensions.push_back(read.words(dimension).keys());
    return report;
  });
}

}  // namespace hk
