#include "sync/domain/cell_counter.h"

#include <algorithm>

#include "sync/domain/calendar.h"

namespace hk {
namespace {

/// Week visits gathered before they are settled for the first time; 512 KiB.
constexpr std::size_t visits_before_settling = 1 << 16;

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

Rank value_of(const TallyCheckIn& check_in, Dimension dimension) {
  if (dimension == Dimension::category) return check_in.category;
  return dimension == Dimension::gender ? check_in.gender : check_in.area;
}

}  // namespace

CellCounter::CellCounter(Breakdown by, RecurringRule rule, std::size_t categories)
    : by_(std::move(by)),
      rule_(rule),
      categories_(categories),
      people_split_(splits_people(by_)),
      one_group_(std::all_of(by_.begin(), by_.end(), belongs_to_person)),
      holds_headcounts_(people_split_ && has_headcount(by_)),
      settle_at_(visits_before_settling) {
  HK_CHECK(by_.size() <= breakdown_dimensions_max);
}

void CellCounter::add(const TallySession& session, std::span<const TallyCheckIn> check_ins) {
  find_groups(session);
  for (const CellKey group : groups_) {
    if (people_split_) {
      hold(session, group);
    } else {
      TallyFigures& figures = cell(group);
      count_session(figures, session.kind);
      figures.headcount += session.headcount;
      figures.turned_away += session.turned_away;
    }
    for (const TallyCheckIn& check_in : check_ins) count_visit(session, check_in, group);
  }
  if (group_visits_.size() >= settle_at_) settle_weeks();
}

/// The session stands in each combination of its values.
void CellCounter::find_groups(const TallySession& session) {
  groups_.assign(1, CellKey{});
  for (std::size_t d = 0; d < by_.size(); ++d) {
    Rank one = 0;
    const std::span<const Rank> values = values_of(session, by_[d], one);
    HK_CHECK(!values.empty());
    const std::size_t before = groups_.size();
    for (std::size_t v = 1; v < values.size(); ++v) {
      for (std::size_t g = 0; g < before; ++g) {
        groups_.push_back(groups_[g]);
        groups_.back()[d] = values[v];
      }
    }
    for (std::size_t g = 0; g < before; ++g) groups_[g][d] = values[0];
  }
}

void CellCounter::count_visit(const TallySession& session, const TallyCheckIn& check_in, CellKey group) {
  HK_CHECK(check_in.category < categories_);
  Index index = 0;
  Visitor& person = visitor(group, check_in.participant, index);
  const bool later = person.attendances == 0 || session.start_ms > person.last_start_ms;
  const bool tie = !later && session.start_ms == person.last_start_ms;
  ++person.attendances;
  person.individual |= session.kind == SessionKind::individual;
  if (later) {
    person.last_start_ms = session.start_ms;
    person.category = check_in.category;
  } else if (tie) {
    // Equal starts: what is listed first. Each dimension for itself, so that two-way cells agree with one-way ones.
    person.category = std::min(person.category, check_in.category);
  }
  if (people_split_) {
    for (std::size_t d = 0; d < by_.size(); ++d) {
      if (!belongs_to_person(by_[d])) continue;
      const Rank value = value_of(check_in, by_[d]);
      if (later) person.key[d] = value;
      if (tie) person.key[d] = std::min(person.key[d], value);
    }
    held_visitors_.push_back(index);
  }
  note_week(index, session);
}

CellCounter::Visitor& CellCounter::visitor(CellKey group, std::uint32_t participant, Index& index) {
  index = participant;
  if (!one_group_) {
    const auto group_number = static_cast<Index>(group_of_.size());
    const Index number = group_of_.try_emplace(packed(group[0], group[1]), group_number).first->second;
    const auto next = static_cast<Index>(visitors_.size());
    index = visitor_of_.try_emplace(packed(number, participant), next).first->second;
  }
  if (index >= visitors_.size()) visitors_.resize(index + std::size_t{1});
  Visitor& found = visitors_[index];
  if (found.attendances == 0) {
    found.key = group;
    found.participant = participant;
  }
  return found;
}

void CellCounter::note_week(Index index, const TallySession& session) {
  const bool week_matters = rule_.kind == RecurringRule::Kind::visits_per_week && session.kind == SessionKind::group;
  if (week_matters && !visitors_[index].recurring) {
    group_visits_.push_back({index, iso_monday({session.local_date}).days});
  }
}

/// Marks those who reached the rule in some week and forgets their visits, so that a decade does not stay in memory.
void CellCounter::settle_weeks() {
  std::sort(group_visits_.begin(), group_visits_.end());
  for (std::size_t begin = 0; begin < group_visits_.size();) {
    std::size_t end = begin + 1;
    while (end < group_visits_.size() && group_visits_[end] == group_visits_[begin]) ++end;
    if (end - begin >= static_cast<std::size_t>(std::max(rule_.n, 1))) {
      visitors_[group_visits_[begin].visitor].recurring = true;
    }
    begin = end;
  }
  std::erase_if(group_visits_, [&](const WeekVisit& visit) { return visitors_[visit.visitor].recurring; });
  settle_at_ = std::max(visits_before_settling, group_visits_.size() * 2);
}

void CellCounter::hold(const TallySession& session, CellKey group) {
  held_.push_back({group, session.kind, held_visitors_.size(), held_headcounts_.size()});
  if (!holds_headcounts_) return;
  held_headcounts_.insert(held_headcounts_.end(), session.by_category.begin(), session.by_category.end());
}

std::vector<TallyCell> CellCounter::finish(std::span<const std::int32_t> first_dates, std::int32_t period_from) {
  settle_weeks();
  for (const Visitor& person : visitors_) {
    if (person.attendances > 0) count_visitor(person, first_dates[person.participant] >= period_from);
  }
  if (people_split_) count_held();
  std::sort(cells_.begin(), cells_.end(), [](const TallyCell& a, const TallyCell& b) { return a.key < b.key; });
  return std::move(cells_);
}

void CellCounter::count_visitor(const Visitor& visitor, bool is_new) {
  TallyFigures& figures = cell(visitor.key);
  const bool by_period = rule_.kind == RecurringRule::Kind::visits_in_period;
  figures.attendances += visitor.attendances;
  ++figures.unique_participants;
  ++figures.by_category[visitor.category];
  figures.new_participants += is_new;
  figures.recurring_participants += by_period ? visitor.attendances >= rule_.n : visitor.recurring;
  figures.individual_support += visitor.individual;
}

/// Where people are split, a session stands in each cell that one of its visitors ended in; by category also in those
/// that it has a headcount of.
void CellCounter::count_held() {
  const std::size_t category_at =
      static_cast<std::size_t>(std::find(by_.begin(), by_.end(), Dimension::category) - by_.begin());
  std::vector<std::size_t> counted_in;  // per cell: one past the last session counted there
  const auto count_once = [&](Index at, std::size_t session) {
    if (at >= counted_in.size()) counted_in.resize(at + std::size_t{1});
    if (counted_in[at] == session + 1) return;
    counted_in[at] = session + 1;
    count_session(cells_[at].figures, held_[session].kind);
  };
  held_.push_back({{}, SessionKind::group, held_visitors_.size(), held_headcounts_.size()});
  for (std::size_t s = 0; s + 1 < held_.size(); ++s) {
    for (std::size_t v = held_[s].visitors_begin; v < held_[s + 1].visitors_begin; ++v) {
      count_once(cell_index(visitors_[held_visitors_[v]].key), s);
    }
    for (std::size_t h = held_[s].headcounts_begin; h < held_[s + 1].headcounts_begin; ++h) {
      if (held_headcounts_[h].people == 0) continue;
      CellKey key = held_[s].group;
      key[category_at] = held_headcounts_[h].category;
      const Index at = cell_index(key);
      count_once(at, s);
      cells_[at].figures.headcount += held_headcounts_[h].people;
    }
  }
}

TallyFigures& CellCounter::cell(CellKey key) { return cells_[cell_index(key)].figures; }

CellCounter::Index CellCounter::cell_index(CellKey key) {
  const auto next = static_cast<Index>(cells_.size());
  const auto [found, is_new] = cell_of_.try_emplace(packed(key[0], key[1]), next);
  if (is_new) {
    cells_.push_back({key, {}});
    cells_.back().figures.by_category.assign(categories_, 0);
  }
  return found->second;
}

}  // namespace hk
