#pragma once
#include <string>
#include <string_view>

namespace hk {

/// A secret that a person reads from one screen and types on another, once: 20 signs in groups of five, 98 bits,
/// without 0, 1, I, L, O and U.
[[nodiscard]] std::string make_one_time_code();
/// What is meant by it as typed: small letters, spaces and missing hyphens make no difference.
[[nodiscard]] std::string plain_code(std::string_view typed);

}  // namespace hk
