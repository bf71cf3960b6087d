#pragma once
#include <string_view>

namespace hk {

/// Whether a Swedish personnummer or samordningsnummer stands anywhere in `text` (UTF-8): ten digits, or twelve with
/// the century, however grouped by spaces, dots, dashes or a plus, in any of the digits people here type; a day that
/// exists, and the right check digit. None is ever kept (domain.md, "Privacy").
[[nodiscard]] bool holds_personnummer(std::string_view text);

}  // namespace hk
