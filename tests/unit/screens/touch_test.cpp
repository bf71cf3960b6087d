#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("a press and release that arrive together are a tap, told once") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  const auto intents = bench.tap("candidate:2");
  const auto* tap = only<TapCandidate>(intents);
  REQUIRE(tap != nullptr);
  CHECK(tap->participant == sample::id<ParticipantId>(3));
  CHECK(bench.frames(3).empty());
}

TEST_CASE("three fast taps are three taps") {
  Bench bench(sample::screen_of(sample::who("")));
  const Rect key = bench.rect("key:ö");
  for (int i = 0; i < 3; ++i) {
    bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
    bench.view.push(InputEvent::release(key.center_x(), key.center_y()));
  }
  const auto intents = bench.frames(8);
  REQUIRE(intents.size() == 3);
  for (const Intent& intent : intents) CHECK(std::get<TypeText>(intent).text == "Ö");
}

TEST_CASE("queued touches ask for frames until they are all answered") {
  Bench bench(sample::screen_of(sample::welcome(3)));
  CHECK(bench.view.seconds_to_next_frame() > 1000);
  const Rect card = bench.rect("session:1");
  bench.view.push(InputEvent::press(card.center_x(), card.center_y()));
  bench.view.push(InputEvent::release(card.center_x(), card.center_y()));
  CHECK(bench.view.seconds_to_next_frame() == 0);
  CHECK(bench.frame().empty());
  CHECK(bench.view.seconds_to_next_frame() == 0);
  const auto intents = bench.frame();
  REQUIRE(only<TapSession>(intents) != nullptr);
  CHECK(only<TapSession>(intents)->session == sample::id<SessionId>(2));
  CHECK(bench.view.seconds_to_next_frame() > 1000);
}

TEST_CASE("a pointer that only hovers asks for no frame") {
  Bench bench(sample::screen_of(sample::welcome(3)));
  for (int i = 0; i < 50; ++i) bench.view.push(InputEvent::move(static_cast<float>(20 * i), 300));
  CHECK(bench.view.seconds_to_next_frame() > 1000);
}

TEST_CASE("a finger that slides off before it lifts taps nothing") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  const Rect from = bench.rect("candidate:0"), to = bench.rect("candidate:1");
  bench.view.push(InputEvent::press(from.center_x(), from.center_y()));
  bench.view.push(InputEvent::move(to.center_x(), to.center_y()));
  bench.view.push(InputEvent::release(to.center_x(), to.center_y()));
  CHECK(only<TapCandidate>(bench.frames(5)) == nullptr);
}

TEST_CASE("a touch that began on one person never checks in another who took the place") {
  Bench bench(sample::screen_of(sample::who("FAT")));
  const Rect place = bench.rect("candidate:0");
  bench.view.push(InputEvent::press(place.center_x(), place.center_y()));
  bench.frames(1);
  auto other = sample::who("FAT");
  std::swap(other.candidates[0], other.candidates[1]);
  bench.screen = sample::screen_of(other);
  bench.view.push(InputEvent::release(place.center_x(), place.center_y()));
  CHECK(only<TapCandidate>(bench.frames(3)) == nullptr);
}

TEST_CASE("a touch beside everything is still a touch, on Done it goes on") {
  Bench bench(sample::screen_of(sample::done()));
  CHECK(only<AnyTouch>(bench.tap_at(100, 700)) != nullptr);
  const auto undo = bench.tap("undo");
  CHECK(only<UndoCheckIn>(undo) != nullptr);
  CHECK(only<AnyTouch>(undo) == nullptr);
}

TEST_CASE("the corner mark opens the staff side after a long press only") {
  Bench bench(sample::screen_of(sample::welcome(1)));
  CHECK(only<OpenStaff>(bench.tap("staff")) == nullptr);
  const Rect mark = bench.rect("staff");
  bench.view.push(InputEvent::press(mark.center_x(), mark.center_y()));
  CHECK(bench.frame(0.1F).empty());
  CHECK(bench.view.seconds_to_next_frame() < 0.1F);
  CHECK(bench.frame(0.5F).empty());
  auto late = bench.frame(0.4F);
  for (Intent& intent : bench.frame(0.4F)) late.push_back(intent);
  for (Intent& intent : bench.frame(2)) late.push_back(intent);
  CHECK(only<OpenStaff>(late) != nullptr);
  bench.view.push(InputEvent::release(mark.center_x(), mark.center_y()));
  CHECK(bench.frames(3).empty());
}

TEST_CASE("every staff button says what it does") {
  Bench today(sample::screen_of(sample::today()));
  CHECK(only<ShowWelcome>(today.tap("welcome")) != nullptr);
  CHECK(only<LockNames>(today.tap("lock")) != nullptr);
  CHECK(only<ShowRoster>(today.tap("roster:0"))->session == sample::id<SessionId>(1));
  CHECK(only<ShowRoster>(today.tap("roster:1"))->session == sample::id<SessionId>(2));
  CHECK(only<ShowClose>(today.tap("close:0"))->session == sample::id<SessionId>(1));
  CHECK(only<StartPlanned>(today.tap("planned:1"))->entry == "b");
  CHECK(only<ShowStart>(today.tap("start")) != nullptr);
  CHECK(only<ShowWeek>(today.tap("week")) != nullptr);

  Bench start(sample::screen_of(sample::start()));
  CHECK(only<ChooseActivity>(start.tap("activity:2"))->code == "cooking");
  CHECK(only<ChooseSite>(start.tap("site:3"))->code == "mot");
  CHECK(only<StartSession>(start.tap("begin")) != nullptr);
  CHECK(only<GoBack>(start.tap("back")) != nullptr);

  Bench roster(sample::screen_of(sample::roster()));
  CHECK(only<TickPerson>(roster.tap("person:3"))->participant == sample::id<ParticipantId>(4));
  CHECK(only<TickPerson>(roster.tap("other:0"))->participant == sample::id<ParticipantId>(200));
  CHECK(only<OpenSearch>(roster.tap("search")) != nullptr);
  CHECK(only<ShowClose>(roster.tap("close")) != nullptr);

  Bench search(sample::screen_of(sample::roster_searching("zah", true)));
  CHECK(only<CloseSearch>(search.tap("search:close")) != nullptr);

  Bench close(sample::screen_of(sample::close()));
  CHECK(only<CloseSession>(close.tap("close")) != nullptr);

  Bench unlock(sample::screen_of(sample::unlock()));
  CHECK(only<Unlock>(unlock.tap("unlock")) != nullptr);
  CHECK(only<ToggleVisible>(unlock.tap("visible")) != nullptr);
}

TEST_CASE("what cannot be done now cannot be touched") {
  auto unchosen = sample::start();
  unchosen.chosen_activity.reset();
  CHECK(Bench(sample::screen_of(unchosen)).find("begin") == nullptr);
  auto checking = sample::unlock();
  checking.checking = true;
  CHECK(Bench(sample::screen_of(checking)).find("unlock") == nullptr);
}

TEST_CASE("a notice is dismissed by its cross, and locked names lead to the passphrase") {
  Bench notice(sample::with(sample::screen_of(sample::today()), Notice::Kind::disk_full));
  CHECK(only<DismissNotice>(notice.tap("notice:dismiss")) != nullptr);
  auto locked = sample::today();
  locked.names_locked = true;
  Bench today(sample::screen_of(locked));
  CHECK(only<ShowUnlock>(today.tap("notice:unlock")) != nullptr);
  CHECK(only<ShowRoster>(today.tap("roster:0")) != nullptr);
  CHECK(today.find("lock") == nullptr);
}

}  // namespace
