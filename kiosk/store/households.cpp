#include "kiosk/store/households.h"

#include <algorithm>

namespace hk {

namespace {

Result<std::vector<const Person*>> known(const KioskStore& store, std::span<const ParticipantId> people) {
  if (!store.unlocked()) return fail(ErrorCode::locked, "names", "are locked; a passphrase is needed first");
  std::vector<const Person*> known;
  for (const ParticipantId& id : people) {
    known.push_back(store.people().find(id));
    if (known.back() == nullptr) return fail(ErrorCode::not_found, to_text(id), "nobody is known by this id");
  }
  return known;
}

Result<void> set_household(KioskStore& store, std::span<const ParticipantId> people, const std::string& household) {
  std::vector<ChangeBody> bodies;
  for (const ParticipantId& id : people) {
    if (store.people().find(id)->household == household) continue;
    ParticipantDetails details;
    details.household = household;
    bodies.emplace_back(ParticipantSet{id, std::move(details)});
  }
  if (!bodies.empty()) HK_TRY(store.record(bodies));
  return {};
}

}  // namespace

/// Letters alone: no row of digits in it can be taken for a personnummer.
std::string new_household(Random& random) {
  std::string household;
  for (int half = 0; half < 2; ++half) {
    std::uint64_t chance = random.next_u64();
    for (int letter = 0; letter < 16; ++letter, chance >>= 4) household += static_cast<char>('a' + (chance & 15));
  }
  return household;
}

Result<void> join_household(KioskStore& store, std::span<const ParticipantId> people) {
  HK_ASSIGN(const std::vector<const Person*> persons, known(store, people));
  const auto settled =
      std::find_if(persons.begin(), persons.end(), [](const Person* one) { return !one->household.empty(); });
  const std::string household = settled == persons.end() ? new_household(store.random()) : (*settled)->household;
  return set_household(store, people, household);
}

Result<void> leave_household(KioskStore& store, std::span<const ParticipantId> people) {
  HK_TRY(known(store, people));
  return set_household(store, people, {});
}

}  // namespace hk
