#include <algorithm>
#include <map>

#include "sync/reports/disclosure_protect.h"
#include "sync/reports/outside_view.h"

namespace hk {
namespace {

using Known = AuditFigure::Known;

/// Zero is shown, unless that gives away what is hidden: a zero this month pins down the week that it shares.
constexpr double zero_cost = 4;

/// What a figure is worth to a reader: those of the whole programme most, and attendances and people before the rest.
double cost_of(const RowName& row, std::size_t figure) {
  const double of_row = row.table.empty() ? 16 : row.table == "activity" ? 1 : 2;
  const bool first = figure == Fig::attendances || figure == Fig::unique;
  return of_row * (first ? 3 : 1);
}

AuditFigure hidden_figure(std::int64_t value, bool small, std::size_t figure, std::int32_t small_cell) {
  AuditFigure hidden{.known = Known::hidden, .value = value};
  hidden.want_low = 0;
  hidden.want_high = small_cell - 1;
  // Attendances may be many and yet of few people; they must be as uncertain as those.
  using Protected = AuditFigure::Protected;
  if (small) hidden.is_protected = figure == Fig::attendances ? Protected::anywhere : Protected::between;
  return hidden;
}

/// The periods that something new is told of, those beside that are not told yet, and all that share days with them or
/// again with those.
class Scope {
 public:
  Scope(DisclosurePlan& plan, const ToldSoFar& told, const ReportFacts& facts, const CommonKnowledge& common)
      : plan_(plan), told_(told), facts_(facts), common_(common) {
    for (const PlannedRow& row : plan_.rows()) {
      if (has_fresh(row)) periods_[row.period.text] = row.period;
    }
    if (periods_.empty()) return;
    for (const PeriodTables& one : facts_.beside) periods_[one.whole.period.text] = one.whole.period;
    told_.add_neighbours(periods_);
    for (const auto& [text, period] : periods_) add_period(period);
  }

  void protect() {
    std::vector<AuditRelation> all = ties_over_time(view_, common_);
    for (const OutsidePeriod& period : view_.periods) {
      for (auto& relation : sums_within(period, common_)) all.push_back(std::move(relation));
      for (auto& relation : bounds_within(period, common_)) all.push_back(std::move(relation));
    }
    for (const std::size_t f : figures_to_hide(view_.figures, all)) {
      PlannedFigure& figure = *planned_.at(f);
      figure.number = figure.before ? ReportNumber{Shown::kept, *figure.before} : ReportNumber{Shown::hidden, 0};
    }
  }

 private:
  static bool is_fresh(const PlannedFigure& figure) {
    return figure.number.shown == Shown::shown && figure.before != figure.counted;
  }

  static bool has_fresh(const PlannedRow& row) {
    return std::any_of(row.figures.begin() + first_people_figure, row.figures.end(), is_fresh);
  }

  /// One that shares days with a period out of reach stays as it is: all else is then proven with it.
  bool is_held(const Period& period) const {
    return std::any_of(told_.periods().begin(), told_.periods().end(), [&](const auto& at) {
      return !periods_.contains(at.first) && at.second.period.overlaps(period);
    });
  }

  void add_period(const Period& period) {
    OutsidePeriod outside{period, period == facts_.whole.period, told_.count(), {}};
    const bool held = is_held(period);
    const auto told = told_.periods().find(period.text);
    if (told != told_.periods().end() && !outside.whole) {
      outside.whole = told->second.whole;
      outside.told = told->second.told;
      for (const auto& [name, row] : told->second.rows) outside.rows[name] = told_row(row, held);
    }
    for (const PeriodTables& one : facts_.beside) {
      if (one.whole.period == period) add_untold(outside, one);
    }
    for (PlannedRow& row : plan_.rows()) {
      if (row.period == period) outside.rows[row.name] = planned_row(row);
    }
    view_.periods.push_back(std::move(outside));
  }

  /// What a period will tell when it is: all of it may be hidden then, and what is small will be.
  void add_untold(OutsidePeriod& outside, const PeriodTables& untold) {
    outside.whole = outside.whole || !untold.whole.goes_on;
    if (!outside.rows.contains({})) outside.rows[{}] = untold_row(untold.whole.figures, {});
    for (const TallyTable& table : untold.tables) {
      for (const TallyCell& cell : table.cells) {
        const RowName name{std::string(dimension_name(table.by[0])), table.dimensions[0][cell.key[0]].code};
        if (!outside.rows.contains(name)) outside.rows[name] = untold_row(cell.figures, table.by);
      }
    }
  }

  OutsideRow untold_row(const TallyFigures& counted, const Breakdown& by) {
    OutsideRow row;
    row.figures.fill(OutsideView::absent);
    for (std::size_t f = 0; f < figure_count; ++f) {
      const std::int64_t value = counted.*figures()[f].value;
      if (f < first_people_figure) row.sessions[f] = value;
      if (f < first_people_figure || !has_figure(by, figures()[f])) continue;
      const std::int64_t people = f == Fig::attendances ? counted.unique_participants : value;
      row.figures[f] = view_.add(hidden_figure(value, is_few(value) || is_few(people), f, facts_.small_cell));
    }
    return row;
  }

  OutsideRow told_row(const ToldRow& told, bool held) {
    OutsideRow row;
    row.figures.fill(OutsideView::absent);
    for (std::size_t f = 0; f < figure_count; ++f) {
      if (f < first_people_figure) row.sessions[f] = told[f].counted;
      if (f < first_people_figure || !told[f].told_of()) continue;
      const std::int64_t people = f == Fig::attendances ? told[Fig::unique].counted : told[f].counted;
      AuditFigure figure = hidden_figure(told[f].counted, is_few(people), f, facts_.small_cell);
      if (held || told[f].known()) figure.known = Known::known;
      row.figures[f] = view_.add(figure);
    }
    return row;
  }

  OutsideRow planned_row(PlannedRow& planned) {
    OutsideRow row;
    row.figures.fill(OutsideView::absent);
    for (std::size_t f = 0; f < figure_count; ++f) {
      PlannedFigure& now = planned.figures[f];
      if (f < first_people_figure) row.sessions[f] = now.counted;
      if (f < first_people_figure || now.number.shown == Shown::absent) continue;
      AuditFigure figure = hidden_figure(now.counted, now.small, f, facts_.small_cell);
      if (now.number.shown != Shown::hidden || was_known(planned, f)) figure.known = Known::known;
      if (is_fresh(now)) figure.known = Known::fresh;
      figure.cost = cost_of(planned.name, f) * (now.counted == 0 ? zero_cost : 1);
      row.figures[f] = view_.add(figure);
      planned_[row.figures[f]] = &now;
    }
    return row;
  }

  bool was_known(const PlannedRow& row, std::size_t f) const {
    const ToldFigure* told = told_.find(row.period.text, row.name, f);
    return told != nullptr && told->known();
  }

  bool is_few(std::int64_t people) const { return people > 0 && people < facts_.small_cell; }

  DisclosurePlan& plan_;
  const ToldSoFar& told_;
  const ReportFacts& facts_;
  const CommonKnowledge& common_;
  std::map<std::string, Period> periods_;
  OutsideView view_;
  std::map<std::size_t, PlannedFigure*> planned_;
};

}  // namespace

void protect_hidden(DisclosurePlan& plan, const ToldSoFar& told, const ReportFacts& facts,
                    const CommonKnowledge& common) {
  Scope(plan, told, facts, common).protect();
}

}  // namespace hk
