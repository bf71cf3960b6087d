#include "assets/sample/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assets/sample/names.h"
#include "assets/sample/sessions.h"
#include "assets/sample/visits.h"
#include "sync/domain/calendar.h"

namespace hk::sample {
namespace {

constexpr std::array<std::string_view, 3> category_codes = {"child_youth", "adult", "professional"};

/// So many adults were still counted among the young at their first visit: a later birthday rewrites nothing.
constexpr int came_of_age = 6;

/// Who was at a session, and as what.
struct Attendance {
  std::size_t person;
  Category category;
};

struct Held {
  Session session;
  std::vector<Attendance> here;
  std::array<int, 2> heads = {0, 0};  ///< children and adults of an event, without names
};

std::vector<Held> held(const std::vector<Session>& sessions) {
  std::vector<Held> all;
  all.reserve(sessions.size());
  for (const Session& session : sessions) all.push_back({session, {}, {}});
  return all;
}

/// True while `person` has a first and a later visit on different days.
bool may_come_of_age(const Person& person, const std::vector<Held>& groups) {
  if (person.category != Category::adult || person.groups.size() < 3) return false;
  return groups[*person.groups.begin()].session.date < groups[*person.groups.rbegin()].session.date &&
         person.individuals.empty();
}

void attend(const std::vector<Person>& people, std::vector<Held>& groups, std::vector<Held>& individuals) {
  int young_once = 0;
  for (std::size_t p = 0; p < people.size(); ++p) {
    const bool was_young = young_once < came_of_age && may_come_of_age(people[p], groups);
    young_once += was_young ? 1 : 0;
    for (const std::uint32_t g : people[p].groups) {
      const bool first = g == *people[p].groups.begin();
      groups[g].here.push_back({p, was_young && first ? Category::child_youth : people[p].category});
    }
    for (const std::uint32_t i : people[p].individuals) individuals[i].here.push_back({p, people[p].category});
  }
}

/// What a person's rows say besides the category.
struct Words {
  std::string name, area;
};

std::vector<Words> words_of(std::size_t people, const ProgrammeFile& programme, std::mt19937_64& chance) {
  std::vector<Words> all(people);
  for (Words& words : all) {
    words.name = invented_name(chance);
    // Most live in the first area named; every fifth did not say.
    const std::uint64_t draw = chance() % 10;
    if (draw < 8 && !programme.areas.empty()) {
      const std::size_t area = draw < 5 ? 0 : chance() % programme.areas.size();
      words.area = programme.areas[area].label.at("sv");
    }
  }
  return all;
}

std::string_view kind_word(SessionKind kind) {
  switch (kind) {
    case SessionKind::group:
      return "gruppaktivitet";
    case SessionKind::individual:
      return "individuellt stöd";
    case SessionKind::event:
      return "större arrangemang";
  }
  return {};
}

std::string session_cells(const Session& session, const ProgrammeFile& programme, std::string_view key) {
  const auto workshop = std::find_if(programme.workshops.begin(), programme.workshops.end(),
                                     [&](const auto& entry) { return entry.code == session.activity->workshop; });
  HK_CHECK(workshop != programme.workshops.end());
  return fmt::format("{};{};{};{};{};{};{};{}", key, to_text(session.date), minute_text(session.start_min),
                     minute_text(session.end_min), kind_word(session.activity->kind), workshop->label.at("sv"),
                     session.activity->label.at("sv"), session.site->label.at("sv"));
}

std::string rows(const Held& one, const std::string& cells, const std::vector<Words>& words, std::string_view prefix) {
  std::string csv;
  for (const auto& [person, category] : one.here) {
    csv += fmt::format("{};{}-{:04};{};{};{};\n", cells, prefix, person + 1,
                       category_codes[static_cast<std::size_t>(category)], words[person].name, words[person].area);
  }
  for (std::size_t side = 0; side < one.heads.size(); ++side) {
    if (one.heads[side] > 0) csv += fmt::format("{};;{};;;{}\n", cells, category_codes[side], one.heads[side]);
  }
  // A session where nobody came was held all the same.
  return csv.empty() ? cells + ";;;;;\n" : csv;
}

}  // namespace

std::string make_register(const ProgrammeFile& programme, const Totals& totals) {
  std::mt19937_64 chance(totals.seed);
  const std::vector<Session> group_plan = group_sessions(programme, totals);
  std::vector<Held> all = held(group_plan), individuals = held(individual_sessions(programme, totals));
  const std::vector<Person> people = people_with_visits(totals, group_plan, chance);
  attend(people, all, individuals);
  std::vector<Held> crowds = held(events(programme, totals));
  for (Held& event : crowds) event.heads = {int(10 + chance() % 60), int(15 + chance() % 90)};
  const std::vector<Words> words = words_of(people.size(), programme, chance);

  all.insert(all.end(), individuals.begin(), individuals.end());
  all.insert(all.end(), crowds.begin(), crowds.end());
  std::stable_sort(all.begin(), all.end(), [](const Held& a, const Held& b) {
    return std::pair(a.session.date, a.session.start_min) < std::pair(b.session.date, b.session.start_min);
  });
  std::string csv = "session;date;start;end;kind;workshop;activity;site;participant;category;name;area;headcount\n";
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string key = fmt::format("{}-{:04}", totals.prefix, i + 1);
    csv += rows(all[i], session_cells(all[i].session, programme, key), words, totals.prefix);
  }
  return csv;
}

}  // namespace hk::sample
