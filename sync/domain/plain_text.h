#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace hk {

/// The value of a text of one to nine ASCII digits, and nothing else around them.
[[nodiscard]] std::optional<int> digits_value(std::string_view text);
/// `text` as an error may show it: at most 60 bytes, anything but printable ASCII as `?`.
[[nodiscard]] std::string shown(std::string_view text);
/// Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace hk
