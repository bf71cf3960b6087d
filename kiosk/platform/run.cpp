#include "kiosk/platform/run.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

#include "kiosk/platform/gl_renderer.h"
#include "kiosk/platform/items_file.h"
#include "kiosk/screens/view.h"

namespace hk {
namespace {

// ImGui settles what is pressed and released over the frames after an event.
constexpr int kFramesAfterChange = 3;
// Nothing is due: only to notice a close asked for without an event.
constexpr float kIdleSeconds = 1;

class Loop {
 public:
  Loop(Window& window, TextEngine& text, const Languages& languages, const RunHooks& hooks)
      : window_(window), hooks_(hooks), view_(text, languages, window.px_per_mm()), renderer_(text.atlas()) {
    if (const char* file = std::getenv("HALSOKIOSK_ITEMS_FILE")) items_.emplace(file);
  }

  void run() {
    while (!window_.is_closing() && !(hooks_.ends && hooks_.ends())) {
      const float due = view_.seconds_to_next_frame();
      window_.wait(frames_due_ > 0 ? 0 : std::min(due, kIdleSeconds));
      take_events();
      take_screen();
      if (!shown_) {
        frames_due_ = 0;
        continue;
      }
      if (frames_due_ > 0 || due < kIdleSeconds || view_.seconds_to_next_frame() <= 0) draw();
    }
  }

 private:
  void take_events() {
    for (const InputEvent& event : window_.take_events()) {
      if (event.kind != InputEvent::Kind::move) frames_due_ = kFramesAfterChange;
      view_.push(event);
    }
    if (window_.take_refresh()) frames_due_ = kFramesAfterChange;
  }

  void take_screen() {
    ScreenPtr latest = hooks_.screen();
    if (latest == shown_) return;
    shown_ = std::move(latest);
    frames_due_ = kFramesAfterChange;
  }

  void draw() {
    const Window::PixelSize size = window_.size();
    if (size.w <= 0 || size.h <= 0) {  // minimised
      frames_due_ = 0;
      return;
    }
    const auto now = std::chrono::steady_clock::now();
    const float seconds = std::chrono::duration<float>(now - drawn_at_).count();
    drawn_at_ = now;
    auto intents = view_.frame(*shown_, static_cast<float>(size.w), static_cast<float>(size.h), seconds);
    renderer_.render(size.w, size.h);
    window_.show_frame();
    frames_due_ = std::max(0, frames_due_ - 1);
    if (items_) items_->update(*shown_, view_.touchables());
    for (Intent& intent : intents) hooks_.intent(std::move(intent));
  }

  Window& window_;
  const RunHooks& hooks_;
  View view_;
  GlRenderer renderer_;
  std::optional<ItemsFile> items_;
  ScreenPtr shown_;
  int frames_due_ = kFramesAfterChange;
  std::chrono::steady_clock::time_point drawn_at_ = std::chrono::steady_clock::now();
};

}  // namespace

void run(Window& window, TextEngine& text, const Languages& languages, const RunHooks& hooks) {
  Loop(window, text, languages, hooks).run();
}

}  // namespace hk
