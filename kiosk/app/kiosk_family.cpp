#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/store/households.h"

namespace hk {

// "Familjer": staff say who may be checked in together.

namespace {

bool holds(const std::vector<ParticipantId>& ids, const ParticipantId& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

void Kiosk::on(const ShowFamily&) {
  const auto* roster = std::get_if<AtRoster>(&state_);
  if (roster == nullptr || !store_.unlocked()) return;
  AtFamily family;
  family.session = roster->session;
  family.people = or_notice(view_.present(roster->session));
  go(std::move(family));
}

void Kiosk::on(const TickMember& intent) {
  if (auto* family = std::get_if<AtFamily>(&state_)) {
    if (!holds(family->people, intent.participant)) return;
    if (std::erase(family->ticked, intent.participant) == 0) family->ticked.push_back(intent.participant);
    return;
  }
  auto* household = std::get_if<AtHousehold>(&state_);
  if (household == nullptr) return;
  for (HouseholdModel::Member& member : household->members) {
    if (member.participant == intent.participant && !member.here) member.ticked = !member.ticked;
  }
}

void Kiosk::on(const JoinFamily&) {
  auto* family = std::get_if<AtFamily>(&state_);
  if (family == nullptr || family->ticked.size() < 2) return;
  notice_.reset();
  if (succeeded(join_household(store_, family->ticked))) family->ticked.clear();
}

void Kiosk::on(const PartFamily&) {
  auto* family = std::get_if<AtFamily>(&state_);
  if (family == nullptr || family->ticked.empty()) return;
  notice_.reset();
  if (succeeded(leave_household(store_, family->ticked))) family->ticked.clear();
}

FamilyModel Kiosk::model(const AtFamily& family) {
  FamilyModel model;
  model.session = summary(family.session);
  if (!store_.unlocked()) return model;
  for (const ParticipantId& id : family.people) {
    FamilyModel::Member member{id, row(id, true).name, {}, holds(family.ticked, id)};
    for (const ParticipantId& one : store_.people().household_of(id)) {
      if (one != store_.people().representative(id)) member.family.push_back(row(one, false).name);
    }
    model.can_part |= member.ticked && !member.family.empty();
    model.people.push_back(std::move(member));
  }
  model.can_join = family.ticked.size() >= 2;
  return model;
}

}  // namespace hk
