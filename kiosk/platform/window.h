#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/screens/input.h"
#include "sync/domain/result.h"

struct GLFWwindow;

namespace hk {

struct WindowOptions {
  int width = 1280, height = 800;
  bool fullscreen = false;  ///< on the primary monitor, in its own mode; the pointer is hidden
  float px_per_mm = 0;      ///< 0: as the monitor reports it
  bool visible = true;
};

/// One window with an OpenGL 3 context, current on the thread that opened it. One window a process.
class Window {
 public:
  /// Errors: not_found when there is no display; io when it gives no OpenGL 3 context; both say what GLFW said. A
  /// display that is lost later ends the process (lost_display.h).
  [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Pixels of the picture.
  struct PixelSize {
    int w = 0, h = 0;
  };
  [[nodiscard]] PixelSize size() const;
  /// From the monitor's physical size, or the option.
  [[nodiscard]] float px_per_mm() const;

  /// Waits until something happens, wake() is called, or `seconds` have passed; 0 only looks.
  void wait(float seconds);
  [[nodiscard]] std::vector<InputEvent> take_events();
  /// The picture was covered or changed its size since the last call.
  [[nodiscard]] bool take_refresh();
  void show_frame();

  /// Makes wait() return. Any thread.
  void wake();
  /// As if the user had closed the window. Any thread.
  void close();
  [[nodiscard]] bool is_closing() const;

 private:
  Window(GLFWwindow* window, const WindowOptions& options);
  void listen();
  [[nodiscard]] InputEvent here(InputEvent::Kind kind) const;

  GLFWwindow* window_;
  float wanted_px_per_mm_;
  std::vector<InputEvent> events_;
  bool refresh_ = true;
  std::atomic<bool> closing_ = false;
};

/// Physical density by what a monitor says about itself. What no monitor can be, and the 96 dpi that an X server makes
/// up when it knows nothing, count as not said: then 1280 × 800 is 218 × 136 mm, and other sizes are that tablet
/// scaled, though no coarser than 96 dpi.
[[nodiscard]] float px_per_mm_of(int width_px, int height_px, int width_mm, int height_mm);

}  // namespace hk
