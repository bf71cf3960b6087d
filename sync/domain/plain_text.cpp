#include "sync/domain/plain_text.h"

namespace hk {

std::optional<int> digits_value(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string shown(std::string_view text) {
  // Bytes from outside end up in terminals and logs: no control sequences, no megabytes.
  static constexpr std::size_t bytes_max = 60;
  std::string out(text.substr(0, bytes_max));
  for (char& c : out) {
    if (c < ' ' || c > '~') c = '?';
  }
  if (text.size() > bytes_max) out += "...";
  return out;
}

}  // namespace hk
