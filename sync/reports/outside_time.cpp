#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "sync/reports/linear_program.h"
#include "sync/reports/outside_view.h"

namespace hk {
namespace {

constexpr double unbounded = LinearProgram::unbounded;
using Known = AuditFigure::Known;

/// A figure of one row in each period that has it, by first day.
struct Thread {
  struct At {
    const Period* period;
    PeriodKind kind;
    std::size_t figure;
    std::size_t told;
  };
  std::vector<At> at;
};

bool inside(const Period& part, const Period& whole) { return whole.from <= part.from && part.to <= whole.to; }

class TimeTies {
 public:
  TimeTies(OutsideView& view, const CommonKnowledge& common) : view_(view), common_(common) {
    zero_ = view_.add({});
    for (const OutsidePeriod& period : view_.periods) {
      for (const auto& [name, row] : period.rows) names_.insert(name);
    }
  }

  std::vector<AuditRelation> all() {
    for (const RowName& name : names_) {
      for (std::size_t f = first_people_figure; f < figure_count; ++f) {
        const Thread thread = thread_of(name, f);
        if (has_open(thread)) tie(thread, name, f);
      }
    }
    return std::move(all_);
  }

 private:
  Thread thread_of(const RowName& name, std::size_t f) const {
    Thread thread;
    for (const OutsidePeriod& period : view_.periods) {
      const auto found = period.rows.find(name);
      std::size_t figure = OutsideView::absent;
      if (found != period.rows.end()) {
        figure = found->second.figures[f];
      } else if (period.whole) {
        figure = zero_;
      }
      if (figure != OutsideView::absent)
        thread.at.push_back({&period.period, period_kind(period.period), figure, period.told});
    }
    return thread;
  }

  bool open(const Thread::At& at) const { return view_.figures[at.figure].known != Known::known; }

  bool has_open(const Thread& thread) const {
    return std::any_of(thread.at.begin(), thread.at.end(), [&](const auto& at) { return open(at); });
  }

  void tie(const Thread& thread, const RowName& name, std::size_t f) {
    // Hardly anybody changes category within a year, and a reader may take it that nobody did.
    const bool nearly = name.table == "category" && (f == Fig::attendances || f == Fig::new_participants);
    if (adds_up_over_time(name, f) || nearly) {
      tie_sums(thread, name);
      return;
    }
    tie_parts(thread);
    if (f == Fig::new_participants) {
      tie_inside(thread);
    } else {
      tie_covers(thread, name, f);
    }
  }

  /// Each period is the sum of the days in it, told apart by where periods begin and end. Nobody comes to what is not
  /// held.
  void tie_sums(const Thread& thread, const RowName& name) {
    std::set<std::int32_t> edges;
    for (const auto& at : thread.at) {
      edges.insert(at.period->from.days);
      edges.insert(at.period->to.days + 1);
    }
    std::map<std::int32_t, std::size_t> days;
    for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
      if (common_.next_day(name, *edge) < *std::next(edge)) days[*edge] = view_.add({.known = Known::hidden});
    }
    std::vector<AuditRelation> sums;
    for (const auto& at : thread.at) {
      AuditRelation& sum = sums.emplace_back();
      const auto end = days.lower_bound(at.period->to.days + 1);
      for (auto part = days.lower_bound(at.period->from.days); part != end; ++part) {
        sum.terms.push_back({part->second, 1});
      }
      sum.terms.push_back({at.figure, -1});
    }
    share_out(thread, days, sums);
    all_.insert(all_.end(), sums.begin(), sums.end());
  }

  /// Gives the days figures that add up to those of their periods, or nearly, where exports of different dates do not.
  void share_out(const Thread& thread, const std::map<std::int32_t, std::size_t>& days,
                 const std::vector<AuditRelation>& sums) {
    LinearProgram program;
    std::map<std::size_t, LinearProgram::Column> columns;
    for (const auto& [from, figure] : days) columns[figure] = program.add_column(0, unbounded);
    for (std::size_t s = 0; s < sums.size(); ++s) {
      std::vector<LinearProgram::Term> terms;
      for (const auto& term : sums[s].terms) {
        if (columns.contains(term.figure)) terms.push_back({columns[term.figure], 1});
      }
      for (const double factor : {1.0, -1.0}) {
        terms.push_back({program.add_column(0, unbounded), factor});
        program.set_cost(terms.back().column, 1 + static_cast<double>(thread.at[s].told));
      }
      const auto value = static_cast<double>(view_.figures[thread.at[s].figure].value);
      program.add_row(std::move(terms), value, value);
    }
    HK_CHECK(program.solve());
    for (const auto& [figure, column] : columns) view_.figures[figure].value = std::llround(program.value(column));
  }

  /// Who is counted in some days is counted in more days. That a week is in its year follows from the month between
  /// them, unless late registrations have made the month's figure contradict one of the two.
  void tie_parts(const Thread& thread) {
    const auto fits = [&](const Thread::At& part, const Thread::At& whole) {
      return part.figure != whole.figure && inside(*part.period, *whole.period) &&
             !inside(*whole.period, *part.period) &&
             view_.figures[part.figure].value <= view_.figures[whole.figure].value;
    };
    for (const auto& whole : thread.at) {
      for (const auto& part : thread.at) {
        if (part.figure == whole.figure || !inside(*part.period, *whole.period)) continue;
        const bool follows = std::any_of(thread.at.begin(), thread.at.end(), [&](const auto& between) {
          return fits(part, between) && fits(between, whole);
        });
        if (follows) continue;
        if (open(part) || open(whole)) all_.push_back({{{whole.figure, 1}, {part.figure, -1}}, 0, unbounded});
      }
    }
  }

  /// Who is new in a row in some week is new there in the month, and nobody is new twice.
  void tie_inside(const Thread& thread) {
    for (const auto& whole : thread.at) {
      for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::half_year}) {
        AuditRelation relation{{{whole.figure, 1}}, 0, unbounded};
        for (const auto& part : thread.at) {
          if (part.kind != kind || part.period == whole.period || !inside(*part.period, *whole.period)) continue;
          relation.terms.push_back({part.figure, -1});
        }
        if (relation.terms.size() > 2) all_.push_back(std::move(relation));
      }
    }
  }

  /// Who is counted in a period is counted in one at least of those that cover it. Of a week cut in two, who is
  /// recurring in it may be so in neither part: only whole weeks cover the recurring.
  void tie_covers(const Thread& thread, const RowName& name, std::size_t f) {
    for (const auto& whole : thread.at) {
      for (const PeriodKind kind : {PeriodKind::week, PeriodKind::month, PeriodKind::half_year}) {
        if (f == Fig::recurring &&
            (kind != PeriodKind::week || common_.recurring.kind != RecurringRule::Kind::visits_per_week)) {
          continue;
        }
        AuditRelation relation{{{whole.figure, -1}}, 0, unbounded};
        std::int32_t next = common_.next_day(name, whole.period->from.days);
        for (const auto& part : thread.at) {
          if (part.kind != kind || part.period == whole.period || part.period->to.days < next) continue;
          if (part.period->from.days > next || next > whole.period->to.days) break;
          next = common_.next_day(name, part.period->to.days + 1);
          relation.terms.push_back({part.figure, 1});
        }
        if (next > whole.period->to.days) all_.push_back(std::move(relation));
      }
    }
  }

  OutsideView& view_;
  const CommonKnowledge& common_;
  std::size_t zero_;
  std::set<RowName> names_;
  std::vector<AuditRelation> all_;
};

}  // namespace

std::vector<AuditRelation> ties_over_time(OutsideView& view, const CommonKnowledge& common) {
  std::sort(view.periods.begin(), view.periods.end(),
            [](const OutsidePeriod& a, const OutsidePeriod& b) { return a.period.from < b.period.from; });
  return TimeTies(view, common).all();
}

}  // namespace hk
