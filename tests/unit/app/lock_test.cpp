#include <doctest/doctest.h>

#include "kiosk/app/tuning.h"
#include "kiosk/store/staff.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

/// Names are open and yoga runs; the tablet stands with the participants.
struct Day : KioskWorld {
  SessionId yoga;
  Day() {
    unlock();
    yoga = start_yoga();
  }
  StaffId colleague(const char* name, const char* pin) {
    const StaffId staff = add_staff(store(), name, StaffRole::promoter).value();
    REQUIRE(set_pin(store(), staff, pin));
    return staff;
  }
  void type(const char* digits) {
    for (const char* digit = digits; *digit != 0; ++digit) tap(TypeText{std::string(1, *digit)});
  }
  void close_yoga() {
    tap(OpenStaff{});
    tap(ShowUnlock{});
    unlock();
    tap(ShowClose{yoga});
    tap(CloseSession{});
  }
  PinModel pad() { return model<PinModel>(); }
};

}  // namespace

TEST_CASE("locking asks for a fresh process once names were open, and for none where they were not") {
  Day world;
  world.tap(LockNames{});
  CHECK_FALSE(world.store().unlocked());
  CHECK(world.shows<WelcomeModel>());
  CHECK(world.restarts == 1);
  world.tap(LockNames{});
  CHECK(world.restarts == 1);
}

TEST_CASE("names lock by themselves an hour after the last touch when nothing runs, not before") {
  Day world;
  world.close_yoga();
  world.wait(hour_ms - 60'000);
  CHECK(world.store().unlocked());
  world.tap(AnyTouch{});
  world.wait(hour_ms - 1);
  CHECK(world.store().unlocked());
  world.wait(60'001);
  CHECK_FALSE(world.store().unlocked());
  CHECK(world.shows<WelcomeModel>());
  CHECK(world.restarts == 1);
}

TEST_CASE("while a session runs they stay open longer: three hours without a touch") {
  Day world;
  world.wait(hour_ms + 60'001);
  CHECK(world.store().unlocked());
  world.wait(2 * hour_ms);
  CHECK_FALSE(world.store().unlocked());
  CHECK(world.restarts == 1);
}

TEST_CASE("what was written is kept before names lock by themselves, and where it cannot be kept they stay open") {
  Day world;
  world.tap(OpenStaff{});
  world.unlock();
  world.tap(ShowClose{world.yoga});
  world.tap(WriteNote{NotePrompt::how});
  world.tap(TypeText{"811228-9874 var här"});
  world.wait(3 * hour_ms + 60'001);
  CHECK(world.store().unlocked());
  CHECK(world.screen()->notice->kind == Notice::Kind::personnummer);
  world.tap(ClearText{});
  world.tap(TypeText{"Lugnt och bra."});
  world.wait(3 * hour_ms + 60'001);
  CHECK_FALSE(world.store().unlocked());
  world.unlock();
  world.tap(ShowClose{world.yoga});
  CHECK(world.model<CloseModel>().notes[0].typed.text == "Lugnt och bra.");
}

TEST_CASE("a passphrase half typed does not outlive a minute without a touch") {
  KioskWorld world;
  world.tap(TypeText{"ett lösen"});
  world.wait(tuning::reading_timeout_ms - 1);
  CHECK_FALSE(world.model<UnlockModel>().passphrase.text.empty());
  CHECK(world.kiosk().next_tick_ms() <= world.clock.monotonic_ms() + 1);
  world.wait(1);
  CHECK(world.model<UnlockModel>().passphrase.text.empty());
}

TEST_CASE("a PIN leads from the participants' side to the staff's, and says who acts until the participants are back") {
  Day world;
  const StaffId sara = world.colleague("Sara", "482913");
  world.tap(OpenStaff{});
  REQUIRE(world.shows<PinModel>());
  world.type("48291");
  world.tap(SubmitText{});
  CHECK(world.pad().digits == 5);
  world.type("3");
  world.type("7");  // a seventh is none
  CHECK(world.pad().digits == 6);
  world.tap(SubmitText{});
  CHECK(world.shows<TodayModel>());
  CHECK(world.store().acting() == sara);
  world.tap(ShowWelcome{});
  CHECK_FALSE(world.store().acting());
}

TEST_CASE("without a PIN in the programme the way leads to the passphrase") {
  Day world;
  world.tap(OpenStaff{});
  CHECK(world.shows<UnlockModel>());
}

TEST_CASE("a wrong PIN is wiped and said, the fourth one waits, and the passphrase is a way round") {
  Day world;
  world.colleague("Sara", "482913");
  world.tap(OpenStaff{});
  for (int i = 0; i < 4; ++i) {
    CHECK(world.pad().wait_seconds == 0);
    world.type("111112");
    world.tap(SubmitText{});
    CHECK(world.pad().digits == 0);
    CHECK(world.screen()->notice->kind == Notice::Kind::wrong_pin);
  }
  CHECK(world.pad().wait_seconds == 1);
  world.type("482913");
  CHECK(world.pad().digits == 0);
  world.tap(ShowUnlock{});
  CHECK(world.shows<UnlockModel>());
  world.tap(GoBack{});
  world.tap(OpenStaff{});
  world.wait(1'000);
  world.type("482913");
  world.tap(SubmitText{});
  CHECK(world.shows<TodayModel>());
}

TEST_CASE("digits left on the pad are gone after twenty seconds, and Welcome is back") {
  Day world;
  world.colleague("Sara", "482913");
  world.tap(OpenStaff{});
  world.type("48");
  world.wait(13'000);
  CHECK(world.pad().seconds_left == 7);
  world.wait(7'000);
  CHECK(world.shows<WelcomeModel>());
  world.tap(OpenStaff{});
  CHECK(world.pad().digits == 0);
  world.tap(GoBack{});
  CHECK(world.shows<WelcomeModel>());
}

TEST_CASE("started anew after locking, the kiosk stands at Welcome and counts") {
  Day world;
  world.tap(LockNames{});
  world.restart_at_welcome();
  REQUIRE(world.shows<WelcomeModel>());
  world.tap(TapSession{world.yoga});
  CHECK(world.shows<CountModel>());
}

}  // namespace hk::test
