#include <doctest/doctest.h>

#include "kiosk/app/typed_text.h"

namespace {
using namespace hk;

TypedText text_of(std::string text) {
  TypedText typed;
  typed.text = std::move(text);
  return typed;
}

TEST_CASE("a text that is set is written on at its end") {
  TypedText typed = text_of("Åsa");
  CHECK(typed.caret() == 4);
  CHECK(typed.insert("!", 100));
  CHECK(typed.text == "Åsa!");
}

TEST_CASE("letters come in at the caret, and it stays behind them") {
  TypedText typed = text_of("فطمة");
  typed.place(2, 2);
  CHECK(typed.insert("ا", 100));
  CHECK(typed.text == "فاطمة");
  CHECK(typed.caret() == 4);
  CHECK(typed.insert("X", 100));
  CHECK(typed.text == "فاXطمة");
}

TEST_CASE("what is selected is replaced by a letter, and taken away by Backspace, from either end") {
  TypedText typed = text_of("Anna Karin");
  typed.place(0, 4);
  CHECK(typed.insert("Eva", 100));
  CHECK(typed.text == "Eva Karin");
  CHECK(typed.caret() == 3);
  CHECK(typed.anchor() == 3);
  typed.place(9, 3);
  typed.erase();
  CHECK(typed.text == "Eva");
  CHECK(typed.caret() == 3);
}

TEST_CASE("Backspace takes a whole letter before the caret, and nothing at the beginning") {
  TypedText typed = text_of("Öse");
  typed.place(2, 2);
  typed.erase();
  CHECK(typed.text == "se");
  typed.erase();
  CHECK(typed.text == "se");
}

TEST_CASE("a place within a letter, or beyond the text, is one between letters") {
  TypedText typed = text_of("ሰላም");
  typed.place(4, 99);
  CHECK(typed.caret() == 3);
  CHECK(typed.anchor() == 9);
}

TEST_CASE("a text does not grow beyond its room, and what is replaced counts as room") {
  TypedText typed = text_of("abcd");
  CHECK_FALSE(typed.insert("ef", 5));
  CHECK(typed.text == "abcd");
  typed.place(0, 2);
  CHECK(typed.insert("xyz", 5));
  CHECK(typed.text == "xyzcd");
}

TEST_CASE("a cleared text has its caret at the end of what comes next") {
  TypedText typed = text_of("abc");
  typed.place(0, 1);
  typed.clear();
  CHECK(typed.text.empty());
  typed.text = "def";
  CHECK(typed.caret() == 3);
}

}  // namespace
