#include "sync/domain/tally.h"

namespace hk {

Tally tally_of(const Attendances& attendances, Period period, RecurringRule rule, std::size_t categories,
               Breakdown by) {
  std::vector<CellCounter> counters;
  counters.emplace_back(period, Breakdown{}, rule, categories);
  if (!by.empty()) counters.emplace_back(period, by, rule, categories);
  count(attendances, counters);
  Tally tally{counters.front().whole(), std::move(period), std::move(by), {}};
  if (!tally.by.empty()) tally.cells = counters.back().cells();
  return tally;
}

}  // namespace hk
