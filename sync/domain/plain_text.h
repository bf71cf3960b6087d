#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace hk {

/// The value of a text of one to nine ASCII digits, and nothing else around them.
[[nodiscard]] std::optional<int> digits_value(std::string_view text);
/// `text` as an error may show it: at most 60 bytes, anything but printable ASCII as `?`.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace hk
