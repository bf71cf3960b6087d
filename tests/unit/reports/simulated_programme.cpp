#include "tests/unit/reports/simulated_programme.h"

#include <algorithm>
#include <set>

namespace hk::test {
namespace {

/// An activity as it is usually held: how often a week, how many come, where, and what of.
struct Habit {
  double a_week, people;
  int workshop, site;
  SessionKind kind;
};

constexpr Habit habits[SimulatedProgramme::activities] = {
    {2.0, 18, 0, 0, SessionKind::group},       {1.0, 14, 0, 0, SessionKind::group},
    {3.0, 16, 1, 1, SessionKind::group},       {1.0, 9, 1, 2, SessionKind::group},
    {2.0, 22, 2, 1, SessionKind::group},       {1.5, 12, 2, 3, SessionKind::group},
    {1.0, 6, 2, 3, SessionKind::group},        {1.0, 3, 3, 4, SessionKind::group},
    {0.7, 8, 3, 4, SessionKind::group},        {2.5, 1.5, 3, 1, SessionKind::individual},
    {1.0, 1.2, 4, 0, SessionKind::individual}, {0.5, 25, 4, 2, SessionKind::event},
    {0.3, 40, 5, 4, SessionKind::event},       {0.5, 4, 5, 3, SessionKind::group},
    {0.8, 11, 4, 0, SessionKind::group}};

}  // namespace

SimulatedProgramme::SimulatedProgramme(std::uint64_t seed, Size size, LocalDate first, LocalDate last)
    : engine_(seed), size_(size) {
  make_words();
  make_people(first, last);
  for (LocalDate day = first; day <= last; day = day.plus(1)) {
    if (iso_weekday(day) == 7) continue;
    for (int activity = 0; activity < activities; ++activity) {
      // Days of the week are an activity's own, so that a week cut in two often has all of it on one side.
      const int turn = (iso_weekday(day) + activity) % 6;
      const double a_week = habits[activity].a_week;
      const double wanted = turn == 0 ? a_week : turn == 3 ? a_week - 1 : turn == 5 ? a_week - 2 : 0;
      if (chance() < wanted) hold(activity, day, 10 + activity % 8);
    }
  }
}

void SimulatedProgramme::make_words() {
  const auto list = [](const std::string& name, int n) {
    std::vector<TallyWords::Value> values;
    for (int i = 0; i < n; ++i) values.push_back({name + std::to_string(i), name + " " + std::to_string(i)});
    return values;
  };
  words_ = {list("workshop", workshops), list("activity", activities), list("site", sites),
            list("category", categories)};
  for (int a = 0; a < activities; ++a) workshop_of_[words_[1][a].code] = words_[0][habits[a].workshop].code;
}

void SimulatedProgramme::make_people(LocalDate first, LocalDate last) {
  fans_.resize(activities);
  for (int p = 0; p < size_.people; ++p) {
    Person person;
    const double which = chance();
    person.category = which < 0.42 ? 0 : which < 0.9 ? 1 : which < 0.97 ? 2 : 3;
    const bool changes = chance() < 0.02 && person.category < 2;
    person.birthday = changes ? first.plus(below(last.days - first.days)) : last.plus(1);
    person.eager = chance() < 0.25 ? 6 : 1;
    person.first = first.plus(chance() < 0.3 ? 0 : below(last.days - first.days));
    person.last = person.first.plus(chance() < 0.5 ? 60 + below(200) : last.days - first.days);
    for (int n = 1 + below(3); n > 0; --n) person.likes.push_back(below(activities));
    for (const int activity : person.likes) fans_[activity].push_back(p);
    people_.push_back(person);
  }
}

void SimulatedProgramme::hold(int activity, LocalDate date, int hour) {
  const Habit& habit = habits[activity];
  Held held;
  held.session.local_date = date.days;
  held.session.start_ms = (date.days * 24LL + hour) * 3'600'000;
  held.session.kind = habit.kind;
  held.session.workshop = static_cast<Rank>(habit.workshop);
  held.session.activity = static_cast<Rank>(activity);
  held.session.site = static_cast<Rank>(chance() < 0.9 ? habit.site : below(sites));
  if (habit.kind == SessionKind::event || chance() < 0.1) {
    for (int c = 0; c < categories; ++c) {
      const int heads = habit.kind == SessionKind::event ? below(40) : below(4);
      held.session.by_category.push_back({static_cast<std::uint16_t>(c), heads});
      held.session.headcount += heads;
    }
  }
  if (chance() < 0.12) held.session.turned_away = 1 + below(chance() < 0.2 ? 12 : 4);
  held.arrives = chance() < size_.late / 3 ? date.plus(3 + below(25)) : date;
  const double scale = size_.check_ins_a_week / 215.0;
  const int wanted = static_cast<int>(habit.people * scale * (0.4 + 1.2 * chance()) + chance());
  std::set<int> here;
  for (int tries = 0; static_cast<int>(here.size()) < wanted && tries < wanted * 60; ++tries) {
    const bool fan = chance() < 0.85 && !fans_[activity].empty();
    const int person = fan ? fans_[activity][below(static_cast<int>(fans_[activity].size()))] : below(size_.people);
    const Person& one = people_[person];
    if (date < one.first || one.last < date || chance() * 6 >= one.eager) continue;
    if (here.insert(person).second) check_in(held, person);
  }
  held_.push_back(std::move(held));
}

void SimulatedProgramme::check_in(Held& held, int person) {
  const LocalDate date{held.session.local_date};
  CheckIn made;
  made.tick.participant = static_cast<std::uint32_t>(person);
  made.tick.category = static_cast<std::uint16_t>(people_[person].category + (people_[person].birthday <= date));
  made.tick.id.value = make_uuid7(1, engine_(), engine_());
  made.arrives = chance() < size_.late ? date.plus(3 + below(25)) : held.arrives;
  made.withdrawn = chance() < size_.late / 6 ? date.plus(3 + below(25)) : LocalDate{INT32_MAX};
  held.check_ins.push_back(made);
}

const std::vector<TallyWords::Value>& SimulatedProgramme::values(Dimension dimension) const {
  return words_[static_cast<std::size_t>(dimension)];
}

Tally SimulatedProgramme::tally(const Period& period, const Breakdown& by, LocalDate today) const {
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
  return tally_of(attendances, period, {}, categories, by);
}

PeriodFigures SimulatedProgramme::figures(const Period& period, LocalDate today) const {
  return {period, tally(period, {}, today), today <= period.to};
}

ReportFacts SimulatedProgramme::facts(const Period& period, LocalDate today) const {
  ReportFacts facts;
  facts.categories = values(Dimension::category);
  facts.whole = figures(period, today);
  facts.compared = figures(period_before(period), today);
  facts.year = facts.whole;
  for (const Dimension by : {Dimension::workshop, Dimension::activity, Dimension::site, Dimension::category}) {
    facts.tables.push_back({{by}, {values(by)}, tally(period, {by}, today).cells});
  }
  for (int back = report_weeks - 1; back >= 0; --back) {
    facts.weeks.push_back(figures(week_of(period.to.plus(-7 * back)), today));
  }
  facts.workshop_of = workshop_of_;
  for (const Held& held : held_) {
    if (today < held.arrives || today.days < held.session.local_date) continue;
    facts.held.push_back({{held.session.local_date},
                          words_[0][held.session.workshop].code,
                          words_[1][held.session.activity].code,
                          words_[2][held.session.site].code});
  }
  return facts;
}

}  // namespace hk::test
