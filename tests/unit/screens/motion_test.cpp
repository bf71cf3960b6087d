#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
namespace sample = hk::sample;

/// Seconds for which frames are asked for, after the first one.
float moves_for(Bench& bench) {
  float seconds = 0;
  while (bench.view.seconds_to_next_frame() == 0 && seconds < 2) {
    (void)bench.frame(0.01F);
    seconds += 0.01F;
  }
  return seconds;
}

Screen calm(Screen screen) {
  screen.appearance.calm = true;
  return screen;
}

TEST_CASE("the tick is drawn within a fifth of a second, and then nothing") {
  Bench bench(sample::screen_of(sample::today()));
  bench.screen = sample::screen_of(sample::done());
  (void)bench.frame();
  const float moved = moves_for(bench);
  CHECK(moved >= 0.15F);
  CHECK(moved <= 0.2F);
}

TEST_CASE("it is drawn once, not again each second") {
  Bench bench(sample::screen_of(sample::done(4)));
  (void)moves_for(bench);
  bench.screen = sample::screen_of(sample::done(3));
  (void)bench.frame();
  CHECK(bench.view.seconds_to_next_frame() > 1000);
}

TEST_CASE("a keyboard slides in over a page that stands, and is there at once with a new page") {
  Bench bench(sample::screen_of(sample::roster()));
  bench.screen = sample::screen_of(sample::roster_searching("", true));
  (void)bench.frame();
  CHECK(bench.find("key:q") != nullptr);  // and answers already
  const float moved = moves_for(bench);
  CHECK(moved >= 0.17F);
  CHECK(moved <= 0.2F);
  bench.screen = sample::screen_of(sample::who("FAT"));
  (void)bench.frame();
  CHECK(bench.view.seconds_to_next_frame() > 1000);
}

TEST_CASE("where the device is calm everything is in its place at once") {
  Bench bench(calm(sample::screen_of(sample::roster())));
  for (const Screen& next :
       {calm(sample::screen_of(sample::roster_searching("", true))), calm(sample::screen_of(sample::done()))}) {
    bench.screen = next;
    (void)bench.frame();
    CHECK(bench.view.seconds_to_next_frame() > 1000);
  }
}

TEST_CASE("no screen asks for a frame while nobody touches it") {
  for (const auto& [name, screen] : sample::all()) {
    Bench bench(screen);
    (void)moves_for(bench);
    CAPTURE(name);
    CHECK(bench.view.seconds_to_next_frame() > 1000);
  }
}

}  // namespace
