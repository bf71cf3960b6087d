#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sync/domain/result.h"

namespace hk {

/// The code on a recovery sheet: seven groups of five signs, A4KX2-…, 140 random bits. The last sign of each group
/// checks the four before it and the group's place, so that a person who mistypes is told which group to read again.
/// Signs are Crockford's base32: no I, L, O or U, and whoever types I, L or O is understood.
[[nodiscard]] std::string make_recovery_code();

/// The code as make_recovery_code() writes it; small letters, spaces and hyphens make no difference. Empty for a text
/// that is no such code at all. Errors: invalid, naming the first group that was mistyped.
[[nodiscard]] Result<std::optional<std::string>> parse_recovery_code(std::string_view typed);

}  // namespace hk
