#include "sync/reports/outside_view.h"

#include <algorithm>

namespace hk {
namespace {

constexpr double unbounded = 1e30;

/// Puts together one relation; without a figure that it needs there is none.
class Relating {
 public:
  explicit Relating(std::vector<AuditRelation>& all) : all_(all) {}
  Relating& add(std::size_t figure, double factor) {
    complete_ = complete_ && figure != OutsideView::absent;
    relation_.terms.push_back({figure, factor});
    return *this;
  }
  void between(double low, double high) {
    relation_.low = low;
    relation_.high = high;
    if (complete_) all_.push_back(std::move(relation_));
  }
  void is_zero() { between(0, 0); }
  void at_least_zero() { between(0, unbounded); }

 private:
  std::vector<AuditRelation>& all_;
  AuditRelation relation_;
  bool complete_ = true;
};

/// Rows that share out the people or the occasions of another.
struct Parts {
  const OutsideRow* of;
  std::vector<const OutsideRow*> rows;
  bool by_category = false;
};

std::vector<const OutsideRow*> rows_of(const OutsidePeriod& period, std::string_view table) {
  std::vector<const OutsideRow*> rows;
  for (const auto& [name, row] : period.rows) {
    if (name.table == table) rows.push_back(&row);
  }
  return rows;
}

bool same_sessions(const Parts& parts) {
  auto left = parts.of->sessions;
  for (const OutsideRow* row : parts.rows) {
    for (std::size_t kind = 0; kind < left.size(); ++kind) left[kind] -= row->sessions[kind];
  }
  return std::all_of(left.begin(), left.end(), [](std::int64_t n) { return n == 0; });
}

/// A workshop's sessions may be of other activities than its own; everybody sees that from the numbers of sessions.
void add_workshops(std::vector<Parts>& all, const OutsidePeriod& period, const CommonKnowledge& common) {
  for (const auto& [name, row] : period.rows) {
    if (name.table != "workshop") continue;
    Parts parts{&row, {}};
    for (const auto& [activity, workshop] : common.workshop_of) {
      const auto found = period.rows.find({"activity", activity});
      if (workshop == name.code && found != period.rows.end()) parts.rows.push_back(&found->second);
    }
    if (same_sessions(parts)) all.push_back(std::move(parts));
  }
}

std::vector<Parts> parts_of(const OutsidePeriod& period, const CommonKnowledge& common) {
  std::vector<Parts> all;
  const auto total = period.rows.find({});
  if (!period.whole || total == period.rows.end()) return all;
  for (const std::string_view table : {"workshop", "activity", "site", "category"}) {
    all.push_back({&total->second, rows_of(period, table), table == "category"});
  }
  add_workshops(all, period, common);
  return all;
}

bool adds_up(const Parts& parts, std::size_t figure) {
  const bool of_sessions = figure == Fig::attendances || figure == Fig::headcount || figure == Fig::turned_away;
  return parts.by_category || of_sessions;
}

/// Each part is at most the whole, and where people are in some part at least, the whole is at most their sum.
void bound_parts(std::vector<AuditRelation>& all, const Parts& parts, std::size_t figure) {
  for (const OutsideRow* row : parts.rows) {
    Relating(all).add(parts.of->figures[figure], 1).add(row->figures[figure], -1).at_least_zero();
  }
  // Who is recurring in the whole may be so in no part: one visit here, one there.
  if (figure == Fig::recurring) return;
  Relating sum(all);
  for (const OutsideRow* row : parts.rows) sum.add(row->figures[figure], 1);
  sum.add(parts.of->figures[figure], -1).at_least_zero();
}

void bound_row(std::vector<AuditRelation>& all, const OutsideRow& row, const RecurringRule& rule) {
  const auto& at = row.figures;
  for (const std::size_t part : {Fig::new_participants, Fig::recurring, Fig::individual_support}) {
    Relating(all).add(at[Fig::unique], 1).add(at[part], -1).at_least_zero();
  }
  const double visits_more = std::max(rule.n, 1) - 1;
  Relating(all)
      .add(at[Fig::attendances], 1)
      .add(at[Fig::unique], -1)
      .add(at[Fig::recurring], -visits_more)
      .at_least_zero();
  // Nobody attends a session twice.
  const auto [group, individual, events] = row.sessions;
  const auto sessions = static_cast<double>(group + individual + events);
  Relating(all).add(at[Fig::unique], sessions).add(at[Fig::attendances], -1).at_least_zero();
  if (group + events == 0) Relating(all).add(at[Fig::individual_support], 1).add(at[Fig::unique], -1).is_zero();
}

}  // namespace

std::vector<AuditRelation> sums_within(const OutsidePeriod& period, const CommonKnowledge& common) {
  std::vector<AuditRelation> all;
  for (const Parts& parts : parts_of(period, common)) {
    for (std::size_t f = first_people_figure; f < figure_count; ++f) {
      if (!adds_up(parts, f)) continue;
      Relating sum(all);
      for (const OutsideRow* row : parts.rows) sum.add(row->figures[f], 1);
      sum.add(parts.of->figures[f], -1).is_zero();
    }
  }
  return all;
}

std::vector<AuditRelation> bounds_within(const OutsidePeriod& period, const CommonKnowledge& common) {
  std::vector<AuditRelation> all;
  for (const auto& [name, row] : period.rows) bound_row(all, row, common.recurring);
  for (const Parts& parts : parts_of(period, common)) {
    for (std::size_t f = first_people_figure; f < figure_count; ++f) {
      if (!adds_up(parts, f)) bound_parts(all, parts, f);
    }
  }
  return all;
}

}  // namespace hk
