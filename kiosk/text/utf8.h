#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hk {

/// Code points, and where each began in the bytes they came from.
struct DecodedText {
  std::u32string points;
  std::vector<std::uint32_t> offsets;  ///< one more than `points`: the last is the length in bytes
};

/// Takes any bytes. Each maximal invalid sequence becomes one U+FFFD (Unicode 15, section 3.9), so nothing typed,
/// imported or received can stop the drawing of text.
[[nodiscard]] DecodedText decode_utf8(std::string_view bytes);

/// Appends `point`; a surrogate or a value past U+10FFFF is appended as U+FFFD.
void append_utf8(std::string& text, char32_t point);

}  // namespace hk
