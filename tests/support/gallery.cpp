// gallery FOLDER [FORM [LANGUAGE [PALETTE]]]: draws every screen through the real GL path, in the forms, languages and
// palettes given, or all. Writes FOLDER/FORM-LANGUAGE-PALETTE/NAME.png, and beside the folder sheets of all of them.
#include <GL/gl.h>
#include <cairo.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include "kiosk/platform/gl_renderer.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/view.h"
#include "tests/support/sample_screens.h"

namespace {

namespace fs = std::filesystem;

struct Form {
  std::string_view name;
  int width, height;
  float px_per_mm;
};
constexpr std::array<Form, 3> kForms{
    {{"landscape", 1280, 800, 5.866F}, {"portrait", 800, 1280, 5.866F}, {"phone", 360, 640, 4}}};
constexpr int kWindowPx = 1280;  // every form fits in it
constexpr int kSettled = 6;      // frames after which nothing moves

struct Colours {
  std::string_view name;
  hk::Palette palette;
};
constexpr std::array<Colours, 3> kColours{
    {{"light", hk::Palette::light}, {"contrast", hk::Palette::contrast}, {"dark", hk::Palette::dark}}};

using Picture = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

Picture blank(int width, int height) {
  return {cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy};
}

Picture take_picture(int width, int height) {
  Picture picture = blank(width, height);
  const int stride = cairo_image_surface_get_stride(picture.get());
  std::vector<unsigned char> pixels(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, width, height, GL_BGRA, GL_UNSIGNED_BYTE, pixels.data());
  cairo_surface_flush(picture.get());
  unsigned char* rows = cairo_image_surface_get_data(picture.get());
  for (int y = 0; y < height; ++y)  // GL counts from the bottom
    std::copy_n(pixels.data() + static_cast<std::size_t>(height - 1 - y) * static_cast<std::size_t>(stride), stride,
                rows + static_cast<std::size_t>(y) * static_cast<std::size_t>(stride));
  cairo_surface_mark_dirty(picture.get());
  return picture;
}

void save(const Picture& picture, const fs::path& file) {
  const cairo_status_t status = cairo_surface_write_to_png(picture.get(), file.c_str());
  if (status == CAIRO_STATUS_SUCCESS) return;
  std::cerr << "gallery: " << file << ": " << cairo_status_to_string(status) << '\n';
  std::exit(1);
}

/// Many pictures small beside each other, each under its name.
class Sheet {
 public:
  explicit Sheet(const Form& form)
      : columns_(form.width > form.height ? 4 : 8),
        scale_(kWidthPx / columns_ / form.width),
        row_height_(form.height * scale_ + kTitlePx) {}

  void add(std::string name, Picture picture) { all_.emplace_back(std::move(name), std::move(picture)); }

  /// As BASE-1.png, BASE-2.png …
  void write(const std::string& base) const {
    const std::size_t most = static_cast<std::size_t>(kHeightPx / row_height_) * static_cast<std::size_t>(columns_);
    for (std::size_t first = 0, page = 1; first < all_.size(); first += most, ++page)
      write_page(base + "-" + std::to_string(page) + ".png", first, std::min(first + most, all_.size()));
  }

 private:
  static constexpr double kWidthPx = 1920, kHeightPx = 1600, kTitlePx = 18;

  void write_page(const fs::path& file, std::size_t first, std::size_t end) const {
    const auto columns = static_cast<std::size_t>(columns_);
    const std::size_t rows = (end - first + columns - 1) / columns;
    const Picture sheet = blank(static_cast<int>(kWidthPx), static_cast<int>(static_cast<double>(rows) * row_height_));
    cairo_t* to = cairo_create(sheet.get());
    for (std::size_t i = first; i < end; ++i) {
      const double x = static_cast<double>((i - first) % columns) * kWidthPx / columns_;
      const double y = static_cast<double>((i - first) / columns) * row_height_;
      cairo_save(to);
      cairo_set_source_rgb(to, 1, 1, 1);
      cairo_set_font_size(to, 12);
      cairo_move_to(to, x + 4, y + 13);
      cairo_show_text(to, all_[i].first.c_str());
      cairo_translate(to, x, y + kTitlePx);
      cairo_scale(to, scale_ * 0.98, scale_ * 0.98);
      cairo_set_source_surface(to, all_[i].second.get(), 0, 0);
      cairo_pattern_set_filter(cairo_get_source(to), CAIRO_FILTER_GOOD);
      cairo_paint(to);
      cairo_restore(to);
    }
    cairo_destroy(to);
    save(sheet, file);
  }

  double columns_, scale_, row_height_;
  std::vector<std::pair<std::string, Picture>> all_;
};

template <class T>
T or_stop(hk::Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << "gallery: " << result.error().message() << '\n';
  std::exit(1);
}

/// Draws into the lower left corner of the window, whatever the form.
class Gallery {
 public:
  Gallery(hk::Window& window, const hk::Languages& languages, const Form& form)
      : window_(window),
        form_(form),
        text_(
            or_stop(hk::TextEngine::open(or_stop(hk::find_fonts()), fs::path(HALSOKIOSK_SOURCE_DIR) / "assets/icons"))),
        view_(*text_, languages, form.px_per_mm),
        renderer_(text_->atlas()) {
    view_.keep_written();
  }

  void draw(const fs::path& folder, std::string_view language, hk::Palette palette) {
    fs::create_directories(folder);
    Sheet sheet(form_);
    for (auto& [name, screen] : hk::sample::all(language)) {
      screen.appearance.palette = palette;
      window_.wait(0);
      for (int i = 0; i < kSettled; ++i)
        (void)view_.frame(screen, static_cast<float>(form_.width), static_cast<float>(form_.height), 0.05F);
      renderer_.render(form_.width, form_.height);
      Picture picture = take_picture(form_.width, form_.height);
      save(picture, folder / (name + ".png"));
      sheet.add(name, std::move(picture));
      for (const std::string& cut : view_.ui().overflows()) std::cout << folder / name << ": cut: " << cut << '\n';
      window_.show_frame();
    }
    sheet.write(folder.string());
  }

 private:
  hk::Window& window_;
  const Form& form_;
  std::unique_ptr<hk::TextEngine> text_;
  hk::View view_;
  hk::GlRenderer renderer_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: gallery FOLDER [landscape|portrait|phone [LANGUAGE [light|contrast|dark]]]\n";
    return 2;
  }
  const auto wants = [&](int argument, std::string_view name) { return argc <= argument || argv[argument] == name; };
  const auto window = or_stop(hk::Window::open({.width = kWindowPx, .height = kWindowPx}));
  const auto languages = or_stop(hk::Languages::open(fs::path(HALSOKIOSK_BINARY_DIR) / "translations"));
  for (const Form& form : kForms) {
    if (!wants(2, form.name)) continue;
    Gallery gallery(*window, languages, form);
    for (const std::string_view language : {"sv", "ar", "ti"}) {
      if (!wants(3, language)) continue;
      for (const Colours& colours : kColours) {
        // Dark differs from light by its colours alone: once is enough, unless it is asked for.
        const bool once = colours.palette != hk::Palette::dark || language == "sv";
        if (!(argc > 4 ? wants(4, colours.name) : once)) continue;
        const std::string name = std::string(form.name) + "-" + std::string(language) + "-" + std::string(colours.name);
        gallery.draw(fs::path(argv[1]) / name, language, colours.palette);
      }
    }
  }
}
