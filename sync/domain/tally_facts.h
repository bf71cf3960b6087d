#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "sync/domain/breakdown.h"
#include "sync/domain/change.h"

/// What a tally takes in, and the figures it gives.
namespace hk {

/// When somebody is recurring; programme setting `recurring`.
struct RecurringRule {
  enum class Kind { visits_per_week, visits_in_period } kind = Kind::visits_per_week;
  std::int32_t n = 2;
  bool operator==(const RecurringRule&) const = default;
};

/// A value of a dimension as its place in the order of display, which also decides ties; a missing value comes last.
using Rank = std::uint32_t;

/// A valid (not withdrawn) check-in of one session.
struct TallyCheckIn {
  std::uint32_t participant = 0;  ///< dense index of the person after merges
  Rank category = 0;              ///< index in the programme's category order
  Hlc hlc = {};                   ///< with `id`, which of a repeated pair is the earliest; needed only there
  ChangeId id = {};
  Rank gender = 0, area = 0;  ///< needed only where the breakdown has them
};

/// Anonymous people of one category.
struct TallyHeadcount {
  Rank category = 0;
  std::int64_t people = 0;
};

/// A session as the log folds it, after session links.
struct TallySession {
  std::int32_t local_date = 0;  ///< days since 1970-01-01
  std::int64_t start_ms = 0;
  SessionKind kind = SessionKind::group;
  bool counts = true;  ///< started and not cancelled; false counts nowhere, not even towards "first ever"
  std::int64_t headcount = 0;
  std::int64_t turned_away = 0;
  // Needed only where the breakdown has them:
  Rank workshop = 0, activity = 0, site = 0, goal_area = 0;
  std::vector<Rank> leaders = {}, partners = {};  ///< each once; without any: the missing value's rank
  std::vector<TallyHeadcount> by_category = {};   ///< each category once; adds up to `headcount`
};

/// The figures of one cell, or of the whole.
struct TallyFigures {
  std::int64_t group_sessions = 0, individual_sessions = 0, events = 0;
  std::int64_t attendances = 0, headcount = 0;
  std::int64_t unique_participants = 0, new_participants = 0, recurring_participants = 0, individual_support = 0;
  std::int64_t turned_away = 0;
  std::vector<std::int64_t> by_category;  ///< unique participants by category index; adds up to unique_participants
  bool operator==(const TallyFigures&) const = default;
};

/// The ranks of a cell, in the order of the breakdown; 0 where that has fewer dimensions.
using CellKey = std::array<Rank, breakdown_dimensions_max>;

struct TallyCell {
  CellKey key{};
  TallyFigures figures;  ///< what the breakdown does not have (has_headcount, has_turned_away) is 0 here
  bool operator==(const TallyCell&) const = default;
};

}  // namespace hk
