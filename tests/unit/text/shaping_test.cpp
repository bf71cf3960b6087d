#include <cmath>

#include "tests/unit/text/support.h"

namespace {
using namespace hk;
using hk::test::make_text;
using hk::test::width_of;

constexpr TextStyle kStyle{.em_px = 40};
constexpr TextStyle kRightToLeft{.em_px = 40, .base = BaseDirection::right_to_left, .language = "ar"};

TEST_CASE("Arabic letters join: a word is narrower than its letters apart") {
  auto text = make_text();
  float apart = 0;
  for (const char* letter : {"ف", "ا", "ط", "م", "ة"}) apart += width_of(*text, letter);
  CHECK(width_of(*text, "فاطمة") < apart * 0.9F);
}

TEST_CASE("Arabic runs from right to left inside a Swedish line") {
  auto text = make_text();
  const TextLine& line = text->block("فاطمة", Weight::regular, kStyle).lines.front();
  CHECK(line.caret_x(0) == doctest::Approx(line.width));
  CHECK(line.caret_x(10) == doctest::Approx(0));
}

TEST_CASE("an isolated Arabic name leaves the time after it in its place") {
  auto text = make_text();
  const std::string isolated = "Yoga \u2068يوغا\u2069 10:00";
  const TextLine& line = text->block(isolated, Weight::regular, kStyle).lines.front();
  const auto at = [&](std::string_view part) { return line.caret_x(isolated.find(part)); };
  CHECK(at("Yoga") < at("10:00"));
  CHECK(at("يوغا") < at("10:00"));
  // Without isolates the digits belong to the Arabic run, and stand before the name.
  const std::string bare = "Yoga يوغا 10:00";
  const TextLine& swapped = text->block(bare, Weight::regular, kStyle).lines.front();
  CHECK(swapped.caret_x(bare.find("10:00")) < swapped.caret_x(bare.find("يوغا")));
}

TEST_CASE("in a right-to-left line Swedish words keep their own direction") {
  auto text = make_text();
  const std::string mixed = "يوغا Yoga";
  const TextLine& line = text->block(mixed, Weight::regular, kRightToLeft).lines.front();
  CHECK(line.caret_x(mixed.find("oga")) > line.caret_x(mixed.find("ga")) - line.width);
  CHECK(line.caret_x(mixed.find("oga")) < line.caret_x(mixed.find("ga")));
  CHECK(line.caret_x(0) == doctest::Approx(line.width));
}

TEST_CASE("bidi controls and soft hyphens take no room") {
  auto text = make_text();
  CHECK(width_of(*text, "\u2068Amina\u2069") == doctest::Approx(width_of(*text, "Amina")));
  CHECK(width_of(*text, "Språk\u00ADcirkel") == doctest::Approx(width_of(*text, "Språkcirkel")));
  CHECK(text->block("\u2068\u2069", Weight::regular, kStyle).lines.front().quads.empty());
}

TEST_CASE("every script of the kiosk's languages has its letters") {
  auto text = make_text();
  const float box = width_of(*text, "\U000E0FFF");  // unassigned: the box of a missing letter
  for (const char* letter : {"Å", "ş", "ł", "ї", "ع", "پ", "ት", "ñ", "đ"}) {
    CAPTURE(letter);
    CHECK(width_of(*text, letter) > 0);
    CHECK(width_of(*text, letter) != doctest::Approx(box));
  }
}

TEST_CASE("digits have one width, so times and counts stand in columns") {
  auto text = make_text();
  for (const char* digit : {"1", "4", "7"}) CHECK(width_of(*text, digit) == doctest::Approx(width_of(*text, "0")));
}

TEST_CASE("a span of another weight goes on where the first ended") {
  auto text = make_text();
  const TextSpan spans[] = {{"Fatima", Weight::bold}, {" A.", Weight::regular}};
  const float bold = text->block("Fatima", Weight::bold, kStyle).width;
  const float rest = text->block(" A.", Weight::regular, kStyle).width;
  CHECK(text->block(spans, kStyle).width == doctest::Approx(bold + rest).epsilon(0.01));
}

TEST_CASE("letters go on joining over a change of weight") {
  auto text = make_text();
  const TextSpan joined[] = {{"مر", Weight::bold}, {"يم", Weight::regular}};
  const TextSpan apart[] = {{"مر\u200C", Weight::bold}, {"\u200Cيم", Weight::regular}};
  CHECK(text->block(joined, kStyle).lines.size() == 1);
  CHECK(text->block(joined, kStyle).width <= text->block(apart, kStyle).width);
}

TEST_CASE("the caret moves to the right with each Latin letter and ends at the width") {
  auto text = make_text();
  const TextLine& line = text->block("Åsa", Weight::regular, kStyle).lines.front();
  CHECK(line.caret_x(0) == doctest::Approx(0));
  CHECK(line.caret_x(2) > 0);
  CHECK(line.caret_x(3) > line.caret_x(2));
  CHECK(line.caret_x(4) == doctest::Approx(line.width));
}

TEST_CASE("hostile bytes are drawn as replacement characters, and nothing breaks") {
  auto text = make_text();
  const std::string bytes("\xFF\xFE\x00\xC3\x28\xED\xA0\x80\n\r\t", 11);
  CHECK(text->block(bytes, Weight::regular, kStyle, 100, 3).lines.size() <= 3);
  const std::string endless(200'000, '\xF0');
  CHECK(text->block(endless, Weight::regular, kStyle, 300).shortened);
  std::string nested;
  for (int i = 0; i < 5000; ++i) nested += "\u202B\u2067a";
  CHECK(text->block(nested, Weight::regular, kStyle, 300).lines.size() == 1);
}

TEST_CASE("an empty text is one empty line") {
  auto text = make_text();
  const TextBlock& block = text->block("", Weight::regular, kStyle, 100);
  REQUIRE(block.lines.size() == 1);
  CHECK(block.width == 0);
  CHECK(block.lines.front().caret_x(0) == 0);
}

TEST_CASE("quads stand on whole pixels, so that letters are sharp") {
  auto text = make_text();
  const TextLine& line = text->block("Välkommen", Weight::bold, {.em_px = 57.5F}).lines.front();
  REQUIRE(line.quads.size() >= 9);
  for (const TextQuad& quad : line.quads) {
    CHECK(quad.x0 == std::round(quad.x0));
    CHECK(quad.y0 == std::round(quad.y0));
    CHECK(quad.x1 - quad.x0 == quad.spot.w);
  }
}

}  // namespace
