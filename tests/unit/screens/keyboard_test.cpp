#include <set>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("a touch between keys, and beside the outermost, is the nearest key") {
  Bench bench(sample::screen_of(sample::who("")));
  const float top = bench.rect("key:q").y;
  int touched = 0;
  for (float y = top + 1; y < hk::test::kHeight; y += 23)
    for (float x = 1; x < hk::test::kWidth; x += 61) {
      const auto intents = bench.tap_at(x, y);
      CAPTURE(x);
      CAPTURE(y);
      CHECK(intents.size() == 1);
      CHECK(only<AnyTouch>(intents) == nullptr);
      ++touched;
    }
  CHECK(touched > 200);
}

TEST_CASE("keys answer when the finger comes down, so none is lost by sliding") {
  Bench bench(sample::screen_of(sample::who("")));
  const Rect a = bench.rect("key:a"), s = bench.rect("key:s");
  bench.view.push(InputEvent::press(a.right() - 2, a.center_y()));
  CHECK(only<TypeText>(bench.frame())->text == "A");
  bench.view.push(InputEvent::move(s.x + 4, s.center_y()));
  bench.view.push(InputEvent::release(s.x + 4, s.center_y()));
  CHECK(bench.frames(3).empty());
}

TEST_CASE("participants have capitals with å ä ö, and neither shift nor Enter") {
  Bench bench(sample::screen_of(sample::who("")));
  CHECK(only<TypeText>(bench.tap("key:å"))->text == "Å");
  CHECK(only<TypeText>(bench.tap("key:q"))->text == "Q");
  CHECK(only<TypeText>(bench.tap("key:space"))->text == " ");
  CHECK(only<Backspace>(bench.tap("key:backspace")) != nullptr);
  CHECK(only<ClearText>(bench.tap("key:clear")) != nullptr);
  CHECK(only<ToggleDigits>(bench.tap("key:digits")) != nullptr);
  CHECK(bench.find("key:shift") == nullptr);
  CHECK(bench.find("key:enter") == nullptr);
}

TEST_CASE("staff write small letters, and capitals with shift") {
  auto model = sample::unlock("");
  Bench bench(sample::screen_of(model));
  CHECK(only<TypeText>(bench.tap("key:ä"))->text == "ä");
  CHECK(only<ToggleShift>(bench.tap("key:shift")) != nullptr);
  model.passphrase.shift = true;
  bench.screen = sample::screen_of(model);
  bench.frame();
  CHECK(only<TypeText>(bench.tap("key:ä"))->text == "Ä");
  CHECK(only<TypeText>(bench.tap("key:x"))->text == "X");
  CHECK(only<SubmitText>(bench.tap("key:enter")) != nullptr);
}

TEST_CASE("the 123 layer has digits and signs, and the way back") {
  auto model = sample::who("");
  model.typed.digits = true;
  Bench bench(sample::screen_of(model));
  CHECK(only<TypeText>(bench.tap("key:7"))->text == "7");
  CHECK(only<TypeText>(bench.tap("key:@"))->text == "@");
  CHECK(only<ToggleDigits>(bench.tap("key:digits")) != nullptr);
  CHECK(bench.find("key:q") == nullptr);
}

TEST_CASE("a physical keyboard types, deletes and submits without focus") {
  Bench bench(sample::screen_of(sample::unlock("")));
  CHECK(only<TypeText>(bench.type(U'ö'))->text == "ö");
  CHECK(only<TypeText>(bench.type(U' '))->text == " ");
  CHECK(only<Backspace>(bench.key(InputEvent::Key::backspace)) != nullptr);
  CHECK(only<SubmitText>(bench.key(InputEvent::Key::enter)) != nullptr);
  CHECK(only<GoBack>(bench.key(InputEvent::Key::escape)) != nullptr);
  CHECK(bench.type(0x1B).empty());
}

TEST_CASE("where nothing is written, letters do nothing") {
  Bench bench(sample::screen_of(sample::today()));
  CHECK(bench.type(U'a').empty());
  CHECK(bench.key(InputEvent::Key::enter).empty());
}

TEST_CASE("Tab reaches everything in turn, and Enter does what a tap does") {
  Bench bench(sample::screen_of(sample::today()));
  const auto count = bench.view.touchables().size();
  std::size_t roster_reached = 0;
  for (std::size_t i = 0; i < count; ++i) {
    (void)bench.key(InputEvent::Key::tab);
    if (bench.view.touchables()[i].id == "roster:0") {
      const auto intents = bench.key(InputEvent::Key::enter);
      CHECK(only<ShowRoster>(intents) != nullptr);
      ++roster_reached;
    }
  }
  CHECK(roster_reached == 1);
}

TEST_CASE("arrows go to the neighbour, space activates it, and a touch takes the ring away") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  (void)bench.key(InputEvent::Key::tab);   // back
  (void)bench.key(InputEvent::Key::down);  // the candidate below it
  (void)bench.key(InputEvent::Key::right);
  const auto intents = bench.type(U' ');
  REQUIRE(only<TapCandidate>(intents) != nullptr);
  CHECK(only<TapCandidate>(intents)->participant == sample::id<ParticipantId>(2));
  (void)bench.tap_at(600, 420);
  CHECK(only<TypeText>(bench.type(U' ')) != nullptr);
}

TEST_CASE("focus does not go over to another screen") {
  Bench bench(sample::screen_of(sample::today()));
  (void)bench.key(InputEvent::Key::tab);
  bench.screen = sample::screen_of(sample::close());
  bench.frames(2);
  CHECK(bench.key(InputEvent::Key::enter).empty());
}

TEST_CASE("the long press has a way by keyboard") {
  Bench bench(sample::screen_of(sample::welcome(2)));
  (void)bench.key(InputEvent::Key::tab);
  CHECK(only<OpenStaff>(bench.key(InputEvent::Key::enter)) != nullptr);
}

/// Letters and deletions that come of holding `id` for `seconds`.
std::size_t typed_by_holding(Bench& bench, std::string_view id, float seconds) {
  const Rect key = bench.rect(id);
  bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
  std::size_t typed = bench.frame(0.01F).size();
  for (float held = 0; held < seconds; held += 0.05F) {
    // One that repeats asks for the frames it needs; another costs none.
    CHECK((bench.view.seconds_to_next_frame() < 0.1F) == (id != "key:digits"));
    typed += bench.frame(0.05F).size();
  }
  bench.view.push(InputEvent::release(key.center_x(), key.center_y()));
  typed += bench.frames(3).size();
  CHECK(bench.view.seconds_to_next_frame() > 1000);
  return typed;
}

TEST_CASE("a key held down repeats, later than a slow finger lifts") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  CHECK(typed_by_holding(bench, "key:a", 0.5F) == 1);
  CHECK(typed_by_holding(bench, "key:backspace", 1.8F) >= 5);
  CHECK(typed_by_holding(bench, "key:ö", 1.8F) >= 5);
  CHECK(typed_by_holding(bench, "key:digits", 1.8F) == 1);
}

TEST_CASE("the keyboard has the whole width of a phone, along its lower edge") {
  const hk::test::Glass& phone = hk::test::kGlasses.back();
  const Bench bench(sample::screen_of(sample::unlock("")), phone);
  CHECK(bench.rect("key:q").x == 0);
  CHECK(bench.rect("key:å").right() == doctest::Approx(phone.width));
  CHECK(bench.rect("key:enter").bottom() == doctest::Approx(phone.height));
}

TEST_CASE("on every screen Tab reaches everything that can be touched, and shows where it is") {
  for (const auto& [name, screen] : sample::all()) {
    Bench bench(screen);
    CAPTURE(name);
    const std::size_t count = bench.view.touchables().size();
    std::set<std::string> reached;
    for (std::size_t i = 0; i < count; ++i) {
      (void)bench.key(InputEvent::Key::tab);
      reached.emplace(bench.view.ui().focused());
    }
    CHECK(reached.size() == count);
  }
}

TEST_CASE("Esc is the arrow in the corner, wherever there is one") {
  for (const auto& [name, screen] : sample::all()) {
    Bench bench(screen);
    CAPTURE(name);
    if (bench.find("back") == nullptr) continue;
    CHECK(only<GoBack>(bench.key(InputEvent::Key::escape)) != nullptr);
  }
}

}  // namespace
