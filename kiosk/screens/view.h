#pragma once
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/screens/ui.h"

struct ImGuiContext;

namespace hk {

/// The whole picture: takes input and the latest model, draws it, and tells what the person did. Owns the ImGui
/// context, but no window and no GL: what was drawn is ImGui::GetDrawData(), in which texture n is page n - 1 of the
/// text atlas.
class View {
 public:
  /// Both are used as long as the view lives. `px_per_mm` is the glass's; see fitting_px_per_mm.
  View(TextEngine& text, const Languages& languages, float px_per_mm);
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  /// Between frames. A queue keeps what one frame cannot take: a press and its release are two frames.
  void push(const InputEvent& event);
  /// Builds one frame of `width` × `height` px, `seconds` after the one before.
  [[nodiscard]] std::vector<Intent> frame(const Screen& screen, float width, float height, float seconds);
  /// When to draw again if nothing comes in: 0 for at once, infinity for never.
  [[nodiscard]] float seconds_to_next_frame() const;

  [[nodiscard]] const std::vector<Touchable>& touchables() const { return ui_.touchables(); }
  [[nodiscard]] const Ui& ui() const { return ui_; }
  /// See Canvas::keep_written.
  void keep_written() { ui_.keep_written(); }

 private:
  struct ContextDestroyer {
    void operator()(ImGuiContext* context) const;
  };
  void feed();

  std::unique_ptr<ImGuiContext, ContextDestroyer> context_;
  TextEngine& text_;
  float px_per_mm_;
  Ui ui_;
  std::deque<InputEvent> pointer_;
  std::vector<InputEvent> keys_;
  float x_ = -1, y_ = -1, wheel_ = 0;
  bool down_ = false;
  std::size_t shown_ = static_cast<std::size_t>(-1);  // kind of the last screen
};

/// "welcome", "who": names a screen for tests and logs.
[[nodiscard]] std::string_view screen_name(const Screen& screen);

}  // namespace hk
