#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"

namespace hk {

// How participants come: alone or with their household, and how they regret it.

void Kiosk::on(const TapSession& intent) {
  // Without names there is still a count.
  if (!store_.unlocked()) return go(AtCount{intent.session});
  ask_who(intent.session);
}

void Kiosk::ask_who(SessionId session) {
  AtWho who;
  who.session = session;
  who.regulars = regulars(session);
  go(std::move(who));
}

void Kiosk::on(const TapCandidate& intent) {
  const auto* who = std::get_if<AtWho>(&state_);
  const Person* person = store_.unlocked() ? store_.people().find(intent.participant) : nullptr;
  if (who == nullptr || person == nullptr || person->is_protected) return;
  notice_.reset();
  const SessionId session = who->session;
  AtHousehold household = this->household(session, intent.participant);
  const bool all_here = std::all_of(household.members.begin(), household.members.end(),
                                    [](const HouseholdModel::Member& member) { return member.here; });
  if (all_here) return welcome_again(session, intent.participant);
  if (household.members.size() > 1) return go(std::move(household));
  welcome(session, {intent.participant}, CheckInWay::self);
}

Kiosk::AtHousehold Kiosk::household(SessionId session, ParticipantId participant) {
  const ParticipantId found = store_.people().representative(participant);
  std::vector<ParticipantId> ids = store_.people().household_of(found);
  std::erase_if(ids, [&](const ParticipantId& id) { return store_.people().find(id)->is_protected; });
  std::stable_partition(ids.begin(), ids.end(), [&](const ParticipantId& id) { return id == found; });
  AtHousehold household;
  household.session = session;
  household.more = ids.size() > tuning::household_max;
  if (household.more) ids.resize(tuning::household_max);
  const std::vector<ParticipantId> present = or_notice(view_.present(session));
  const std::vector<ChoiceTile> categories = category_tiles();
  for (const ParticipantId& id : ids) {
    const Person& person = *store_.people().find(id);
    const auto category = std::find_if(categories.begin(), categories.end(),
                                       [&](const ChoiceTile& one) { return one.code == person.category; });
    const bool here = std::find(present.begin(), present.end(), id) != present.end();
    household.members.push_back(
        {id, person.first_name(), category == categories.end() ? "adult" : category->pictogram, !here, here});
  }
  return household;
}

void Kiosk::on(const CheckInTicked&) {
  const auto* household = std::get_if<AtHousehold>(&state_);
  if (household == nullptr) return;
  std::vector<ParticipantId> ticked;
  std::size_t together = 0;
  for (const HouseholdModel::Member& member : household->members) {
    if (member.ticked) ticked.push_back(member.participant);
    if (member.ticked || member.here) ++together;
  }
  if (!ticked.empty()) welcome(household->session, std::move(ticked), CheckInWay::household, together);
}

void Kiosk::on(const CheckInAlone&) {
  const auto* household = std::get_if<AtHousehold>(&state_);
  if (household == nullptr || household->members.front().here) return;
  const ParticipantId alone = household->members.front().participant;
  welcome(household->session, {alone}, CheckInWay::self);
}

void Kiosk::welcome(SessionId session, std::vector<ParticipantId> people, CheckInWay way, std::size_t together) {
  notice_.reset();
  std::vector<ChangeBody> bodies;
  for (const ParticipantId& id : people) {
    if (auto recorded = check_in(session, id, way)) bodies.emplace_back(*std::move(recorded));
  }
  if (bodies.size() != people.size() || !record(bodies)) return;
  AtDone done{session, {}, store_.people().find(people.front())->first_name()};
  done.who = std::move(people);
  done.together = together;
  done.searches = std::exchange(searches_, 0);
  go(std::move(done));
}

void Kiosk::welcome_again(SessionId session, ParticipantId participant) {
  AtDone done{session, std::vector{participant}, store_.people().find(participant)->first_name()};
  done.already_here = true;
  go(std::move(done));
}

void Kiosk::on(const UndoCheckIn&) {
  const AtDone* done = answered_done();
  if (done == nullptr || done->already_here) return;
  const SessionId session = done->session;
  if (const auto* counted = std::get_if<Headcounts::What>(&done->who)) {
    if (count_one_less(Headcounts::What(*counted))) go(AtCount{session});
    return;
  }
  const auto& people = std::get<std::vector<ParticipantId>>(done->who);
  if (!(done->is_new ? take_back_newcomer(*done, people.front()) : withdraw(session, people))) return;
  // A check-in that was taken back has not shown that anybody here is who they say.
  searches_ = done->searches;
  ask_who(session);
}

HouseholdModel Kiosk::model(const AtHousehold& household) {
  return {household.session, summary(household.session).badge, household.members, household.more, seconds_left()};
}

bool Kiosk::is_discreet() { return or_notice(store_.log().setting(store_.programme(), "discreet")) == "true"; }

DoneModel Kiosk::model(const AtDone& done) {
  const SessionSummary session = summary(done.session);
  DoneModel model;
  if (!is_discreet()) model.first_name = done.first_name;
  model.badge = session.badge;
  model.place = session.place;
  model.already_here = done.already_here;
  model.together = done.together;
  model.can_undo = !done.already_here;
  model.can_add_family = done.is_new && !done.first_name.empty();
  const std::int64_t left = state_since_ms_ + done_ms() - store_.clock().monotonic_ms();
  const std::int64_t quarter = done_ms() / 4;
  model.quarters_left = static_cast<int>(std::clamp<std::int64_t>((left + quarter - 1) / quarter, 0, 4));
  return model;
}

}  // namespace hk
