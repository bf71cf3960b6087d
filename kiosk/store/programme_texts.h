#pragma once
#include <map>
#include <string>

#include "kiosk/store/programme_file.h"
#include "sync/log/log.h"

namespace hk {

inline constexpr const char* notice_text = "notice";

/// The programme's own words for those who come, by name: "consent", "research", "notice". One that the programme does
/// not have is not asked or shown. Errors: invalid, naming the place in the setting; those of the database.
[[nodiscard]] Result<std::map<std::string, ProgrammeFile::Text>> programme_texts(Log& log, ProgrammeRef programme);

}  // namespace hk
