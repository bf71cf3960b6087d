#include "sync/domain/cell_counter.h"

#include <algorithm>

#include "sync/domain/calendar.h"

namespace hk {
namespace {

std::uint64_t packed(std::uint32_t high, std::uint32_t low) { return std::uint64_t{high} << 32 | low; }

void count_session(TallyFigures& figures, SessionKind kind) {
  switch (kind) {
    case SessionKind::group:
      ++figures.group_sessions;
      break;
    case SessionKind::individual:
      ++figures.individual_sessions;
      break;
    case SessionKind::event:
      ++figures.events;
      break;
  }
}

/// The session's values of a dimension; `one` is room for those that it has a single value of.
std::span<const Rank> values_of(const TallySession& session, Dimension dimension, Rank& one) {
  switch (dimension) {
    case Dimension::workshop:
      return {&session.workshop, 1};
    case Dimension::activity:
      return {&session.activity, 1};
    case Dimension::site:
      return {&session.site, 1};
    case Dimension::goal_area:
      return {&session.goal_area, 1};
    case Dimension::leader:
      return session.leaders;
    case Dimension::partner:
      return session.partners;
    case Dimension::weekday:
      one = static_cast<Rank>(iso_weekday({session.local_date}) - 1);
      return {&one, 1};
    case Dimension::category:
    case Dimension::gender:
    case Dimension::area:
      break;
  }
  // A person's value is not known yet; every session is in the one group of it.
  one = 0;
  return {&one, 1};
}

Rank value_of(const PersonValues& values, Dimension dimension) {
  if (dimension == Dimension::category) return values.category;
  return dimension == Dimension::gender ? values.gender : values.area;
}

}  // namespace

CellCounter::CellCounter(Period period, Breakdown by, RecurringRule rule, std::size_t categories)
    : period_(std::move(period)),
      by_(std::move(by)),
      rule_(rule),
      categories_(categories),
      people_split_(splits_people(by_)),
      one_group_(std::all_of(by_.begin(), by_.end(), belongs_to_person)),
      splits_headcounts_(people_split_ && has_headcount(by_)) {
  HK_CHECK(by_.size() <= breakdown_dimensions_max);
  if (one_group_) (void)group_index({});
}

void CellCounter::add(const TallySession& session) {
  if (period_.contains({session.local_date})) {
    find_groups(session);
    for (const CellKey group : found_) {
      if (!one_group_) groups_.push_back(group_index(group));
      if (!people_split_) count_session_of(group, session);
      if (splits_headcounts_) count_headcounts(group, session);
    }
  }
  if (!one_group_) groups_end_.push_back(static_cast<Index>(groups_.size()));
  ++sessions_;
}

/// The session stands in each combination of its values.
void CellCounter::find_groups(const TallySession& session) {
  found_.assign(1, CellKey{});
  for (std::size_t d = 0; d < by_.size(); ++d) {
    Rank one = 0;
    const std::span<const Rank> values = values_of(session, by_[d], one);
    HK_CHECK(!values.empty());
    const std::size_t before = found_.size();
    for (std::size_t v = 1; v < values.size(); ++v) {
      for (std::size_t g = 0; g < before; ++g) {
        found_.push_back(found_[g]);
        found_.back()[d] = values[v];
      }
    }
    for (std::size_t g = 0; g < before; ++g) found_[g][d] = values[0];
  }
}

void CellCounter::count_session_of(CellKey group, const TallySession& session) {
  TallyFigures& figures = cells_[cell_index(group)].figures;
  count_session(figures, session.kind);
  figures.headcount += session.headcount;
  figures.turned_away += session.turned_away;
  if (followed_ == group) sources_.sessions[sessions_] = {0, session.headcount, session.turned_away};
}

/// Where people are split, a session stands in each cell that one of its visitors ended in; by category also in those
/// that it has a headcount of.
void CellCounter::count_headcounts(CellKey group, const TallySession& session) {
  const auto category_at =
      static_cast<std::size_t>(std::find(by_.begin(), by_.end(), Dimension::category) - by_.begin());
  for (const TallyHeadcount& count : session.by_category) {
    if (count.people == 0) continue;
    group[category_at] = count.category;
    const Index cell = cell_index(group);
    count_once(cell, sessions_, session.kind);
    cells_[cell].figures.headcount += count.people;
    if (followed_ == group) sources_.sessions[sessions_].headcount += count.people;
  }
}

void CellCounter::count_once(Index cell, Index session, SessionKind kind) {
  if (cell >= counted_.size()) counted_.resize(cell + std::size_t{1});
  std::vector<bool>& counted = counted_[cell];
  if (session >= counted.size()) counted.resize(session + std::size_t{1});
  if (counted[session]) return;
  counted[session] = true;
  count_session(cells_[cell].figures, kind);
}

std::span<const CellCounter::Index> CellCounter::groups_of(const PersonVisit& visit) const {
  static constexpr Index the_one = 0;
  if (one_group_) return {&the_one, period_.contains({visit.session->local_date}) ? 1U : 0U};
  const Index begin = visit.session_index == 0 ? 0 : groups_end_[visit.session_index - 1];
  return {groups_.data() + begin, groups_end_[visit.session_index] - begin};
}

void CellCounter::count(std::uint32_t participant, std::span<const PersonVisit> visits, std::int32_t first_date) {
  for (const PersonVisit& visit : visits) {
    for (const Index group : groups_of(visit)) note(group, visit);
  }
  if (came_to_.empty()) return;
  mark_recurring();
  for (const Index group : came_to_) count_visitor(participant, visitors_[group], first_date >= period_.from.days);
  if (people_split_ || followed_) {
    for (const PersonVisit& visit : visits) {
      for (const Index group : groups_of(visit)) trace(visit, visitors_[group]);
    }
  }
  for (const Index group : came_to_) visitors_[group] = {};
  came_to_.clear();
}

void CellCounter::note(Index group, const PersonVisit& visit) {
  const TallySession& session = *visit.session;
  Visitor& person = visitors_[group];
  if (person.attendances == 0) {
    came_to_.push_back(group);
    person.key = group_keys_[group];
  }
  const bool later = person.attendances == 0 || session.start_ms > person.last_start_ms;
  const bool tie = !later && session.start_ms == person.last_start_ms;
  ++person.attendances;
  person.individual |= session.kind == SessionKind::individual;
  if (later) person.last_start_ms = session.start_ms;
  // Equal starts: what is listed first. Each dimension for itself, so that two-way cells agree with one-way ones.
  const auto take = [&](Rank& kept, Rank value) {
    if (later || (tie && value < kept)) kept = value;
  };
  take(person.category, visit.values->category);
  for (std::size_t d = 0; people_split_ && d < by_.size(); ++d) {
    if (belongs_to_person(by_[d])) take(person.key[d], value_of(*visit.values, by_[d]));
  }
  const bool week_matters = rule_.kind == RecurringRule::Kind::visits_per_week && session.kind == SessionKind::group;
  if (week_matters) week_visits_.push_back({group, iso_monday({session.local_date}).days});
}

void CellCounter::mark_recurring() {
  const std::int64_t enough = std::max(rule_.n, 1);
  if (rule_.kind == RecurringRule::Kind::visits_in_period) {
    for (const Index group : came_to_) visitors_[group].recurring = visitors_[group].attendances >= enough;
    return;
  }
  std::sort(week_visits_.begin(), week_visits_.end());
  std::int64_t same = 0;
  for (std::size_t v = 0; v < week_visits_.size(); ++v) {
    same = v > 0 && week_visits_[v] == week_visits_[v - 1] ? same + 1 : 1;
    if (same >= enough) visitors_[week_visits_[v].group].recurring = true;
  }
  week_visits_.clear();
}

void CellCounter::count_visitor(std::uint32_t participant, const Visitor& visitor, bool is_new) {
  HK_CHECK(visitor.category < categories_);
  TallyFigures& figures = cells_[cell_index(visitor.key)].figures;
  figures.attendances += visitor.attendances;
  ++figures.unique_participants;
  ++figures.by_category[visitor.category];
  figures.new_participants += is_new;
  figures.recurring_participants += visitor.recurring;
  figures.individual_support += visitor.individual;
  if (followed_ == visitor.key) sources_.people[participant] += visitor.attendances;
}

void CellCounter::trace(const PersonVisit& visit, const Visitor& visitor) {
  if (people_split_) count_once(cell_index(visitor.key), visit.session_index, visit.session->kind);
  if (followed_ == visitor.key) ++sources_.sessions[visit.session_index].attendances;
}

std::vector<TallyCell> CellCounter::cells() {
  std::sort(cells_.begin(), cells_.end(), [](const TallyCell& a, const TallyCell& b) { return a.key < b.key; });
  return std::move(cells_);
}

TallyFigures CellCounter::whole() {
  HK_CHECK(by_.empty());
  return std::move(cells_[cell_index({})].figures);
}

CellCounter::Index CellCounter::group_index(CellKey key) {
  const auto next = static_cast<Index>(group_keys_.size());
  const auto [found, is_new] = group_of_.try_emplace(packed(key[0], key[1]), next);
  if (is_new) {
    group_keys_.push_back(key);
    visitors_.emplace_back();
  }
  return found->second;
}

CellCounter::Index CellCounter::cell_index(CellKey key) {
  const auto next = static_cast<Index>(cells_.size());
  const auto [found, is_new] = cell_of_.try_emplace(packed(key[0], key[1]), next);
  if (is_new) {
    cells_.push_back({key, {}});
    cells_.back().figures.by_category.assign(categories_, 0);
  }
  return found->second;
}

void count(const Attendances& attendances, std::span<CellCounter> counters) {
  for (const TallySession& session : attendances.sessions()) {
    for (CellCounter& counter : counters) counter.add(session);
  }
  attendances.for_each_person([&](std::uint32_t participant, std::span<const PersonVisit> visits, std::int32_t first) {
    for (CellCounter& counter : counters) counter.count(participant, visits, first);
  });
}

}  // namespace hk
