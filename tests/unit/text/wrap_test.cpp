#include "tests/unit/text/support.h"

namespace {
using namespace hk;
using hk::test::make_text;
using hk::test::width_of;

constexpr TextStyle kStyle{.em_px = 40};

const TextBlock& block(TextEngine& text, std::string_view string, float width, std::size_t lines) {
  return text.block(string, Weight::regular, kStyle, width, lines);
}

TEST_CASE("a text that fits is one line, whole") {
  auto text = make_text();
  const TextBlock& one = block(*text, "Sal 2", width_of(*text, "Sal 2"), 2);
  CHECK(one.lines.size() == 1);
  CHECK_FALSE(one.shortened);
}

TEST_CASE("lines break at spaces, and the space at the break takes no room") {
  auto text = make_text();
  const TextBlock& two = block(*text, "Fråga personalen", width_of(*text, "personalen"), 2);
  REQUIRE(two.lines.size() == 2);
  CHECK(two.lines[0].width == doctest::Approx(width_of(*text, "Fråga")));
  CHECK(two.lines[1].width == doctest::Approx(width_of(*text, "personalen")));
  CHECK_FALSE(two.cut_word);
}

TEST_CASE("the two dots of Ethiopic that part words, or are a comma, stay at the end of a line") {
  auto text = make_text();
  const TextBlock& two = block(*text, "ኣለኹም፡ ሰላም", width_of(*text, "ኣለኹም፡"), 2);
  REQUIRE(two.lines.size() == 2);
  CHECK(two.lines[0].width == doctest::Approx(width_of(*text, "ኣለኹም፡")));
  CHECK(two.lines[1].width == doctest::Approx(width_of(*text, "ሰላም")));
}

TEST_CASE("a break at a soft hyphen shows a hyphen") {
  auto text = make_text();
  const float room = width_of(*text, "Matlagnings-") + 1;
  const TextBlock& two = block(*text, "Matlagnings\u00ADcirkel", room, 2);
  REQUIRE(two.lines.size() == 2);
  CHECK(two.lines[0].width == doctest::Approx(width_of(*text, "Matlagnings-")).epsilon(0.01));
  CHECK(two.lines[1].width == doctest::Approx(width_of(*text, "cirkel")));
}

TEST_CASE("a word wider than a line is cut, and told of") {
  auto text = make_text();
  const TextBlock& cut = block(*text, "Ordningsvaktsutbildningen", 150, 9);
  CHECK(cut.lines.size() > 1);
  CHECK(cut.cut_word);
  CHECK_FALSE(cut.shortened);
  for (const TextLine& line : cut.lines) CHECK(line.width <= 151);
}

TEST_CASE("what does not fit in the last line ends in an ellipsis within the width") {
  auto text = make_text();
  const TextBlock& short_one = block(*text, "Kom gärna tillbaka lite senare", 200, 1);
  REQUIRE(short_one.lines.size() == 1);
  CHECK(short_one.shortened);
  CHECK(short_one.width <= 201);
  CHECK(short_one.width > 120);
}

TEST_CASE("an Arabic name is shortened at its end, which is its left") {
  auto text = make_text();
  const std::string name = "فاطمة الزهراء";
  const float whole = width_of(*text, name);
  const TextBlock& cut = block(*text, name, whole * 0.6F, 1);
  CHECK(cut.shortened);
  REQUIRE_FALSE(cut.lines.front().quads.empty());
  const float dots = width_of(*text, "…");
  CHECK(cut.lines.front().quads.front().x1 <= dots + 2);  // the first thing drawn, leftmost, is the ellipsis
}

TEST_CASE("no room at all is no crash") {
  auto text = make_text();
  CHECK(block(*text, "Amina", 0, 1).lines.size() == 1);
  CHECK(block(*text, "Amina", -5, 3).lines.size() <= 3);
}

}  // namespace
