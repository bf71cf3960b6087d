#include "tests/unit/text/support.h"

namespace {
using namespace hk;
using hk::test::make_text;

constexpr TextStyle kStyle{.em_px = 20};

TEST_CASE("the cache stays bounded however many names pass by") {
  auto text = make_text();
  for (int frame = 0; frame < 60; ++frame) {
    text->begin_frame();
    for (int i = 0; i < 100; ++i) (void)text->block("Namn " + std::to_string(frame * 100 + i), Weight::regular, kStyle);
  }
  text->begin_frame();
  CHECK(text->cached_blocks() <= TextEngine::kCachedBlocksMax + 100);
}

TEST_CASE("nor does a long note that is written letter by letter fill it") {
  auto text = make_text();
  std::string note;
  for (int letter = 0; letter < 600; ++letter) {
    note += letter % 7 == 6 ? ' ' : 'a';
    text->begin_frame();
    (void)text->block(note, Weight::regular, kStyle, 600, 100);
  }
  text->begin_frame();
  CHECK(text->cached_letters() <= TextEngine::kCachedLettersMax);
  CHECK(text->cached_letters() > 0);
}

TEST_CASE("names of a screen that was left are forgotten") {
  auto text = make_text();
  (void)text->block("Fatima", Weight::regular, kStyle);
  text->begin_frame();
  (void)text->block("Välkommen", Weight::regular, kStyle);
  text->forget_unused();
  CHECK(text->cached_blocks() == 1);
}

TEST_CASE("the same text is shaped once, and another size is another text") {
  auto text = make_text();
  const TextBlock* first = &text->block("Yoga", Weight::regular, kStyle);
  CHECK(first == &text->block("Yoga", Weight::regular, kStyle));
  CHECK(first != &text->block("Yoga", Weight::bold, kStyle));
  CHECK(first != &text->block("Yoga", Weight::regular, {.em_px = 21}));
  CHECK(text->cached_blocks() == 3);
}

TEST_CASE("a full atlas is cleared, and what is drawn then is whole again") {
  auto text = make_text();
  bool overflowed = false;
  for (int size = 300; size < 900 && !overflowed; ++size) {
    (void)text->block("ABCDEFGHIJ", Weight::bold, {.em_px = static_cast<float>(size)});
    overflowed = text->wants_another_frame();
  }
  REQUIRE(overflowed);
  CHECK(text->atlas().pages().size() == Atlas::kPagesMax);
  text->begin_frame();
  CHECK_FALSE(text->wants_another_frame());
  CHECK(text->block("ABCDEFGHIJ", Weight::bold, {.em_px = 300}).lines.front().quads.size() == 10);
}

TEST_CASE("spots of the atlas never overlap") {
  Atlas atlas;
  std::vector<AtlasSpot> spots;
  for (int i = 0; i < 400; ++i) {
    const auto spot = atlas.add(5 + i % 37, 7 + i % 23);
    REQUIRE(spot.has_value());
    spots.push_back(*spot);
  }
  const auto apart = [](const AtlasSpot& a, const AtlasSpot& b) {
    return a.page != b.page || a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
  };
  bool all_apart = true;
  for (std::size_t i = 0; i < spots.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) all_apart = all_apart && apart(spots[i], spots[j]);
  CHECK(all_apart);
}

TEST_CASE("something larger than a page is not drawn, and the rest goes on") {
  Atlas atlas;
  CHECK_FALSE(atlas.add(Atlas::kPageSize + 1, 5).has_value());
  CHECK_FALSE(atlas.is_full());
  CHECK(atlas.add(5, 5).has_value());
}

TEST_CASE("a page is uploaded in the part that changed, once") {
  Atlas atlas;
  (void)atlas.take_dirty(0);
  CHECK_FALSE(atlas.take_dirty(0).has_value());
  const auto spot = atlas.add(10, 12);
  const auto dirty = atlas.take_dirty(0);
  REQUIRE((spot && dirty));
  CHECK(dirty->x == spot->x);
  CHECK(dirty->w == 10);
  CHECK(dirty->h == 12);
}

}  // namespace
