#pragma once
#include "tests/support/sample_parts.h"

/// Who is checked in together, as participants and staff see it.
namespace hk::sample {

/// The first was found by name, and `here` of the last are here already.
inline HouseholdModel household(std::size_t count, std::size_t here = 0) {
  const std::vector<std::pair<const char*, const char*>> names{
      {"Amina", "adult"}, {"Yusuf", "teen"},   {"مريم", "child"}, {"Ilyas", "child"},
      {"ሰላም", "child"},   {"Halina", "elder"}, {"Noor", "child"}, {"Abdulrahman", "adult"}};
  HouseholdModel model;
  model.session = id<SessionId>(1);
  model.badge = yoga().badge;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_here = i + here >= count;
    model.members.push_back(
        {id<ParticipantId>(static_cast<int>(i) + 1), names[i].first, names[i].second, !is_here, is_here});
  }
  return model;
}

inline FamilyModel family(std::size_t count) {
  const std::vector<const char*> names{"Amina H.", "Besa K.", "Fatima A.", "مريم ق.", "Olena T.", "Yıldız D."};
  FamilyModel model;
  model.session = yoga();
  for (std::size_t i = 0; i < count; ++i)
    model.people.push_back({id<ParticipantId>(static_cast<int>(i) + 1), names[i % names.size()], {}, false});
  if (count < 4) return model;
  model.people[0].family = {"Yusuf H.", "مريم ق."};
  model.people[3].family = {"Amina H.", "Yusuf H."};
  model.people[1].ticked = model.people[2].ticked = model.people[3].ticked = true;
  model.can_join = model.can_part = true;
  return model;
}

inline std::vector<Named> households() {
  auto one_ticked = household(4, 1);
  one_ticked.members[1].ticked = false;
  auto large_household = household(8);
  large_household.more = true;
  auto household_soon_over = household(2);
  household_soon_over.seconds_left = 7;
  auto nobody_ticked = household(3);
  for (auto& member : nobody_ticked.members) member.ticked = false;
  return {{"household-2", screen_of(household(2))},
          {"household-4-here", screen_of(one_ticked)},
          {"household-6", screen_of(household(6))},
          {"household-8-more", screen_of(large_household)},
          {"household-countdown", screen_of(household_soon_over)},
          {"household-nobody", screen_of(nobody_ticked)},
          {"household-not-saved", with(screen_of(household(4)), Notice::Kind::disk_full)},
          {"family", screen_of(family(9))},
          {"family-nobody", screen_of(family(0))}};
}

}  // namespace hk::sample
