#pragma once
#include <string>
#include <string_view>

#include "kiosk/store/kiosk_store.h"

namespace hk {

/// The questions that staff may answer when a session closes, as session_note_set names them.
inline constexpr std::string_view note_how = "how_it_went";
inline constexpr std::string_view note_needs = "needs";

/// What was last written under `prompt` at the session or one linked with it, opened with the programme key; empty
/// where nobody wrote anything. Errors: locked; refused or invalid for a note that does not open; those of the
/// database.
[[nodiscard]] Result<std::string> read_note(KioskStore& store, SessionId session, std::string_view prompt);

}  // namespace hk
