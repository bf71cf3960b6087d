#pragma once
#include <optional>
#include <span>
#include <vector>

#include "sync/domain/cell_counter.h"
#include "sync/domain/period.h"
#include "sync/domain/tally_facts.h"

/// The figures of domain.md, "What a weekly tally holds": one computation for kiosk, server and tests.
namespace hk {

struct Tally : TallyFigures {
  Period period;
  Breakdown by;
  std::vector<TallyCell> cells;  ///< those with a session, by key; each computed on its own
  bool operator==(const Tally&) const = default;
};

/// Takes sessions in any order, each once with all its check-ins, and answers the figures of one period.
/// Sessions after the period change nothing and may be left out; those before it are needed, for `new_participants`.
/// Memory: four bytes a person, and what CellCounter says, once for the whole and once for the breakdown.
class TallyBuilder {
 public:
  /// `categories` is the number of categories; check-ins carry an index below it.
  TallyBuilder(Period period, RecurringRule rule, std::size_t categories, Breakdown by = {});
  void add(const TallySession& session, std::span<const TallyCheckIn> check_ins);
  /// Called once, after the last session.
  [[nodiscard]] Tally finish();

 private:
  Tally tally_;
  std::vector<std::int32_t> first_dates_;  ///< of each person the first attendance ever
  CellCounter whole_;
  std::optional<CellCounter> cells_;
  std::vector<TallyCheckIn> scratch_;
};

}  // namespace hk
