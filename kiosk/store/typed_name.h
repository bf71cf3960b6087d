#pragma once
#include <string>
#include <string_view>

namespace hk {

/// A name as it is kept from what was typed: single spaces, none around it; and where a keyboard of capitals wrote it
/// (no small letter anywhere), small letters but where a word begins: "FATIMA AL-HASSAN" is "Fatima Al-Hassan".
/// Empty where no letter was typed. Takes UTF-8; a malformed byte is left out.
[[nodiscard]] std::string typed_name(std::string_view typed);

}  // namespace hk
