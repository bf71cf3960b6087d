#pragma once
#include <array>
#include <deque>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

#include "sync/domain/tally_facts.h"

namespace hk {

/// What a check-in says of its person.
struct PersonValues {
  Rank category = 0, gender = 0, area = 0;
  bool operator==(const PersonValues&) const = default;
};

/// A person at a session. Points into Attendances.
struct PersonVisit {
  std::uint32_t session_index = 0;  ///< in the order they were added
  const TallySession* session = nullptr;
  const PersonValues* values = nullptr;
};

/// Sessions and who came to them: what every figure is counted from. Memory: twelve bytes an attendance, eight a
/// person, and the sessions.
class Attendances {
 public:
  /// A session with all its check-ins, in any order of sessions. One that does not count is passed over; a repeated
  /// participant came once, as the earliest check-in says. Whether it was taken.
  bool add(TallySession session, std::span<const TallyCheckIn> check_ins);
  /// Somebody came to a session that counts and of which nothing else is asked.
  void add_earlier(std::uint32_t participant, std::int32_t local_date);
  /// The first of those known so far; the last day there is of somebody who has not come.
  [[nodiscard]] std::int32_t first_date(std::uint32_t participant) const {
    return participant < people_.size() ? people_[participant].first_date : Person().first_date;
  }
  /// Values may be numbered in any order while they are added; `ranks` gives each number its rank.
  void renumber(Dimension dimension, std::span<const Rank> ranks);

  [[nodiscard]] const std::deque<TallySession>& sessions() const { return sessions_; }
  /// Each combination that a check-in had.
  [[nodiscard]] const std::vector<PersonValues>& values() const { return values_; }

  /// Calls `each(participant, visits, first_date)` for everybody who came to a session added with its check-ins; the
  /// first date is that of the first attendance of all.
  template <class Each>
  void for_each_person(Each each) const {
    std::vector<PersonVisit> visits;
    for (std::uint32_t participant = 0; participant < people_.size(); ++participant) {
      const Person& person = people_[participant];
      if (person.last_visit == nothing) continue;
      visits.clear();
      for (std::uint32_t v = person.last_visit; v != nothing; v = visits_[v].before) {
        const Visit& visit = visits_[v];
        visits.push_back({visit.session, &sessions_[visit.session], &values_[visit.values]});
      }
      each(participant, std::span<const PersonVisit>(visits), person.first_date);
    }
  }

 private:
  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
  struct Visit {
    std::uint32_t before;  ///< the same person's visit added before this one
    std::uint32_t session, values;
  };
  struct Person {
    std::int32_t first_date = std::numeric_limits<std::int32_t>::max();
    std::uint32_t last_visit = nothing;
  };
  struct Hash {
    std::size_t operator()(const PersonValues& values) const;
  };
  std::uint32_t values_index(const TallyCheckIn& check_in);

  std::deque<TallySession> sessions_;
  std::deque<Visit> visits_;
  std::vector<Person> people_;
  std::vector<PersonValues> values_;
  std::unordered_map<PersonValues, std::uint32_t, Hash> index_of_values_;
  std::vector<const TallyCheckIn*> kept_;  ///< of the session at hand, by visit
};

}  // namespace hk
