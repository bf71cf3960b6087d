#include "sync/reports/disclosure_plan.h"

#include <algorithm>
#include <cstdlib>

#include "sync/reports/disclosure_figures.h"

namespace hk {
namespace {

bool is_few(std::int64_t people, std::int32_t small_cell) { return people > 0 && people < small_cell; }

/// Changed, by too few people to be told.
bool slightly_other(std::int64_t now, std::int64_t before, std::int32_t small_cell) {
  return is_few(std::abs(now - before), small_cell);
}

}  // namespace

std::span<const TallyTable> tables_that_leave(const ReportFacts& facts) {
  return std::span(facts.tables).first(std::min(facts.tables.size(), tables_leaving));
}

DisclosurePlan::DisclosurePlan(const ReportFacts& facts, const ToldSoFar& told, const CommonKnowledge& common)
    : facts_(facts), told_(told), common_(common) {
  add(facts.whole.period, {}, facts.whole.figures, {});
  add(facts.compared.period, {}, facts.compared.figures, {});
  for (const TallyTable& table : tables_that_leave(facts)) {
    for (const TallyCell& cell : table.cells) {
      add(facts.whole.period, {std::string(dimension_name(table.by[0])), table.dimensions[0][cell.key[0]].code},
          cell.figures, table.by);
    }
  }
  for (const PeriodFigures& week : facts.weeks) {
    // A week that still goes on would be told twice, and what is small on a Tuesday would stay hidden.
    if (!week.goes_on) add(week.period, {}, week.figures, {});
  }
}

void DisclosurePlan::add(const Period& period, const RowName& name, const TallyFigures& figures, const Breakdown& by) {
  if (!place_.try_emplace({period.text, name}, rows_.size()).second) return;
  PlannedRow& row = rows_.emplace_back(PlannedRow{period, name, {}});
  for (std::size_t f = 0; f < figure_count; ++f) {
    if (has_figure(by, hk::figures()[f])) row.figures[f] = planned(period, name, f, figures);
  }
}

PlannedFigure DisclosurePlan::planned(const Period& period, const RowName& name, std::size_t figure,
                                      const TallyFigures& figures) const {
  const std::int64_t counted = figures.*hk::figures()[figure].value;
  PlannedFigure plan{{Shown::shown, counted}, counted, false, std::nullopt};
  if (figure < first_people_figure) return plan;
  plan.small = is_few(counted, facts_.small_cell) ||
               (figure == Fig::attendances && is_few(figures.unique_participants, facts_.small_cell));
  const ToldFigure* told = told_.find(period.text, name, figure);
  if (told != nullptr && told->known()) plan.before = told->printed;
  const bool printed = plan.before.has_value();
  const auto worked_out = told_.worked_out(period, name, figure, common_);
  if (told == nullptr) plan.before = worked_out;

  const bool same = plan.before == counted;
  const bool slightly = (plan.before && slightly_other(counted, *plan.before, facts_.small_cell)) ||
                        (worked_out && !same && slightly_other(counted, *worked_out, facts_.small_cell));
  const bool may_stand = printed || (plan.before && !is_few(*plan.before, facts_.small_cell));
  if (told != nullptr && told->hidden) {
    plan.number = {Shown::hidden, 0};
  } else if (slightly && may_stand) {
    plan.number = {Shown::kept, *plan.before};
  } else if (plan.small && !(same && printed)) {
    plan.number = {Shown::hidden, 0};
  }
  return plan;
}

const PlannedRow* DisclosurePlan::find(const std::string& period, const RowName& name) const {
  const auto found = place_.find({period, name});
  return found == place_.end() ? nullptr : &rows_[found->second];
}

}  // namespace hk
