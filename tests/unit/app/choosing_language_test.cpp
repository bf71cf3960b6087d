#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace {
using namespace hk;
using hk::test::KioskWorld;

TEST_CASE("all languages stay in sight until one is chosen, or whoever asked for them has gone") {
  KioskWorld world;
  world.unlock();
  world.start_yoga();
  world.tap(ShowLanguages{});
  CHECK(world.model<WelcomeModel>().languages);
  world.tap(ChooseLanguage{"ti"});
  CHECK_FALSE(world.model<WelcomeModel>().languages);
  world.tap(ChooseLanguage{"sv"});
  world.tap(ShowLanguages{});
  CHECK(world.kiosk().next_tick_ms() == world.clock.monotonic_ms() + tuning::participant_timeout_ms);
  world.wait(tuning::participant_timeout_ms);
  CHECK_FALSE(world.model<WelcomeModel>().languages);
}

TEST_CASE("a keyboard chosen for a text shows its letters, and typing goes on at the caret") {
  KioskWorld world;
  world.unlock();
  world.tap(TapSession{world.start_yoga()});
  world.tap(TypeText{"AMNA"});
  world.tap(ToggleDigits{});
  world.tap(ChooseLayout{"ar"});
  CHECK(world.model<WhoModel>().typed.layout == "ar");
  CHECK_FALSE(world.model<WhoModel>().typed.digits);
  world.tap(PlaceCaret{2, 2});
  world.tap(TypeText{"I"});
  CHECK(world.model<WhoModel>().typed.text == "AMINA");
  world.tap(PlaceCaret{5, 0});
  world.tap(Backspace{});
  CHECK(world.model<WhoModel>().typed.text.empty());
}

}  // namespace
