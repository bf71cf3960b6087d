// gallery FOLDER [WxH [PX_PER_MM [LANGUAGE]]]: draws every screen through the real GL path into FOLDER/NAME.ppm.
#include <GL/gl.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "kiosk/platform/gl_renderer.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/view.h"
#include "tests/support/sample_screens.h"

namespace {

void write_picture(const std::filesystem::path& file, int width, int height) {
  const auto row_bytes = static_cast<std::size_t>(width) * 3;
  std::vector<char> pixels(row_bytes * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  std::ofstream out(file, std::ios::binary);
  out << "P6\n" << width << ' ' << height << "\n255\n";
  for (int y = height - 1; y >= 0; --y)
    out.write(pixels.data() + static_cast<std::size_t>(y) * row_bytes, static_cast<std::streamsize>(row_bytes));
}

template <class T>
T or_stop(hk::Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << "gallery: " << result.error().message() << '\n';
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: gallery FOLDER [WxH [PX_PER_MM [LANGUAGE]]]\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  hk::WindowOptions options;
  if (argc > 2 && std::sscanf(argv[2], "%dx%d", &options.width, &options.height) != 2) return 2;
  if (argc > 3) options.px_per_mm = std::strtof(argv[3], nullptr);
  auto window = or_stop(hk::Window::open(options));
  auto text = or_stop(
      hk::TextEngine::open(or_stop(hk::find_fonts()), std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/icons"));
  const auto languages = or_stop(hk::Languages::open(std::filesystem::path(HALSOKIOSK_BINARY_DIR) / "translations"));
  hk::View view(*text, languages, window->px_per_mm());
  view.keep_written();
  hk::GlRenderer renderer(text->atlas());
  for (auto& [name, screen] : hk::sample::all(argc > 4 ? argv[4] : "sv")) {
    window->wait(0);
    const auto size = window->size();
    for (int i = 0; i < 2; ++i)
      (void)view.frame(screen, static_cast<float>(size.w), static_cast<float>(size.h), 0.016F);
    renderer.render(size.w, size.h);
    write_picture(folder / (name + ".ppm"), size.w, size.h);
    for (const std::string& cut : view.ui().overflows()) std::cout << name << ": cut: " << cut << '\n';
    window->show_frame();
  }
  std::cout << "atlas pages: " << text->atlas().pages().size() << ", texts: " << text->cached_blocks() << '\n';
}
