#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("a drag scrolls the roster and ticks nobody") {
  Bench bench(sample::screen_of(sample::roster(90)));
  const Rect before = bench.rect("person:9");
  bench.view.push(InputEvent::press(before.center_x(), before.center_y()));
  std::vector<Intent> intents = bench.frames(1);
  for (int i = 1; i <= 10; ++i) {
    bench.view.push(InputEvent::move(before.center_x(), before.center_y() - static_cast<float>(i) * 8));
    for (Intent& intent : bench.frames(1)) intents.push_back(intent);
  }
  CHECK(bench.rect("person:9").y < before.y - 40);
  bench.view.push(InputEvent::release(before.center_x(), before.center_y() - 80));
  for (Intent& intent : bench.frames(2)) intents.push_back(intent);
  CHECK(only<TickPerson>(intents) == nullptr);
}

TEST_CASE("a flung list runs on, slows down and stops") {
  Bench bench(sample::screen_of(sample::roster(300)));
  const Rect row = bench.rect("person:9");
  bench.view.push(InputEvent::press(row.center_x(), row.center_y()));
  (void)bench.frames(1);
  for (int i = 1; i <= 8; ++i) {
    bench.view.push(InputEvent::move(row.center_x(), row.center_y() - static_cast<float>(i) * 20));
    (void)bench.frames(1);
  }
  bench.view.push(InputEvent::release(row.center_x(), row.center_y() - 160));
  (void)bench.frames(1);
  CHECK(bench.view.seconds_to_next_frame() == 0);
  const float at_release = bench.find("person:0")->rect.y;
  (void)bench.frames(20);
  CHECK(bench.find("person:0")->rect.y < at_release - 20);
  (void)bench.frames(300);
  CHECK(bench.view.seconds_to_next_frame() > 1000);
}

TEST_CASE("a finger that trembles less than the slop still ticks") {
  Bench bench(sample::screen_of(sample::roster(90)));
  const Rect row = bench.rect("person:4");
  bench.view.push(InputEvent::press(row.center_x(), row.center_y()));
  bench.view.push(InputEvent::move(row.center_x() + 3, row.center_y() - 7));
  bench.view.push(InputEvent::release(row.center_x() + 3, row.center_y() - 7));
  CHECK(only<TickPerson>(bench.frames(4)) != nullptr);
}

TEST_CASE("a list that fits does not move") {
  Bench bench(sample::screen_of(sample::roster(6)));
  const Rect row = bench.rect("person:0");
  bench.view.push(InputEvent::press(row.center_x(), row.center_y()));
  bench.view.push(InputEvent::move(row.center_x(), row.center_y() - 200));
  (void)bench.frames(4);
  CHECK(bench.rect("person:0").y == row.y);
}

TEST_CASE("scrolling stops at both ends") {
  Bench bench(sample::screen_of(sample::roster(90)));
  const float top = bench.rect("person:0").y;
  bench.view.push(InputEvent::move(600, 500));
  bench.view.push(InputEvent::wheel(50));
  (void)bench.frames(2);
  CHECK(bench.rect("person:0").y == top);
  bench.view.push(InputEvent::wheel(-500));
  (void)bench.frames(2);
  const Touchable* last = bench.find("other:3");
  REQUIRE(last != nullptr);
  CHECK(last->visible);
  CHECK(last->rect.h > 60);
}

TEST_CASE("rows out of sight cannot be touched through what covers them") {
  Bench bench(sample::screen_of(sample::roster(90)));
  bench.view.push(InputEvent::move(600, 500));
  bench.view.push(InputEvent::wheel(-3));
  (void)bench.frames(2);
  const Rect search = bench.rect("search");
  CHECK(only<OpenSearch>(bench.tap_at(search.center_x(), search.center_y())) != nullptr);
  for (const Touchable& touchable : bench.view.touchables())
    if (touchable.id.starts_with("person:") && touchable.visible) CHECK(touchable.rect.y >= search.bottom());
}

TEST_CASE("the keyboard's focus brings rows into sight") {
  Bench bench(sample::screen_of(sample::roster(90)));
  const auto before = bench.find("person:30") - bench.view.touchables().data();
  for (std::ptrdiff_t i = 0; i <= before; ++i) (void)bench.key(InputEvent::Key::tab);
  (void)bench.frames(2);
  const Touchable* row = bench.find("person:30");
  REQUIRE(row != nullptr);
  CHECK(row->visible);
}

}  // namespace
