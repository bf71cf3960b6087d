#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;
using Key = InputEvent::Key;

/// A note of many lines, being written, with its caret before byte `caret`.
Screen writing(std::size_t caret, int sentences = 3) {
  auto model = sample::close();
  model.writing = NotePrompt::how;
  std::string& text = model.notes[0].typed.text;
  text.clear();
  for (int i = 0; i < sentences; ++i) text += "Mening nummer " + std::to_string(i) + " handlar om hur det gick. ";
  model.notes[0].typed.place(std::min(caret, text.size()), std::min(caret, text.size()));
  return sample::screen_of(std::move(model));
}

const TypedText& typed(const Bench& bench) { return std::get<CloseModel>(bench.screen.content).notes[0].typed; }

std::size_t after(Bench& bench, Key key) {
  const auto intents = bench.key(key);
  REQUIRE(only<PlaceCaret>(intents) != nullptr);
  return only<PlaceCaret>(intents)->caret;
}

TEST_CASE("a touch in a note places the caret in the line that is touched") {
  Bench bench(writing(0, 6));
  const Rect field = bench.rect("field");
  const auto first = bench.tap_at(field.x + 200, field.y + 8);
  const auto third = bench.tap_at(field.x + 200, field.y + 8 + 2 * 36);
  REQUIRE(only<PlaceCaret>(first) != nullptr);
  REQUIRE(only<PlaceCaret>(third) != nullptr);
  CHECK(only<PlaceCaret>(first)->caret > 5);
  CHECK(only<PlaceCaret>(third)->caret > only<PlaceCaret>(first)->caret + 40);
}

TEST_CASE("up and down go between lines, and lead back to where they began") {
  Bench bench(writing(20, 6));
  const std::size_t below = after(bench, Key::down);
  CHECK(below > 20 + 40);
  bench.screen = writing(below, 6);
  bench.frames(2);
  CHECK(after(bench, Key::up) == 20);
}

TEST_CASE("left and right go over the end of a line, Home and End to the ends of the line alone") {
  Bench bench(writing(20, 6));
  const std::size_t end = after(bench, Key::end);
  CHECK(end > 20);
  CHECK(end < typed(bench).text.size());
  bench.screen = writing(end, 6);
  bench.frames(2);
  const std::size_t next = after(bench, Key::right);
  CHECK(next > end);
  CHECK(next <= end + 2);
  bench.screen = writing(next, 6);
  bench.frames(2);
  CHECK(after(bench, Key::left) == end);
  CHECK(after(bench, Key::home) == next);
}

TEST_CASE("shift with the keys selects over lines") {
  Bench bench(writing(20, 6));
  bench.view.push(InputEvent::pressed(Key::down, true));
  const auto intents = bench.frames(2);
  REQUIRE(only<PlaceCaret>(intents) != nullptr);
  CHECK(only<PlaceCaret>(intents)->anchor == 20);
  CHECK(only<PlaceCaret>(intents)->caret > 60);
}

TEST_CASE("a note longer than its box is dragged, and comes back to the caret when something is written") {
  Bench bench(writing(0, 40));
  const Rect field = bench.rect("field");
  const auto caret_after_touch = [&] {
    bench.frames(40);  // longer than between the touches of a double one
    const auto intents = bench.tap_at(field.x + 4, field.y + 8);
    REQUIRE(only<PlaceCaret>(intents) != nullptr);
    return only<PlaceCaret>(intents)->caret;
  };
  CHECK(caret_after_touch() == 0);
  bench.view.push(InputEvent::press(field.center_x(), field.bottom() - 10));
  bench.frames(2);
  for (const float y : {field.center_y(), field.y + 10}) {
    bench.view.push(InputEvent::move(field.center_x(), y));
    bench.frames(2);
  }
  bench.view.push(InputEvent::release(field.center_x(), field.y + 10));
  bench.frames(60);
  CHECK(caret_after_touch() > 100);
  bench.screen = writing(1, 40);
  bench.frames(2);
  CHECK(caret_after_touch() == 0);
}

TEST_CASE("where one line is all there is, up and down still move the focus") {
  auto model = sample::who("FAT");
  Bench bench(sample::screen_of(model));
  (void)bench.key(Key::down);
  CHECK_FALSE(bench.view.ui().focused().empty());
}

}  // namespace
