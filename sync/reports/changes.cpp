#include "sync/reports/changes.h"

#include <algorithm>

namespace hk {
namespace {

const ExportRecorded::Row* total_of(const ExportRecorded& record) {
  const auto table = std::find_if(record.tables.begin(), record.tables.end(),
                                  [](const ExportRecorded::Table& one) { return one.name == "total"; });
  return table == record.tables.end() || table->rows.empty() ? nullptr : &table->rows.front();
}

bool differs(const ExportRecorded::Row& total, const TallyFigures& now) {
  // A newer program may have recorded figures that this one does not know.
  for (std::size_t i = 0; i < std::min(figure_count, total.numbers.size()); ++i) {
    if (total.numbers[i].counted != now.*figures()[i].value) return true;
  }
  return false;
}

}  // namespace

std::vector<Coverage::Changed> changed_since(const ReportFacts& facts, std::span<const RecordedExport> exports,
                                             const LocalTime& local_time) {
  std::vector<const PeriodFigures*> counted;
  for (const PeriodFigures& week : facts.weeks) counted.push_back(&week);
  for (const PeriodFigures* other : {&facts.compared, &facts.whole}) {
    const auto same = [&](const PeriodFigures* one) { return one->period == other->period; };
    if (std::none_of(counted.begin(), counted.end(), same)) counted.push_back(other);
  }
  std::vector<Coverage::Changed> changed;
  for (const PeriodFigures* one : counted) {
    const auto newest = std::find_if(exports.rbegin(), exports.rend(), [&](const RecordedExport& made) {
      return made.record.period == one->period.text && total_of(made.record) != nullptr;
    });
    if (newest == exports.rend()) continue;
    const LocalMoment exported = local_time.at(newest->made_ms);
    if (exported.days > one->period.to.days && differs(*total_of(newest->record), one->figures)) {
      changed.push_back({one->period, exported});
    }
  }
  return changed;
}

}  // namespace hk
