#pragma once
#include "kiosk/store/programme_file.h"
#include "sync/log/log.h"

namespace hk {

/// Which details of people the programme keeps; one that it never said is as a programme file sets it by default.
/// Errors: invalid, naming the place in the setting; those of the database.
[[nodiscard]] Result<ProgrammeFile::Fields> programme_fields(Log& log, ProgrammeRef programme);

}  // namespace hk
