#include "kiosk/text/utf8.h"

#include <doctest/doctest.h>

namespace {
using hk::append_utf8;
using hk::decode_utf8;

TEST_CASE("valid UTF-8 of every length comes back as it was") {
  const std::string text = "aÅع𝄞";
  std::string again;
  for (const char32_t point : decode_utf8(text).points) append_utf8(again, point);
  CHECK(again == text);
}

TEST_CASE("each maximal invalid sequence is one replacement character") {
  CHECK(decode_utf8("a\xFFz").points == U"a\uFFFDz");
  CHECK(decode_utf8("a\x80\x80z").points == U"a\uFFFD\uFFFDz");
  CHECK(decode_utf8("\xC0\xAF").points == U"\uFFFD\uFFFD");  // overlong
  CHECK(decode_utf8("\xE0\x80\xAF").points.size() == 3);
  CHECK(decode_utf8("\xF0\x80\x80\xAF").points.size() == 4);
  CHECK(decode_utf8("\xED\xA0\x80").points == U"\uFFFD\uFFFD\uFFFD");  // a surrogate
  CHECK(decode_utf8("\xF4\x90\x80\x80").points.size() == 4);           // past U+10FFFF
  CHECK(decode_utf8("\xE2\x82").points == U"\uFFFD");                  // cut off
  CHECK(decode_utf8("\xE2\x82z").points == U"\uFFFDz");
}

TEST_CASE("offsets tell where each character began, and where the text ends") {
  const auto text = decode_utf8("aÅ\xFF");
  REQUIRE(text.offsets.size() == 4);
  CHECK(text.offsets[1] == 1);
  CHECK(text.offsets[2] == 3);
  CHECK(text.offsets[3] == 4);
}

TEST_CASE("a surrogate is never written") {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

}  // namespace
