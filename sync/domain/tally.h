#pragma once
#include <vector>

#include "sync/domain/cell_counter.h"

/// The figures of domain.md, "What a weekly tally holds": one computation for kiosk, server and tests.
namespace hk {

struct Tally : TallyFigures {
  Period period;
  Breakdown by;
  std::vector<TallyCell> cells;  ///< those with a session, by key; each computed on its own
  bool operator==(const Tally&) const = default;
};

/// The figures of one period. Sessions after it change nothing; those before it are needed, for `new_participants`.
[[nodiscard]] Tally tally_of(const Attendances& attendances, Period period, RecurringRule rule, std::size_t categories,
                             Breakdown by = {});

}  // namespace hk
