#include "kiosk/platform/changed_part.h"

#include <imgui.h>

#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
namespace sample = hk::sample;

constexpr int kWide = 1280, kHigh = 800;

/// A screen, and what changes of its picture from one to the next.
struct Picture {
  explicit Picture(Screen screen) : bench(std::move(screen)) { (void)next(); }
  PixelRect next() { return changed.next(*ImGui::GetDrawData(), kWide, kHigh); }
  Bench bench;
  ChangedPart changed;
};

int area(const PixelRect& rect) { return rect.empty() ? 0 : (rect.right - rect.left) * (rect.bottom - rect.top); }
bool is_all(const PixelRect& rect) { return area(rect) == kWide * kHigh; }
bool covers(const PixelRect& part, const Rect& rect) {
  return static_cast<float>(part.left) <= rect.x && static_cast<float>(part.top) <= rect.y &&
         static_cast<float>(part.right) >= rect.right() && static_cast<float>(part.bottom) >= rect.bottom();
}

TEST_CASE("a picture that stays is drawn once") {
  Picture picture(sample::screen_of(sample::who("FAT")));
  picture.bench.frames(2);
  CHECK(picture.next().empty());
}

TEST_CASE("a key that is pressed is drawn anew, and little else") {
  Picture picture(sample::screen_of(sample::who("FAT")));
  const Rect key = picture.bench.rect("key:g");
  picture.bench.view.push(InputEvent::press(key.center_x(), key.center_y()));
  picture.bench.frames(2);
  const PixelRect pressed = picture.next();
  CHECK(covers(pressed, key.inset(picture.bench.view.ui().mm(1.4F))));
  CHECK(area(pressed) < kWide * kHigh / 60);
  picture.bench.view.push(InputEvent::release(key.center_x(), key.center_y()));
  picture.bench.frames(2);
  const PixelRect released = picture.next();
  CHECK(released.left == pressed.left);
  CHECK(released.top == pressed.top);
  CHECK(released.right == pressed.right);
  CHECK(released.bottom == pressed.bottom);
}

TEST_CASE("what is gone from the picture is drawn over") {
  Picture picture(sample::screen_of(sample::who("FAT", 6)));
  const Rect last = picture.bench.rect("candidate:5");
  picture.bench.screen = sample::screen_of(sample::who("FAT", 5));
  picture.bench.frames(2);
  const PixelRect part = picture.next();
  CHECK(covers(part, last));
  CHECK_FALSE(is_all(part));
}

TEST_CASE("another page is another picture, and so is one of another size, or with other letters to take") {
  Picture picture(sample::screen_of(sample::who("FAT")));
  picture.changed.forget();
  CHECK(is_all(picture.next()));
  CHECK(area(picture.changed.next(*ImGui::GetDrawData(), 800, kHigh)) == 800 * kHigh);
  (void)picture.next();
  picture.bench.screen = sample::screen_of(sample::done());
  picture.bench.frames(2);
  CHECK(is_all(picture.next()));
}

}  // namespace
