#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

int steps(const std::vector<Intent>& intents) {
  return static_cast<int>(std::count_if(
      intents.begin(), intents.end(), [](const Intent& intent) { return std::holds_alternative<StepCount>(intent); }));
}

/// Holds the finger on `id` for `seconds`, in frames as the window makes them, and lifts it.
int held_steps(Bench& bench, std::string_view id, float seconds) {
  const Rect at = bench.rect(id);
  bench.view.push(InputEvent::press(at.center_x(), at.center_y()));
  int count = steps(bench.frame(0.01F));
  for (float held = 0; held < seconds; held += 0.05F) count += steps(bench.frame(0.05F));
  bench.view.push(InputEvent::release(at.center_x(), at.center_y()));
  return count + steps(bench.frames(3));
}

TEST_CASE("a category tile counts that category, and Who has the way to the tiles") {
  Bench count(sample::screen_of(sample::count()));
  CHECK(only<ChooseCategory>(count.tap("tile:2"))->code == "professional");
  CHECK(only<GoBack>(count.tap("back")) != nullptr);
  Bench who(sample::screen_of(sample::who("FAT")));
  CHECK(only<CountMe>(who.tap("count")) != nullptr);
  CHECK(who.rect("count").w >= 59.9F * hk::test::kPxPerMm);
}

TEST_CASE("a stepper counts one more or one less of its row") {
  Bench roster(sample::screen_of(sample::roster()));
  const auto more = roster.tap("count:0:more");
  REQUIRE(only<StepCount>(more) != nullptr);
  CHECK(only<StepCount>(more)->category == "child_youth");
  CHECK(only<StepCount>(more)->up);
  const auto less = roster.tap("count:3:less");
  REQUIRE(only<StepCount>(less) != nullptr);
  CHECK(only<StepCount>(less)->category.empty());
  CHECK_FALSE(only<StepCount>(less)->up);
}

TEST_CASE("what is zero cannot be taken down") {
  const Bench roster(sample::screen_of(sample::roster()));
  CHECK(roster.find("count:2:less") == nullptr);
  CHECK(roster.find("count:2:more") != nullptr);
}

TEST_CASE("a stepper held down repeats after 400 ms five times a second, and not once more when it is let go") {
  Bench roster(sample::screen_of(sample::roster()));
  CHECK(held_steps(roster, "count:0:more", 0.3F) == 1);  // a tap
  CHECK(held_steps(roster, "count:0:more", 0.5F) == 1);  // at 400 ms
  CHECK(held_steps(roster, "count:0:more", 1.5F) == 6);  // and at 600, 800, 1000, 1200, 1400
  CHECK(held_steps(roster, "count:0:more", 0.1F) == 1);
}

TEST_CASE("a stepper held down keeps the frames coming") {
  Bench roster(sample::screen_of(sample::roster()));
  const Rect at = roster.rect("count:1:more");
  roster.view.push(InputEvent::press(at.center_x(), at.center_y()));
  (void)roster.frames(2);
  CHECK(roster.view.seconds_to_next_frame() < 0.1F);
}

TEST_CASE("while names are locked the roster has steppers and the way to the passphrase, but nobody") {
  auto model = sample::roster();
  model.names_locked = true;
  Bench roster(sample::screen_of(model));
  CHECK(only<StepCount>(roster.tap("count:1:more")) != nullptr);
  CHECK(only<ShowUnlock>(roster.tap("notice:unlock")) != nullptr);
  CHECK(roster.find("person:0") == nullptr);
  CHECK(roster.find("search") == nullptr);
}

}  // namespace
