#pragma once
#include <optional>
#include <string>

#include "kiosk/store/kiosk_store.h"
#include "kiosk/store/programme_file.h"

namespace hk {

/// What somebody asks to have corrected; what is absent stays as it is, and what is empty is taken away.
struct PersonEdit {
  std::optional<std::string> name, alias, phone, category, gender, area, household;
  std::optional<std::optional<std::int32_t>> birth_year;
  std::optional<bool> is_protected;
};

/// What `edit` makes of `now` (a newcomer: of an empty Person), as participant_set says it. A person with a protected
/// identity has no area, and is shown by an alias. `today` bounds the year of birth. Errors: invalid, naming the field:
/// the programme has it switched off or cannot do without it, a personnummer stands in it, or it is no year of anybody
/// who lives.
[[nodiscard]] Result<ParticipantDetails> corrected(const Person& now, const PersonEdit& edit,
                                                   const ProgrammeFile::Fields& fields, LocalDate today);

/// Records it for somebody whose names are open; who becomes protected and has no alias gets a neutral one. Of somebody
/// with several ids protection is written under each, all else under `person`. Check-ins stay as they were: what
/// somebody was then is a fact of then. Errors: locked; not_found; those of corrected() and record().
[[nodiscard]] Result<void> correct_person(KioskStore& store, ParticipantId person, const PersonEdit& edit,
                                          LocalDate today);

/// As it was given, but no more, under every id of theirs: whoever takes a yes back has taken it back also when the ids
/// are taken apart. Errors: locked; those of record().
[[nodiscard]] Result<void> end_consent(KioskStore& store, ParticipantId person, ConsentPurpose purpose);

}  // namespace hk
