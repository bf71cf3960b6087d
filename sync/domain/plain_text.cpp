#include "sync/domain/plain_text.h"

#include <cstdint>

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

namespace {

/// Bytes of the sequence that `lead` begins, and the least code point that needs so many; 0 for no lead byte.
struct Lead {
  std::size_t length;
  std::uint32_t least;
  std::uint32_t bits;
};

Lead read_lead(unsigned char lead) {
  if (lead < 0x80) return {1, 0, lead};
  if (lead >= 0xc2 && lead <= 0xdf) return {2, 0x80, lead & 0x1fU};
  if ((lead & 0xf0) == 0xe0) return {3, 0x800, lead & 0x0fU};
  if (lead >= 0xf0 && lead <= 0xf4) return {4, 0x10000, lead & 0x07U};
  return {0, 0, 0};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const Lead lead = read_lead(static_cast<unsigned char>(bytes[i]));
    if (lead.length == 0 || lead.length > bytes.size() - i) return false;
    std::uint32_t code = lead.bits;
    for (std::size_t k = 1; k < lead.length; ++k) {
      const auto byte = static_cast<unsigned char>(bytes[i + k]);
      if ((byte & 0xc0) != 0x80) return false;
      code = code << 6 | (byte & 0x3fU);
    }
    if (code < lead.least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    i += lead.length;
  }
  return true;
}

}  // namespace hk
