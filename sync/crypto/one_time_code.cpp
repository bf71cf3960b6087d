#include "sync/crypto/one_time_code.h"

#include "sync/crypto/keys.h"

namespace hk {
namespace {

constexpr std::string_view signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t signs_in_code = 20;
constexpr std::size_t signs_in_group = 5;

}  // namespace

std::string make_one_time_code() {
  // Bytes at or above the largest multiple of 30 are thrown away, so that every sign is equally likely.
  constexpr unsigned fair_below = 256 / signs.size() * signs.size();
  std::string code;
  for (std::size_t drawn = 0; drawn < signs_in_code;) {
    const auto chance = static_cast<unsigned char>(random_bytes(1)[0]);
    if (chance >= fair_below) continue;
    if (drawn != 0 && drawn % signs_in_group == 0) code += '-';
    code += signs[chance % signs.size()];
    ++drawn;
  }
  return code;
}

std::string plain_code(std::string_view typed) {
  std::string plain;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return plain;
}

}  // namespace hk
