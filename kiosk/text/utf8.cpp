#include "kiosk/text/utf8.h"

namespace hk {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Lead {
  int more = 0;              // continuation bytes that must follow; 0 for a byte that cannot lead
  char32_t bits = 0;         // what the lead byte contributes
  unsigned char low = 0x80;  // bounds of the first continuation byte: they shut out overlong forms and surrogates
  unsigned char high = 0xBF;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {.more = 1, .bits = byte & 0x1FU};
  if (byte == 0xE0) return {.more = 2, .bits = 0, .low = 0xA0};
  if (byte == 0xED) return {.more = 2, .bits = 0x0D, .high = 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {.more = 2, .bits = byte & 0x0FU};
  if (byte == 0xF0) return {.more = 3, .bits = 0, .low = 0x90};
  if (byte >= 0xF1 && byte <= 0xF3) return {.more = 3, .bits = byte & 0x07U};
  if (byte == 0xF4) return {.more = 3, .bits = 4, .high = 0x8F};
  return {};
}

/// One code point from `at`, which moves past it.
char32_t next_point(std::string_view bytes, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(bytes[at++]);
  if (byte < 0x80) return byte;
  Lead lead = lead_of(byte);
  if (lead.more == 0) return kReplacement;
  char32_t point = lead.bits;
  for (; lead.more > 0; --lead.more) {
    if (at >= bytes.size()) return kReplacement;
    const auto next = static_cast<unsigned char>(bytes[at]);
    if (next < lead.low || next > lead.high) return kReplacement;
    point = (point << 6) | (next & 0x3FU);
    lead.low = 0x80;
    lead.high = 0xBF;
    ++at;
  }
  return point;
}

}  // namespace

DecodedText decode_utf8(std::string_view bytes) {
  DecodedText text;
  text.points.reserve(bytes.size());
  text.offsets.reserve(bytes.size() + 1);
  for (std::size_t at = 0; at < bytes.size();) {
    text.offsets.push_back(static_cast<std::uint32_t>(at));
    text.points.push_back(next_point(bytes, at));
  }
  text.offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  return text;
}

void append_utf8(std::string& text, char32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = kReplacement;
  const auto put = [&](char32_t bits) { text.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

}  // namespace hk
