#include "kiosk/platform/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/platform/lost_display.h"

namespace hk {
namespace {

// The tablet all sizes were drawn for: 10.1 inches, 1280 × 800.
constexpr float kTabletPxPerMm = 5.866F;
// 96 dpi: a small window is rather a part of a PC's monitor, or a phone, than a whole tablet of coarse pixels.
constexpr float kCoarsestPxPerMm = 3.78F;
constexpr float kTabletLongPx = 1280, kTabletShortPx = 800;
// From a large television to a telephone.
constexpr float kPxPerMmLeast = 1.5F, kPxPerMmMost = 25;

std::string glfw_said() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description != nullptr ? description : "no reason given";
}

bool is_made_up(int px, int mm) {
  return std::abs(static_cast<float>(px) * 25.4F / 96 - static_cast<float>(mm)) < 0.75F;
}

InputEvent::Key key_of(int key, int mods) {
  using Key = InputEvent::Key;
  switch (key) {
    case GLFW_KEY_BACKSPACE:
      return Key::backspace;
    case GLFW_KEY_DELETE:
      return Key::erase;
    case GLFW_KEY_HOME:
      return Key::home;
    case GLFW_KEY_END:
      return Key::end;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return Key::enter;
    case GLFW_KEY_ESCAPE:
      return Key::escape;
    case GLFW_KEY_TAB:
      return (mods & GLFW_MOD_SHIFT) != 0 ? Key::back_tab : Key::tab;
    case GLFW_KEY_LEFT:
      return Key::left;
    case GLFW_KEY_RIGHT:
      return Key::right;
    case GLFW_KEY_UP:
      return Key::up;
    case GLFW_KEY_DOWN:
      return Key::down;
    default:
      return Key::none;
  }
}

Window* self(GLFWwindow* window) { return static_cast<Window*>(glfwGetWindowUserPointer(window)); }

}  // namespace

float px_per_mm_of(int width_px, int height_px, int width_mm, int height_mm) {
  const auto w = static_cast<float>(width_px), h = static_cast<float>(height_px);
  if (width_mm > 0 && height_mm > 0 && !(is_made_up(width_px, width_mm) && is_made_up(height_px, height_mm))) {
    const float across = w / static_cast<float>(width_mm), down = h / static_cast<float>(height_mm);
    const bool square = std::abs(across / down - 1) < 0.15F;
    if (square && across > kPxPerMmLeast && across < kPxPerMmMost) return (across + down) / 2;
  }
  const float share = std::min(std::max(w, h) / kTabletLongPx, std::min(w, h) / kTabletShortPx);
  return std::max(kCoarsestPxPerMm, kTabletPxPerMm * share);
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  if (glfwInit() != GLFW_TRUE) return fail(ErrorCode::not_found, "display", glfw_said());
  end_when_display_is_lost();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  GLFWmonitor* monitor = options.fullscreen ? glfwGetPrimaryMonitor() : nullptr;
  int width = options.width, height = options.height;
  if (const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr) {
    width = mode->width;
    height = mode->height;
  }
  GLFWwindow* window = glfwCreateWindow(width, height, "Hälsokiosk", monitor, nullptr);
  if (window == nullptr) {
    const std::string reason = glfw_said();
    glfwTerminate();
    return fail(ErrorCode::io, "OpenGL", reason);
  }
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  if (options.fullscreen) glfwSetInputMode(window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
  auto opened = std::unique_ptr<Window>(new Window(window, options));
  opened->listen();
  return opened;
}

Window::Window(GLFWwindow* window, const WindowOptions& options)
    : window_(window), wanted_px_per_mm_(options.px_per_mm) {}

Window::~Window() {
  glfwDestroyWindow(window_);
#ifndef __SANITIZE_ADDRESS__
  glfwTerminate();  // unloads the GL driver, whose last 112 bytes the sanitizer would then count as lost
#endif
}

void Window::listen() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) {
    self(w)->events_.push_back(self(w)->here(InputEvent::Kind::move));
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return;
    const bool down = action == GLFW_PRESS;
    self(w)->events_.push_back(self(w)->here(down ? InputEvent::Kind::press : InputEvent::Kind::release));
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double steps) {
    self(w)->events_.push_back(InputEvent::wheel(static_cast<float>(steps)));
  });
  glfwSetCharCallback(window_,
                      [](GLFWwindow* w, unsigned point) { self(w)->events_.push_back(InputEvent::typed(point)); });
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int mods) {
    const InputEvent::Key known = key_of(key, mods);
    if (action == GLFW_RELEASE || known == InputEvent::Key::none) return;
    self(w)->events_.push_back(InputEvent::pressed(known, (mods & GLFW_MOD_SHIFT) != 0));
  });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w)->refresh_ = true; });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w)->refresh_ = true; });
}

/// Where the pointer is, in pixels of the picture (on some systems a window counts in larger units).
InputEvent Window::here(InputEvent::Kind kind) const {
  double x = 0, y = 0;
  glfwGetCursorPos(window_, &x, &y);
  int width = 0, height = 0;
  glfwGetWindowSize(window_, &width, &height);
  const PixelSize pixels = size();
  InputEvent event;
  event.kind = kind;
  event.x = static_cast<float>(x * pixels.w / std::max(1, width));
  event.y = static_cast<float>(y * pixels.h / std::max(1, height));
  return event;
}

Window::PixelSize Window::size() const {
  PixelSize size;
  glfwGetFramebufferSize(window_, &size.w, &size.h);
  return size;
}

float Window::px_per_mm() const {
  if (wanted_px_per_mm_ > 0) return wanted_px_per_mm_;
  const PixelSize pixels = size();
  const float guessed = px_per_mm_of(pixels.w, pixels.h, 0, 0);
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return guessed;
  int width_mm = 0, height_mm = 0;
  glfwGetMonitorPhysicalSize(monitor, &width_mm, &height_mm);
  const float known = px_per_mm_of(mode->width, mode->height, width_mm, height_mm);
  return known != px_per_mm_of(mode->width, mode->height, 0, 0) ? known : guessed;
}

void Window::wait(float seconds) {
  if (seconds <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(static_cast<double>(seconds));
  }
}

std::vector<InputEvent> Window::take_events() { return std::exchange(events_, {}); }
bool Window::take_refresh() { return std::exchange(refresh_, false); }
void Window::show_frame() { glfwSwapBuffers(window_); }
void Window::wake() { glfwPostEmptyEvent(); }

void Window::close() {
  closing_ = true;
  wake();
}

bool Window::is_closing() const { return closing_ || glfwWindowShouldClose(window_) == GLFW_TRUE; }

}  // namespace hk
