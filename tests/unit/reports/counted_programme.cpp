#include "tests/unit/reports/counted_programme.h"

#include <algorithm>

namespace hk::test {

CountedProgramme::CountedProgramme(std::vector<int> workshop_of, int sites, int categories) {
  const auto list = [](const std::string& name, int n) {
    std::vector<TallyWords::Value> values;
    for (int i = 0; i < n; ++i) values.push_back({name + std::to_string(i), name + " " + std::to_string(i)});
    return values;
  };
  const int workshops = 1 + *std::max_element(workshop_of.begin(), workshop_of.end());
  words_ = {list("workshop", workshops), list("activity", static_cast<int>(workshop_of.size())), list("site", sites),
            list("category", categories)};
  for (std::size_t a = 0; a < workshop_of.size(); ++a) {
    workshop_of_[words_[1][a].code] = words_[0][static_cast<std::size_t>(workshop_of[a])].code;
  }
}

const std::vector<TallyWords::Value>& CountedProgramme::values(Dimension dimension) const {
  return words_[static_cast<std::size_t>(dimension)];
}

Tally CountedProgramme::tally(const Period& period, const Breakdown& by, LocalDate today) const {
  Attendances attendances;
  std::vector<TallyCheckIn> here;
  for (const Held& held : held_) {
    if (today < held.arrives || period.to.days < held.session.local_date) continue;
    here.clear();
    for (const CheckIn& one : held.check_ins) {
      if (one.arrives <= today && today < one.withdrawn) here.push_back(one.tick);
    }
    attendances.add(held.session, here);
  }
  return tally_of(attendances, period, {}, values(Dimension::category).size(), by);
}

PeriodFigures CountedProgramme::figures(const Period& period, LocalDate today) const {
  return {period, tally(period, {}, today), today <= period.to};
}

std::vector<TallyTable> CountedProgramme::tables(const Period& period, LocalDate today) const {
  std::vector<TallyTable> tables;
  for (const Dimension by : {Dimension::workshop, Dimension::activity, Dimension::site, Dimension::category}) {
    tables.push_back({{by}, {values(by)}, tally(period, {by}, today).cells});
  }
  return tables;
}

ReportFacts CountedProgramme::facts(const Period& period, LocalDate today, const std::vector<Period>& beside) const {
  ReportFacts facts;
  facts.categories = values(Dimension::category);
  facts.whole = figures(period, today);
  facts.compared = figures(period_before(period), today);
  facts.year = facts.whole;
  facts.tables = tables(period, today);
  for (const Period& one : beside) facts.beside.push_back({figures(one, today), tables(one, today)});
  for (int back = report_weeks - 1; back >= 0; --back) {
    facts.weeks.push_back(figures(week_of(period.to.plus(-7 * back)), today));
  }
  facts.workshop_of = workshop_of_;
  for (const Held& held : held_) {
    if (today < held.arrives || today.days < held.session.local_date) continue;
    const TallySession& session = held.session;
    facts.held.push_back({{session.local_date},
                          words_[0][session.workshop].code,
                          words_[1][session.activity].code,
                          words_[2][session.site].code});
  }
  return facts;
}

}  // namespace hk::test
