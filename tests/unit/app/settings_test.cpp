#include <doctest/doctest.h>

#include "kiosk/app/core_thread.h"
#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace {
using namespace hk;
using hk::test::KioskWorld;

TEST_CASE("a participant's language lasts for the interaction, and the staff's are not asked") {
  KioskWorld world;
  world.unlock();
  const SessionId yoga = world.start_yoga();
  world.tap(ChooseLanguage{"en"});
  CHECK(world.screen()->language == "en");
  world.tap(TapSession{yoga});
  CHECK(world.screen()->language == "en");
  world.tap(GoBack{});
  CHECK(world.screen()->language == "en");
  world.tap(OpenStaff{});
  CHECK(world.screen()->language == "sv");
}

TEST_CASE("after a time-out, on Welcome or later, the kiosk speaks Swedish again") {
  KioskWorld world;
  world.unlock();
  const SessionId yoga = world.start_yoga();
  world.tap(ChooseLanguage{"en"});
  CHECK(world.kiosk().next_tick_ms() == world.clock.monotonic_ms() + tuning::participant_timeout_ms);
  world.wait(tuning::participant_timeout_ms - 1);
  CHECK(world.screen()->language == "en");
  world.wait(1);
  CHECK(world.screen()->language == "sv");
  world.tap(ChooseLanguage{"en"});
  world.tap(TapSession{yoga});
  world.wait(tuning::participant_timeout_ms);
  CHECK(world.shows<WelcomeModel>());
  CHECK(world.screen()->language == "sv");
}

TEST_CASE("who was greeted takes the language along") {
  KioskWorld world;
  world.unlock();
  const ParticipantId amina = world.add_person("Amina Haddad");
  const SessionId yoga = world.start_yoga();
  world.tap(ChooseLanguage{"en"});
  world.tap(TapSession{yoga});
  world.tap(TapCandidate{amina});
  REQUIRE(world.shows<DoneModel>());
  CHECK(world.screen()->language == "en");
  world.wait(tuning::done_ms);
  CHECK(world.screen()->language == "sv");
}

TEST_CASE("the staff's language and the scale are the device's, and outlive a restart") {
  KioskWorld world;
  world.unlock();
  world.tap(ShowSettings{});
  world.tap(ChooseLanguage{"en"});
  world.tap(StepScale{true});
  world.tap(StepScale{true});
  CHECK(world.screen()->appearance.scale_percent == 120);
  CHECK(world.screen()->language == "en");
  world.restart();
  CHECK(world.screen()->appearance.scale_percent == 120);
  CHECK(world.screen()->language == "en");
  world.tap(ShowWelcome{});
  CHECK(world.screen()->language == "sv");
}

TEST_CASE("the scale has ends, and a scale nobody could have set is none") {
  KioskWorld world;
  world.tap(ShowSettings{});
  for (int i = 0; i < 20; ++i) world.tap(StepScale{false});
  CHECK(world.screen()->appearance.scale_percent == tuning::scale_percent_min);
  for (int i = 0; i < 20; ++i) world.tap(StepScale{true});
  CHECK(world.screen()->appearance.scale_percent == tuning::scale_percent_max);
  REQUIRE(world.store().set_setting("scale_percent", "much").has_value());
  world.restart();
  CHECK(world.screen()->appearance.scale_percent == 100);
}

TEST_CASE("palette, text size and calm are the device's, and outlive a restart") {
  KioskWorld world;
  world.tap(ShowSettings{});
  world.tap(ChoosePalette{Palette::contrast});
  world.tap(ChooseTextSize{130});
  world.tap(SetCalm{true});
  const Appearance chosen{.text_percent = 130, .palette = Palette::contrast, .calm = true};
  CHECK(world.screen()->appearance == chosen);
  world.restart();
  CHECK(world.screen()->appearance == chosen);
}

TEST_CASE("a look nobody could have set is as delivered, and a text size between those offered the nearest") {
  KioskWorld world;
  for (const char* key : {"palette", "calm", "text_percent"})
    REQUIRE(world.store().set_setting(key, "pink").has_value());
  world.restart();
  CHECK(world.screen()->appearance == Appearance{});
  REQUIRE(world.store().set_setting("text_percent", "1000").has_value());
  world.restart();
  CHECK(world.screen()->appearance.text_percent == 130);
}

TEST_CASE("two pictures are the same but for their versions") {
  KioskWorld world;
  const ScreenPtr before = world.screen(), after = world.screen();
  CHECK(before->version != after->version);
  CHECK(shows_same(*before, *after));
  world.tap(ShowSettings{});
  world.tap(StepScale{true});
  const ScreenPtr larger = world.screen();
  world.tap(StepScale{true});
  CHECK_FALSE(shows_same(*larger, *world.screen()));
  CHECK_FALSE(shows_same(*before, *larger));
}

TEST_CASE("the core wakes the window only for what looks different") {
  const test::TempDir folder;
  const DataFolder data(folder.path() / "kiosk");
  test::FakeClock clock{1'795'435'200'000};
  test::FakeRandom random{7};
  const test::FakeLocalTime local_time;
  REQUIRE(create_programme(data, test::test_programme(), test::test_passphrase, test::test_cost, clock, random));
  std::atomic<int> wakes = 0;
  const auto wake = [&] {
    ++wakes;
    wakes.notify_all();
  };
  CoreThread core(KioskStore::open(data, clock, random).value(), {clock, random, local_time, wake, {}});
  const int at_start = wakes;
  for (int i = 0; i < 50; ++i) core.post(AnyTouch{});
  core.post(ShowSettings{});
  wakes.wait(at_start);
  CHECK(std::holds_alternative<SettingsModel>(core.screen()->content));
  CHECK(wakes == at_start + 1);
}

TEST_CASE("a clock that goes a day wrong is told of, and the few seconds that an answer takes are not") {
  KioskWorld world;
  world.unlock();
  const auto ahead_min = [&](std::int64_t offset_ms) {
    world.store().database().execute(("UPDATE own_device SET clock_offset_ms = " + std::to_string(offset_ms)).c_str());
    world.tap(ShowWelcome{});
    world.tap(OpenStaff{});
    return world.screen()->sync.clock_ahead_min;
  };
  CHECK(ahead_min(-86'400'000) == 24 * 60);
  CHECK(ahead_min(86'400'000) == -24 * 60);
  CHECK(ahead_min(-90'000) == 0);
}

}  // namespace
