#include "sync/reports/common_knowledge.h"

#include "sync/reports/disclosure_figures.h"

namespace hk {

bool adds_up_over_time(const RowName& row, std::size_t figure) {
  const bool by_category = row.table == "category";
  if (figure == Fig::new_participants) return row.table.empty();
  if (figure == Fig::attendances) return !by_category;
  return figure == Fig::headcount || figure == Fig::turned_away;
}

CommonKnowledge::CommonKnowledge(const ReportFacts& facts)
    : recurring(facts.recurring), workshop_of(facts.workshop_of) {
  for (const HeldDay& held : facts.held) {
    const RowName rows[] = {{}, {"workshop", held.workshop}, {"activity", held.activity}, {"site", held.site}};
    for (const RowName& row : rows) days[row].insert(held.date.days);
  }
}

std::int32_t CommonKnowledge::next_day(const RowName& row, std::int32_t from) const {
  const auto found = days.find(row.table == "category" ? RowName{} : row);
  if (found == days.end()) return INT32_MAX;
  const auto day = found->second.lower_bound(from);
  return day == found->second.end() ? INT32_MAX : *day;
}

}  // namespace hk
