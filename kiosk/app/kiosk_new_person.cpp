#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/personnummer.h"
#include "kiosk/store/typed_name.h"

namespace hk {

void Kiosk::on(const AddPerson&) {
  const auto* roster = std::get_if<AtRoster>(&state_);
  if (roster == nullptr || !store_.unlocked()) return;
  AtNewPerson person;
  person.session = roster->session;
  // Who was searched for in vain is who is to be added.
  person.name.text = roster->search.text;
  go(std::move(person));
}

void Kiosk::add_person(const AtNewPerson& person, const std::string& category) {
  notice_.reset();
  const std::string name = typed_name(person.name.text);
  if (name.empty()) return;
  if (holds_personnummer(person.name.text)) {
    notice_ = Notice{Notice::Kind::personnummer, {}};
    return;
  }
  const SessionId session = person.session;
  if (add_participant(session, {name, category, {}, {}}, CheckInWay::staff)) on(ShowRoster{session});
}

/// One of the same name is who was meant: here now, if not before.
void Kiosk::tick_same(const AtNewPerson& person, ParticipantId participant) {
  const SessionId session = person.session;
  notice_.reset();
  check_in_by_staff(session, participant);
  if (!notice_) on(ShowRoster{session});
}

NewPersonModel Kiosk::model(const AtNewPerson& person) {
  NewPersonModel model;
  model.session = summary(person.session);
  model.typed = person.name;
  const std::string name = typed_name(person.name.text);
  model.can_add = !name.empty();
  model.categories = category_tiles();
  if (!store_.unlocked() || name.empty()) return model;
  const std::vector<ParticipantId> present = or_notice(view_.present(person.session));
  for (const ParticipantId& id : store_.people().search(name, People::Match::whole, tuning::same_name_max, true)) {
    model.same.push_back(row(id, std::find(present.begin(), present.end(), id) != present.end()));
  }
  return model;
}

}  // namespace hk
