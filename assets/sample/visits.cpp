#include "assets/sample/visits.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace hk::sample {
namespace {

/// Nobody comes more often in a period than this.
constexpr std::size_t visits_max_recurring = 90;
constexpr std::size_t visits_max_other = 15;
/// Of four visits given out, three go to those who come often.
constexpr std::uint64_t shares = 4;

/// std::shuffle may differ between libraries; this may not.
template <class T>
void shuffle(std::vector<T>& list, std::mt19937_64& chance) {
  for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[chance() % i]);
}

using Indexes = std::vector<std::uint32_t>;

/// Group sessions by ISO week, for one kind of people.
class Weeks {
 public:
  Weeks(const std::vector<Session>& groups, bool children) {
    std::map<LocalDate, Indexes> by_monday;
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
      if (groups[i].for_children == children) by_monday[iso_monday(groups[i].date)].push_back(i);
    }
    for (auto& [monday, sessions] : by_monday) weeks_.push_back(std::move(sessions));
  }
  [[nodiscard]] const Indexes& random(std::mt19937_64& chance) const { return weeks_[chance() % weeks_.size()]; }
  /// A week with at least two sessions.
  [[nodiscard]] const Indexes& random_pair(std::mt19937_64& chance) const {
    for (std::size_t at = chance();; ++at) {
      if (weeks_[at % weeks_.size()].size() >= 2) return weeks_[at % weeks_.size()];
    }
  }

 private:
  std::vector<Indexes> weeks_;
};

bool touches(const Person& person, const Indexes& week) {
  return std::any_of(week.begin(), week.end(), [&](std::uint32_t session) { return person.groups.contains(session); });
}

/// One more visit, if the draw allows it: those who are not recurring have one a week at most.
bool give_visit(Person& person, const Weeks& weeks, std::mt19937_64& chance) {
  if (person.groups.size() >= (person.recurring ? visits_max_recurring : visits_max_other)) return false;
  const Indexes& week = weeks.random(chance);
  if (!person.recurring && touches(person, week)) return false;
  return person.groups.insert(week[chance() % week.size()]).second;
}

void give_pair(Person& person, const Weeks& weeks, std::mt19937_64& chance) {
  const Indexes& week = weeks.random_pair(chance);
  const std::size_t first = chance() % week.size();
  const std::size_t step = 1 + chance() % (week.size() - 1);
  person.groups.insert(week[first]);
  person.groups.insert(week[(first + step) % week.size()]);
}

std::vector<Person> people(const Totals& totals, std::mt19937_64& chance) {
  std::vector<Person> all(static_cast<std::size_t>(totals.unique()));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const int n = static_cast<int>(i);
    all[i].category = n < totals.child_youth                  ? Category::child_youth
                      : n < totals.child_youth + totals.adult ? Category::adult
                                                              : Category::professional;
  }
  shuffle(all, chance);
  for (std::size_t i = 0; i < static_cast<std::size_t>(totals.recurring); ++i) all[i].recurring = true;
  shuffle(all, chance);
  return all;
}

void give_individual_support(const Totals& totals, std::vector<Person>& all, std::mt19937_64& chance) {
  Indexes chosen(all.size());
  std::iota(chosen.begin(), chosen.end(), 0U);
  shuffle(chosen, chance);
  for (std::uint32_t session = 0; session < static_cast<std::uint32_t>(totals.individual_sessions); ++session) {
    const std::uint32_t turn = session % static_cast<std::uint32_t>(totals.individual_support);
    all[chosen[turn]].individuals.insert(session);
  }
}

}  // namespace

std::vector<Person> people_with_visits(const Totals& totals, const std::vector<Session>& groups,
                                       std::mt19937_64& chance) {
  const Weeks for_children(groups, true), for_adults(groups, false);
  const auto weeks_of = [&](const Person& person) -> const Weeks& {
    return person.category == Category::child_youth ? for_children : for_adults;
  };
  std::vector<Person> all = people(totals, chance);
  // Every individual session has one attendance; events are counted by heads.
  int left = totals.attendances - totals.individual_sessions;
  std::vector<Person*> often, others;
  for (Person& person : all) {
    if (person.recurring) give_pair(person, weeks_of(person), chance);
    if (!person.recurring) HK_CHECK(give_visit(person, weeks_of(person), chance));
    left -= static_cast<int>(person.groups.size());
    (person.recurring ? often : others).push_back(&person);
  }
  HK_CHECK(left >= 0);
  while (left > 0) {
    const auto& side = chance() % shares != 0 ? often : others;
    // Squared, so that some come often and most come seldom.
    const std::uint64_t draw = std::min(chance() % side.size(), chance() % side.size());
    Person& person = *side[draw];
    left -= give_visit(person, weeks_of(person), chance) ? 1 : 0;
  }
  give_individual_support(totals, all, chance);
  return all;
}

}  // namespace hk::sample
