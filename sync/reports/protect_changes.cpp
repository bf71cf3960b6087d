#include <cstdlib>

#include "sync/reports/disclosure_protect.h"
#include "sync/reports/outside_view.h"

namespace hk {
namespace {

using Known = AuditFigure::Known;
constexpr double unbounded = 1e30;

/// What has changed since the last export of the same period, as figures of an outside view: changes add up as figures
/// do.
class Changes {
 public:
  Changes(DisclosurePlan& plan, const ToldPeriod& told, const ReportFacts& facts, const CommonKnowledge& common)
      : plan_(plan), told_(told), facts_(facts), common_(common) {
    OutsidePeriod& period = view_.periods.emplace_back();
    period.whole = true;
    for (PlannedRow& row : plan_.rows()) {
      if (row.period == told_.period) period.rows[row.name] = changes_of(row);
    }
    for (const auto& [name, row] : told_.rows) {
      if (!period.rows.contains(name)) period.rows[name] = gone(row);
    }
  }

  void protect() {
    const auto sums = sums_within(view_.periods[0], common_);
    for (const std::size_t f : figures_to_hide(view_.figures, sums)) {
      planned_.at(f)->number = {Shown::kept, *planned_.at(f)->before};
    }
  }

 private:
  OutsideRow changes_of(PlannedRow& row) {
    OutsideRow changes;
    changes.figures.fill(OutsideView::absent);
    const auto told = told_.rows.find(row.name);
    for (std::size_t f = first_people_figure; f < figure_count; ++f) {
      PlannedFigure& now = row.figures[f];
      if (now.number.shown == Shown::absent) continue;
      // A row that was not among those told was zero, and cannot be kept so: its sessions show that it is new.
      const bool is_new = told == told_.rows.end() || !told->second[f].told_of();
      AuditFigure change = change_of(now.counted - (is_new ? 0 : told->second[f].counted));
      if (now.number.shown == Shown::shown) change.known = is_new || !now.before ? Known::known : Known::fresh;
      changes.figures[f] = view_.add(change);
      planned_[changes.figures[f]] = &now;
    }
    return changes;
  }

  OutsideRow gone(const ToldRow& row) {
    OutsideRow changes;
    changes.figures.fill(OutsideView::absent);
    for (std::size_t f = first_people_figure; f < figure_count; ++f) {
      if (!row[f].told_of()) continue;
      AuditFigure change = change_of(-row[f].counted);
      if (row[f].known()) change.known = Known::known;
      changes.figures[f] = view_.add(change);
    }
    return changes;
  }

  /// Not told. Whether it adds or takes away is seen from the others around it.
  AuditFigure change_of(std::int64_t by) const {
    AuditFigure change{.known = Known::hidden, .value = by};
    change.cost = 1 + static_cast<double>(std::abs(by));
    const double few = facts_.small_cell - 1;
    if (by < 0) {
      change.low = -unbounded;
      change.high = 0;
      change.want_high = -1;
      change.want_low = -few;
    } else {
      change.want_low = 1;
      change.want_high = few;
    }
    if (by != 0 && std::abs(by) < facts_.small_cell) change.is_protected = AuditFigure::Protected::between;
    return change;
  }

  DisclosurePlan& plan_;
  const ToldPeriod& told_;
  const ReportFacts& facts_;
  const CommonKnowledge& common_;
  OutsideView view_;
  std::map<std::size_t, PlannedFigure*> planned_;
};

}  // namespace

void protect_changes(DisclosurePlan& plan, const ToldSoFar& told, const ReportFacts& facts,
                     const CommonKnowledge& common) {
  const auto before = told.periods().find(facts.whole.period.text);
  if (before != told.periods().end() && before->second.whole) Changes(plan, before->second, facts, common).protect();
}

}  // namespace hk
