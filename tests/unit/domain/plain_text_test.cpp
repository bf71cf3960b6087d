#include "sync/domain/plain_text.h"

#include <doctest/doctest.h>

using namespace hk;

TEST_CASE("well-formed UTF-8 of every length is taken") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("Åsa, فاطمة, ሰላም, Žana"));
  CHECK(is_utf8("\xf4\x8f\xbf\xbf"));
  CHECK(is_utf8("\xed\x9f\xbf\xee\x80\x80"));
}

TEST_CASE("overlong, cut, stray, surrogate and too large sequences are not UTF-8") {
  for (const char* bytes :
       {"\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc3\x28", "\xe5sa"}) {
    CHECK_FALSE(is_utf8(bytes));
  }
}

TEST_CASE("only whole numbers of ASCII digits have a value") {
  CHECK(digits_value("007") == 7);
  CHECK(digits_value("999999999") == 999'999'999);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1a", "1000000000"}) CHECK_MESSAGE(!digits_value(text), text);
}
