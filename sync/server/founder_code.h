#pragma once
#include <string>
#include <string_view>

#include "sync/domain/bytes.h"

namespace hk {

/// A one-time code that a person reads from one screen and types on another: 20 signs in groups of five, 98 bits,
/// without 0, 1, I, L, O and U.
[[nodiscard]] std::string make_founder_code();
/// What the server keeps of a code. Small letters, spaces and missing hyphens make no difference.
[[nodiscard]] Bytes founder_code_hash(std::string_view code);

}  // namespace hk
