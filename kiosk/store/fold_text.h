#pragma once
#include <string>
#include <string_view>

namespace hk {

/// The form in which two spellings of one word are equal: case folded and composed (Unicode NFKC_Casefold), so
/// "STÖRRE" matches "större" also when a Mac wrote the dots on their own. Takes UTF-8; a malformed byte becomes U+FFFD.
[[nodiscard]] std::string fold_text(std::string_view text);

}  // namespace hk
