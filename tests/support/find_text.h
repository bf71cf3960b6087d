#pragma once
#include <string>
#include <utility>
#include <vector>

#include "sync/domain/bytes.h"

/// Looks for a text in bytes that may hold it in another form.
namespace hk::test {

inline std::string base64(ByteView bytes) {
  static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int have = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (have += 8; have >= 6; have -= 6) out += digits[bits >> (have - 6) & 63];
  }
  if (have > 0) out += digits[bits << (6 - have) & 63];
  return out;
}

/// Each form with its name. Of base64, for each of the three alignments, the digits that the text alone decides.
inline std::vector<std::pair<std::string, Bytes>> forms_of(const std::string& ascii) {
  Bytes little, big;
  for (const char c : ascii) {
    little += {c, '\0'};
    big += {'\0', c};
  }
  std::string upper = to_hex(ascii);
  for (char& c : upper) c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
  std::vector<std::pair<std::string, Bytes>> forms = {
      {"UTF-8", ascii}, {"UTF-16LE", little}, {"UTF-16BE", big}, {"hex", to_hex(ascii)}, {"HEX", upper}};
  for (std::size_t before = 0; before < 3; ++before) {
    const std::size_t from = (before * 8 + 5) / 6;
    const std::size_t to = (before + ascii.size()) * 8 / 6;
    forms.emplace_back("base64", base64(Bytes(before, 'x') + ascii).substr(from, to - from));
  }
  return forms;
}

/// Names of the forms in which `bytes` hold `ascii`.
inline std::vector<std::string> forms_found(ByteView bytes, const std::string& ascii) {
  std::vector<std::string> found;
  for (const auto& [form, looks] : forms_of(ascii)) {
    if (bytes.find(looks) != ByteView::npos) found.push_back(form);
  }
  return found;
}

}  // namespace hk::test
