#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <optional>

#include "tests/bench/process.h"
#include "tests/bench/touches.h"

namespace {

constexpr int kWidth = 1280, kHeight = 800;

GLFWwindow* open_window() {
  if (glfwInit() == GLFW_FALSE) return nullptr;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  GLFWwindow* window = glfwCreateWindow(kWidth, kHeight, "bare", nullptr, nullptr);
  if (window == nullptr) return nullptr;
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  ImGui::CreateContext();
  ImGui_ImplGlfw_InitForOpenGL(window, true);
  ImGui_ImplOpenGL3_Init("#version 150");
  return window;
}

/// True while the button is held.
bool draw(GLFWwindow* window) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({kWidth, kHeight});
  ImGui::Begin("bare");
  ImGui::Button("bare", {200, 100});
  const bool held = ImGui::IsItemActive();
  ImGui::End();
  ImGui::Render();
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window);
  return held;
}

}  // namespace

/// bare_window FILE | touch COUNT: the least that ImGui on GLFW can be, one window over the whole picture with a
/// button. Writes FILE after its first frame, then waits for events; or measures from a touch of the button to its
/// frame.
int main(int argc, char** argv) {
  GLFWwindow* window = argc > 1 ? open_window() : nullptr;
  if (window == nullptr) return 1;
  (void)draw(window);
  std::optional<hk::bench::Touches> touches;
  if (argc > 2) {
    touches.emplace(100, 80, std::atoi(argv[2]), [window] {
      glfwSetWindowShouldClose(window, GLFW_TRUE);
      glfwPostEmptyEvent();
    });
  } else {
    std::ofstream(argv[1]) << "drawn\n";
  }
  bool held = false;
  while (glfwWindowShouldClose(window) == GLFW_FALSE) {
    glfwWaitEvents();
    const bool now = draw(window);
    if (touches && now && !held) touches->shown();
    held = now;
  }
  if (touches) touches->print("bare_touch");
  if (touches) hk::bench::figure("bare_mib", hk::bench::anonymous_mib());
}
