#include "tests/unit/reports/simulated_programme.h"

#include <set>

namespace hk::test {
namespace {

constexpr int sites = 5, categories = 4;

/// An activity as it is usually held: how often a week, how many come, where, and what of.
struct Habit {
  double a_week, people;
  int workshop, site;
  SessionKind kind;
};

constexpr Habit habits[] = {{2.0, 18, 0, 0, SessionKind::group},       {1.0, 14, 0, 0, SessionKind::group},
                            {3.0, 16, 1, 1, SessionKind::group},       {1.0, 9, 1, 2, SessionKind::group},
                            {2.0, 22, 2, 1, SessionKind::group},       {1.5, 12, 2, 3, SessionKind::group},
                            {1.0, 6, 2, 3, SessionKind::group},        {1.0, 3, 3, 4, SessionKind::group},
                            {0.7, 8, 3, 4, SessionKind::group},        {2.5, 1.5, 3, 1, SessionKind::individual},
                            {1.0, 1.2, 4, 0, SessionKind::individual}, {0.5, 25, 4, 2, SessionKind::event},
                            {0.3, 40, 5, 4, SessionKind::event},       {0.5, 4, 5, 3, SessionKind::group},
                            {0.8, 11, 4, 0, SessionKind::group}};
constexpr int activities = std::size(habits);

std::vector<int> workshops() {
  std::vector<int> of;
  for (const Habit& habit : habits) of.push_back(habit.workshop);
  return of;
}

}  // namespace

SimulatedProgramme::SimulatedProgramme(std::uint64_t seed, Size size, LocalDate first, LocalDate last)
    : CountedProgramme(workshops(), sites, categories), engine_(seed), size_(size) {
  make_people(first, last);
  for (LocalDate day = first; day <= last; day = day.plus(1)) {
    if (iso_weekday(day) == 7) continue;
    for (int activity = 0; activity < activities; ++activity) {
      // Days of the week are an activity's own, so that a week cut in two often has all of it on one side.
      const int turn = (iso_weekday(day) + activity) % 6;
      const double a_week = habits[activity].a_week;
      const double wanted = turn == 0 ? a_week : turn == 3 ? a_week - 1 : turn == 5 ? a_week - 2 : 0;
      if (chance() < wanted) hold(activity, day);
    }
  }
}

void SimulatedProgramme::make_people(LocalDate first, LocalDate last) {
  fans_.resize(activities);
  const int days = last.days - first.days;
  for (int p = 0; p < size_.people; ++p) {
    Person person;
    const double which = chance();
    person.category = which < 0.42 ? 0 : which < 0.9 ? 1 : which < 0.97 ? 2 : 3;
    const bool changes = chance() < 0.02 && person.category < 2;
    person.birthday = changes ? first.plus(below(days)) : last.plus(1);
    person.eager = chance() < 0.25 ? 6 : 1;
    person.first = first.plus(chance() < 0.3 ? 0 : below(days));
    person.last = person.first.plus(chance() < 0.5 ? 60 + below(200) : days);
    for (int n = 1 + below(3); n > 0; --n) fans_[static_cast<std::size_t>(below(activities))].push_back(p);
    people_.push_back(person);
  }
}

void SimulatedProgramme::hold(int activity, LocalDate date) {
  const Habit& habit = habits[activity];
  Held held;
  held.session.local_date = date.days;
  held.session.start_ms = (date.days * 24LL + 10 + activity % 8) * 3'600'000;
  held.session.kind = habit.kind;
  held.session.workshop = static_cast<Rank>(habit.workshop);
  held.session.activity = static_cast<Rank>(activity);
  held.session.site = static_cast<Rank>(chance() < 0.9 ? habit.site : below(sites));
  const bool event = habit.kind == SessionKind::event;
  if (event || chance() < 0.1) {
    for (std::uint16_t c = 0; c < categories; ++c) {
      held.session.by_category.push_back({c, below(event ? 40 : 4)});
      held.session.headcount += held.session.by_category.back().people;
    }
  }
  if (chance() < 0.12) held.session.turned_away = 1 + below(chance() < 0.2 ? 12 : 4);
  held.arrives = chance() < size_.late / 3 ? date.plus(3 + below(25)) : date;
  const int wanted = static_cast<int>(habit.people * (0.4 + 1.2 * chance()) + chance());
  const std::vector<int>& fans = fans_[static_cast<std::size_t>(activity)];
  std::set<int> here;
  for (int tries = 0; static_cast<int>(here.size()) < wanted && tries < wanted * 60; ++tries) {
    const bool fan = chance() < 0.85 && !fans.empty();
    const int who = fan ? fans[static_cast<std::size_t>(below(static_cast<int>(fans.size())))] : below(size_.people);
    const Person& one = people_[static_cast<std::size_t>(who)];
    if (date < one.first || one.last < date || chance() * 6 >= one.eager) continue;
    if (here.insert(who).second) held.check_ins.push_back(check_in(held, who));
  }
  add(std::move(held));
}

CountedProgramme::CheckIn SimulatedProgramme::check_in(const Held& held, int person) {
  const LocalDate date{held.session.local_date};
  const Person& one = people_[static_cast<std::size_t>(person)];
  CheckIn made;
  made.tick.participant = static_cast<std::uint32_t>(person);
  made.tick.category = static_cast<std::uint16_t>(one.category + (one.birthday <= date));
  made.tick.id.value = make_uuid7(1, engine_(), engine_());
  made.arrives = chance() < size_.late ? date.plus(3 + below(25)) : held.arrives;
  if (chance() < size_.late / 6) made.withdrawn = date.plus(3 + below(25));
  return made;
}

}  // namespace hk::test
