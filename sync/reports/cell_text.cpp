#include "sync/reports/cell_text.h"

#include <algorithm>

#include "sync/domain/plain_text.h"

namespace hk {
namespace {

/// Bytes of the character that begins so, if it is well-formed.
std::size_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/// Between two strings of bytes, which UTF-8 orders as the code points are ordered.
bool within(std::string_view character, std::string_view first, std::string_view last) {
  return first <= character && character <= last;
}

bool steers(std::string_view character) {
  return within(character, std::string_view("\0", 1), "\x1f") || within(character, "\x7f", "\xc2\x9f") ||
         within(character, "\u2028", "\u202e") || within(character, "\u2066", "\u2069") ||
         within(character, "\uFFFE", "\uFFFF");
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell;
  // Spreadsheets look past leading spaces.
  const std::size_t first = text.find_first_not_of(" \r\n");
  if (first != std::string_view::npos && std::string_view("=+-@\t").find(text[first]) != std::string_view::npos) {
    cell += '\'';
  }
  cell += text;
  if (cell.find_first_of(";,\"\r\n\t") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view character = text.substr(i, sequence_length(text[i]));
    const bool malformed = !is_utf8(character);
    if (malformed || steers(character)) {
      out += '?';
    } else {
      out += character;
    }
    i += malformed ? 1 : character.size();
  }
  return out;
}

std::string shortened(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto continues = [&] { return (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80; };
  while (bytes > 0 && continues()) --bytes;
  text.resize(bytes);
  return text;
}

std::size_t columns(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;) {
    at -= 3;
    digits.insert(at, " ");
  }
  return digits;
}

}  // namespace hk
