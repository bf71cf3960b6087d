#include "kiosk/store/recovery_code.h"

#include "sync/crypto/keys.h"

namespace hk {

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t groups = 7;
constexpr std::size_t signs_in_group = 5;  // four of chance, one that checks

/// Times 2 in GF(32), x⁵ + x² + 1.
unsigned twice(unsigned value) { return ((value << 1) ^ ((value & 16) != 0 ? 0x25U : 0U)) & 31U; }

/// Every sign counts with another power of 2, so that one wrong sign, or two that changed places, always show.
unsigned check_of(const unsigned* values, std::size_t group) {
  unsigned sum = 0;
  for (std::size_t i = 0; i + 1 < signs_in_group; ++i) sum = twice(sum ^ values[i]);
  return sum ^ static_cast<unsigned>(group);
}

/// The sign's value; empty for what is none.
std::optional<unsigned> value_of(char typed) {
  if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
  if (typed == 'O') typed = '0';
  if (typed == 'I' || typed == 'L') typed = '1';
  const std::size_t value = signs.find(typed);
  if (value == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(value);
}

}  // namespace

std::string make_recovery_code() {
  Bytes chance = random_bytes(groups * (signs_in_group - 1));
  std::string code;
  code.reserve(groups * (signs_in_group + 1));  // no copies left behind by growing
  for (std::size_t group = 0; group < groups; ++group) {
    unsigned values[signs_in_group] = {};
    for (std::size_t i = 0; i + 1 < signs_in_group; ++i) {
      values[i] = static_cast<unsigned char>(chance[group * (signs_in_group - 1) + i]) & 31U;
    }
    values[signs_in_group - 1] = check_of(values, group);
    if (group > 0) code += '-';
    for (const unsigned value : values) code += signs[value];
  }
  wipe(chance);
  return code;
}

Result<std::optional<std::string>> parse_recovery_code(std::string_view typed) {
  unsigned values[groups * signs_in_group] = {};
  std::size_t count = 0;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const auto value = value_of(c);
    if (!value || count == groups * signs_in_group) return std::optional<std::string>();
    values[count++] = *value;
  }
  if (count != groups * signs_in_group) return std::optional<std::string>();
  std::string code;
  for (std::size_t group = 0; group < groups; ++group) {
    const unsigned* of_group = values + group * signs_in_group;
    if (check_of(of_group, group) != of_group[signs_in_group - 1]) {
      return fail(ErrorCode::invalid, "recovery code", "group " + std::to_string(group + 1) + " is mistyped");
    }
    if (group > 0) code += '-';
    for (std::size_t i = 0; i < signs_in_group; ++i) code += signs[of_group[i]];
  }
  return std::optional(std::move(code));
}

}  // namespace hk
