#include "sync/domain/tally.h"

#include <algorithm>
#include <tuple>

namespace hk {
namespace {

/// Week visits gathered before they are settled for the first time; 512 KiB.
constexpr std::size_t visits_before_settling = 1 << 16;

bool earlier_of_pair(const TallyCheckIn& a, const TallyCheckIn& b) {
  return std::tie(a.participant, a.hlc, a.id) < std::tie(b.participant, b.hlc, b.id);
}

bool same_person(const TallyCheckIn& a, const TallyCheckIn& b) { return a.participant == b.participant; }

}  // namespace

TallyBuilder::TallyBuilder(Period period, RecurringRule rule, std::size_t categories)
    : rule_(rule), settle_at_(visits_before_settling) {
  tally_.period = std::move(period);
  tally_.by_category.assign(categories, 0);
}

void TallyBuilder::add(const TallySession& session, std::span<const TallyCheckIn> check_ins) {
  if (!session.counts || session.local_date > tally_.period.to.days) return;
  for (const TallyCheckIn& check_in : check_ins) {
    if (check_in.participant >= people_.size()) people_.resize(check_in.participant + std::size_t{1});
    Person& person = people_[check_in.participant];
    person.first_date = std::min(person.first_date, session.local_date);
  }
  if (session.local_date < tally_.period.from.days) return;

  count_session(session);
  scratch_.assign(check_ins.begin(), check_ins.end());
  std::sort(scratch_.begin(), scratch_.end(), earlier_of_pair);
  scratch_.erase(std::unique(scratch_.begin(), scratch_.end(), same_person), scratch_.end());
  for (const TallyCheckIn& check_in : scratch_) count_attendance(session, check_in);
  if (group_visits_.size() >= settle_at_) settle_weeks();
}

void TallyBuilder::count_session(const TallySession& session) {
  switch (session.kind) {
    case SessionKind::group:
      ++tally_.group_sessions;
      break;
    case SessionKind::individual:
      ++tally_.individual_sessions;
      break;
    case SessionKind::event:
      ++tally_.events;
      break;
  }
  tally_.headcount += session.headcount;
  tally_.turned_away += session.turned_away;
}

void TallyBuilder::count_attendance(const TallySession& session, const TallyCheckIn& check_in) {
  HK_CHECK(check_in.category < tally_.by_category.size());
  ++tally_.attendances;
  Person& person = people_[check_in.participant];
  const bool first_in_period = person.attendances++ == 0;
  const bool later = session.start_ms > person.last_start_ms;
  const bool tie_won = session.start_ms == person.last_start_ms && check_in.category < person.category;
  if (first_in_period || later || tie_won) {
    person.last_start_ms = session.start_ms;
    person.category = check_in.category;
  }
  person.individual |= session.kind == SessionKind::individual;
  const bool week_matters = rule_.kind == RecurringRule::Kind::visits_per_week && session.kind == SessionKind::group;
  if (week_matters && !person.recurring) {
    group_visits_.push_back({check_in.participant, iso_monday({session.local_date}).days});
  }
}

/// Marks those who reached the rule in some week and forgets their visits, so that a decade does not stay in memory.
void TallyBuilder::settle_weeks() {
  std::sort(group_visits_.begin(), group_visits_.end());
  for (std::size_t begin = 0; begin < group_visits_.size();) {
    std::size_t end = begin + 1;
    while (end < group_visits_.size() && group_visits_[end] == group_visits_[begin]) ++end;
    if (end - begin >= static_cast<std::size_t>(std::max(rule_.n, 1))) {
      people_[group_visits_[begin].participant].recurring = true;
    }
    begin = end;
  }
  std::erase_if(group_visits_, [&](const WeekVisit& visit) { return people_[visit.participant].recurring; });
  settle_at_ = std::max(visits_before_settling, group_visits_.size() * 2);
}

Tally TallyBuilder::finish() {
  settle_weeks();
  const bool by_period = rule_.kind == RecurringRule::Kind::visits_in_period;
  for (const Person& person : people_) {
    if (person.attendances == 0) continue;
    ++tally_.unique_participants;
    ++tally_.by_category[person.category];
    if (person.first_date >= tally_.period.from.days) ++tally_.new_participants;
    if (by_period ? person.attendances >= rule_.n : person.recurring) ++tally_.recurring_participants;
    if (person.individual) ++tally_.individual_support;
  }
  return std::move(tally_);
}

}  // namespace hk
