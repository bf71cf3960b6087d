#pragma once
#include <google/protobuf/repeated_field.h>

#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/result.h"

/// Rules every text from outside must keep before it becomes a value of ours.
namespace hk::decode {

inline constexpr int list_max = 1000;
inline constexpr std::size_t name_max = 200 * 4;  ///< bytes of 200 characters in any script

/// UTF-8 of at most `bytes_max`. (proto3 checks UTF-8 of strings when it parses; this is the length.)
[[nodiscard]] inline Result<void> bounded_text(std::string_view text, std::size_t bytes_max, std::string_view field) {
  if (text.size() > bytes_max) {
    return fail(ErrorCode::invalid, std::string(field), "longer than " + std::to_string(bytes_max) + " bytes");
  }
  return {};
}

/// [a-z0-9_]{1,64}: codes of catalogue entries, settings and prompts.
[[nodiscard]] inline Result<void> code_text(std::string_view code, std::string_view field) {
  const bool good = !code.empty() && code.size() <= 64 &&
                    code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
  if (!good) return fail(ErrorCode::invalid, std::string(field), "is not a code of a-z, 0-9 and _");
  return {};
}

/// A protobuf enum's value as ours, whose values count 1 … `last`.
template <class Enum>
[[nodiscard]] Result<Enum> known(int value, int last, const char* field) {
  if (value < 1 || value > last) return fail(ErrorCode::invalid, field, "unknown value " + std::to_string(value));
  return static_cast<Enum>(value);
}

template <class AnyId>
[[nodiscard]] Result<std::vector<AnyId>> ids(const google::protobuf::RepeatedPtrField<std::string>& list,
                                             const char* field) {
  if (list.size() > list_max) return fail(ErrorCode::invalid, field, "too many");
  std::vector<AnyId> out;
  for (const std::string& bytes : list) {
    HK_ASSIGN(const AnyId id, AnyId::from_bytes(bytes, field));
    out.push_back(id);
  }
  return out;
}

}  // namespace hk::decode
