#include "sync/domain/attendances.h"

#include <algorithm>
#include <tuple>

namespace hk {
namespace {

bool is_earlier(const TallyCheckIn& a, const TallyCheckIn& b) { return std::tie(a.hlc, a.id) < std::tie(b.hlc, b.id); }

void renumber_all(std::vector<Rank>& values, std::span<const Rank> ranks) {
  for (Rank& value : values) value = ranks[value];
}

}  // namespace

bool Attendances::add(TallySession session, std::span<const TallyCheckIn> check_ins) {
  if (!session.counts) return false;
  const auto session_index = static_cast<std::uint32_t>(sessions_.size());
  const auto first = static_cast<std::uint32_t>(visits_.size());
  HK_CHECK(visits_.size() + check_ins.size() < nothing);
  kept_.clear();
  for (const TallyCheckIn& check_in : check_ins) {
    add_earlier(check_in.participant, session.local_date);
    std::uint32_t& last_visit = people_[check_in.participant].last_visit;
    if (last_visit == nothing || last_visit < first) {
      visits_.push_back({last_visit, session_index, values_index(check_in)});
      last_visit = static_cast<std::uint32_t>(visits_.size() - 1);
      kept_.push_back(&check_in);
    } else if (const TallyCheckIn*& kept = kept_[last_visit - first]; is_earlier(check_in, *kept)) {
      visits_[last_visit].values = values_index(check_in);
      kept = &check_in;
    }
  }
  sessions_.push_back(std::move(session));
  return true;
}

void Attendances::add_earlier(std::uint32_t participant, std::int32_t local_date) {
  if (participant >= people_.size()) people_.resize(participant + std::size_t{1});
  std::int32_t& first_date = people_[participant].first_date;
  first_date = std::min(first_date, local_date);
}

void Attendances::renumber(Dimension dimension, std::span<const Rank> ranks) {
  const auto of_sessions = [&](Rank TallySession::*value) {
    for (TallySession& session : sessions_) session.*value = ranks[session.*value];
  };
  const auto of_people = [&](Rank PersonValues::*value) {
    for (PersonValues& values : values_) values.*value = ranks[values.*value];
  };
  switch (dimension) {
    case Dimension::workshop:
      return of_sessions(&TallySession::workshop);
    case Dimension::activity:
      return of_sessions(&TallySession::activity);
    case Dimension::site:
      return of_sessions(&TallySession::site);
    case Dimension::goal_area:
      return of_sessions(&TallySession::goal_area);
    case Dimension::leader:
      for (TallySession& session : sessions_) renumber_all(session.leaders, ranks);
      return;
    case Dimension::partner:
      for (TallySession& session : sessions_) renumber_all(session.partners, ranks);
      return;
    case Dimension::category:
      for (TallySession& session : sessions_) {
        for (TallyHeadcount& count : session.by_category) count.category = ranks[count.category];
      }
      return of_people(&PersonValues::category);
    case Dimension::gender:
      return of_people(&PersonValues::gender);
    case Dimension::area:
      return of_people(&PersonValues::area);
    case Dimension::weekday:
      break;  // the date's
  }
}

std::size_t Attendances::Hash::operator()(const PersonValues& values) const {
  std::uint64_t mixed = values.category;
  for (const Rank one : {values.gender, values.area}) mixed = (mixed * 0x9e3779b97f4a7c15U) ^ one;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}

std::uint32_t Attendances::values_index(const TallyCheckIn& check_in) {
  const PersonValues values{check_in.category, check_in.gender, check_in.area};
  const auto [found, is_new] = index_of_values_.try_emplace(values, static_cast<std::uint32_t>(values_.size()));
  if (is_new) values_.push_back(values);
  return found->second;
}

}  // namespace hk
