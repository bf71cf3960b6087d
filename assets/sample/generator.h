#pragma once
#include <string>

#include "assets/sample/totals.h"
#include "kiosk/store/programme_file.h"

namespace hk::sample {

/// A register (CSV as kiosk/store/register_csv.h reads it) of a period that never was: the programme's own weekly
/// schedule, invented people, and exactly these totals. The same input gives the same bytes on every machine.
[[nodiscard]] std::string make_register(const ProgrammeFile& programme, const Totals& totals);

}  // namespace hk::sample
