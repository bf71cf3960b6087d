#include "kiosk/store/erase_people.h"

#include <set>

#include "kiosk/store/linked_people.h"

namespace hk {

Result<void> for_coordinators(const KioskStore& store, const char* what) {
  if (store.coordinator()) return {};
  return fail(ErrorCode::refused, what, "is for a coordinator, with their own passphrase");
}

Result<void> erase_people(KioskStore& store, std::span<const ParticipantId> people) {
  HK_TRY(for_coordinators(store, "erasure"));
  HK_ASSIGN(const LinkedPeople linked, linked_people(store.database(), store.programme()));
  std::set<ParticipantId> erased;
  std::vector<ChangeBody> bodies;
  for (const ParticipantId& person : people) {
    for (const ParticipantId& id : linked.all(person)) {
      if (erased.insert(id).second) bodies.emplace_back(ParticipantErased{id});
    }
    bodies.emplace_back(AccessLogged{"erasure", "ok", person});
  }
  if (bodies.empty()) return {};
  HK_TRY(store.record(bodies));
  // Somebody may be reading what is to be overwritten; sync tries again before it asks for more.
  const Result<void> swept = store.log().sweep();
  return swept || swept.error().code == ErrorCode::busy ? Result<void>() : swept;
}

Result<void> erase_person(KioskStore& store, ParticipantId person) { return erase_people(store, {&person, 1}); }

}  // namespace hk
