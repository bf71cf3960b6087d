#pragma once
#include <vector>

#include "kiosk/store/programme_file.h"
#include "sync/log/log.h"

namespace hk {

/// What a programme asks somebody who is new (its settings `fields` and `age_bands`).
struct NewcomerQuestions {
  FieldUse name = FieldUse::optional;
  FieldUse area = FieldUse::optional;
  std::vector<ProgrammeFile::AgeBand> age_bands;  ///< by age; may be empty
  ChildBasis child_basis = ChildBasis::guardian_consent;
  std::optional<ProgrammeFile::Text> consent, research;  ///< what is asked of each; none is not asked
  bool has_notice = false;                               ///< the programme tells how it uses what it keeps
};

/// Whose guardian is asked instead, or nobody (`child_basis`).
inline constexpr std::string_view child_category = "child_youth";

/// As the programme set it; a setting that never arrived is as `programme_changes` writes it by default.
/// Errors: invalid, naming the place in the setting; those of the database.
[[nodiscard]] Result<NewcomerQuestions> newcomer_questions(Log& log, ProgrammeRef programme);

}  // namespace hk
