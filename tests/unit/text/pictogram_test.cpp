#include "kiosk/text/pictogram.h"

#include <cmath>

#include "tests/unit/text/support.h"

namespace {
using namespace hk;
using hk::test::icons;
using hk::test::make_text;

TEST_CASE("every drawing of the product is understood") {
  const auto pictograms = load_pictograms(icons());
  REQUIRE_MESSAGE(pictograms.has_value(), pictograms.error().message());
  CHECK(pictograms->size() >= 49);
  CHECK(pictograms->contains("yoga"));
}

TEST_CASE("a half circle by arc reaches as far out as its radius") {
  const auto path = parse_path("M3 11A9 9 0 1 1 21 11", "test");
  REQUIRE(path.has_value());
  REQUIRE(path->front().segments.size() == 2);
  const PathPoint top = path->front().segments.front().end;
  CHECK(top.x == doctest::Approx(12));
  CHECK(top.y == doctest::Approx(2));
}

TEST_CASE("the corner of a card turns the way its arc says") {
  const auto path = parse_path("M13.5 4A2 2 0 0 1 15.5 6M13.5 4A2 2 0 0 0 15.5 6", "test");
  REQUIRE(path.has_value());
  const PathSegment outwards = path->at(0).segments.front(), inwards = path->at(1).segments.front();
  CHECK(outwards.control_a.x == doctest::Approx(13.5 + 2 * 0.5523).epsilon(0.001));
  CHECK(outwards.control_a.y == doctest::Approx(4));
  CHECK(inwards.control_a.x == doctest::Approx(13.5));
  CHECK(inwards.control_a.y == doctest::Approx(4 + 2 * 0.5523).epsilon(0.001));
}

TEST_CASE("what is not a path is refused by name, not drawn wrongly") {
  for (const char* d : {"L1 2", "M1", "M1 2 Q3 4 5 6", "m1 2", "M1 2Z3", "M1 x"}) {
    CAPTURE(d);
    const auto path = parse_path(d, "bad.svg");
    REQUIRE_FALSE(path.has_value());
    CHECK(path.error().code == ErrorCode::invalid);
    CHECK(path.error().thing == "bad.svg");
  }
}

TEST_CASE("a folder without pictograms is an error that names it") {
  const auto none = load_pictograms("/nowhere");
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == ErrorCode::not_found);
  CHECK(none.error().thing == "/nowhere");
}

TEST_CASE("the filled layer lies within the stroked one, in the square asked for") {
  auto text = make_text();
  const PictogramQuads quads = text->pictogram("yoga", 128, 1.6F);
  REQUIRE(quads.soft.has_value());
  REQUIRE(quads.line.has_value());
  CHECK(quads.soft->x0 == doctest::Approx(16));  // 3 of 24
  CHECK(quads.soft->x1 == doctest::Approx(112));
  CHECK(quads.line->x0 >= 0);
  CHECK(quads.line->y1 <= 128);
}

TEST_CASE("the middle of a filled area is covered wholly, its outside not at all") {
  auto text = make_text();
  const auto soft = text->pictogram("info", 96, 1.6F).soft;
  REQUIRE(soft.has_value());
  const AtlasSpot& spot = soft->spot;
  CHECK(text->atlas().row(spot, spot.h / 2)[spot.w / 2] == 255);
  CHECK(text->atlas().row(spot, 0)[0] == 0);
}

TEST_CASE("an unknown name is drawn as a list, not left out") {
  auto text = make_text();
  CHECK_FALSE(text->has_pictogram("no-such"));
  const auto unknown = text->pictogram("no-such", 40, 1.6F).line, list = text->pictogram("list", 40, 1.6F).line;
  REQUIRE((unknown && list));
  CHECK(unknown->spot.x == list->spot.x);
}

TEST_CASE("a missing font is an error that names it and where to get it") {
  const auto fonts = find_fonts("/nowhere");
  REQUIRE_FALSE(fonts.has_value());
  CHECK(fonts.error().code == ErrorCode::not_found);
  CHECK(fonts.error().message().find("Noto Sans Regular") != std::string::npos);
  CHECK(fonts.error().message().find("fonts-noto-core") != std::string::npos);
}

TEST_CASE("a font file that is not one is an error that names the file") {
  auto fonts = find_fonts();
  REQUIRE(fonts.has_value());
  (*fonts)[0] = icons() / "tick.svg";
  const auto text = TextEngine::open(*fonts, icons());
  REQUIRE_FALSE(text.has_value());
  CHECK(text.error().code == ErrorCode::corrupt);
  CHECK(text.error().thing.find("tick.svg") != std::string::npos);
}

}  // namespace
