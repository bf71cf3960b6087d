#include <pango/pangocairo.h>

#include <functional>

#include "kiosk/platform/wiping_memory.h"
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/texts.h"

namespace hk::bench {
namespace {

constexpr std::size_t kStrings = 2000;

/// The same texts through Pango, which fonts and directions it finds out itself.
class PangoText {
 public:
  PangoText()
      : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())),
        font_(pango_font_description_from_string("Noto Sans 24px")) {}
  PangoText(const PangoText&) = delete;
  PangoText& operator=(const PangoText&) = delete;
  ~PangoText() {
    pango_font_description_free(font_);
    g_object_unref(context_);
  }
  int shape(const std::string& text) {
    PangoLayout* layout = pango_layout_new(context_);
    pango_layout_set_font_description(layout, font_);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    int width = 0, height = 0;
    pango_layout_get_size(layout, &width, &height);
    g_object_unref(layout);
    return width;
  }

 private:
  PangoContext* context_;
  PangoFontDescription* font_;
};

/// Microseconds a text, all of them in one go.
double each_us(const std::vector<std::string>& all, const std::function<void(const std::string&)>& use) {
  const Work work;
  for (const std::string& one : all) use(one);
  return work.seconds() / static_cast<double>(all.size()) * 1e6;
}

void measure_text(TextEngine& text, const std::string& name) {
  const std::vector<std::string> all = names(kStrings);
  const TextStyle style{.em_px = 24};
  const auto shape = [&](const std::string& one) { (void)text.block(one, Weight::regular, style); };
  const auto fresh = [&] {
    text.begin_frame();
    text.begin_frame();
    text.forget_unused();
  };
  PangoText pango;
  for (const std::string& one : all) {  // every letter is in the atlas, and known to Pango
    shape(one);
    (void)pango.shape(one);
  }
  double ours = 1e9, cached = 1e9, theirs = 1e9;
  for (int i = 0; i < 7; ++i) {
    fresh();
    ours = std::min(ours, each_us(all, shape));
    cached = std::min(cached, each_us(all, shape));
    theirs = std::min(theirs, each_us(all, [&](const std::string& one) { (void)pango.shape(one); }));
  }
  figure(name + "_new_us", ours);
  figure(name + "_cached_us", cached);
  figure("pango_us", theirs);
}

/// What freeing costs where everything freed is overwritten.
void measure_freeing(const std::string& name) {
  for (const std::size_t size : {64U, 4096U, 1U << 20U}) {
    const Work work;
    const int count = size > 4096 ? 200 : 200'000;
    for (int i = 0; i < count; ++i) {
      auto* memory = static_cast<volatile char*>(::operator new(size));
      for (std::size_t at = 0; at < size; at += 4096) memory[at] = 1;
      ::operator delete(const_cast<char*>(memory));
    }
    figure(name + "_" + std::to_string(size) + "_ns", work.seconds() / count * 1e9);
  }
}

}  // namespace
}  // namespace hk::bench

/// bench_text: what a text costs that is shaped, or found shaped, and memory that is freed; each once more as in the
/// kiosk, where what is freed is overwritten.
int main() {
  using namespace hk::bench;
  const auto text = open_text();
  measure_text(*text, "plain_text");
  measure_freeing("plain_free");
  hk::wipe_what_is_freed();
  measure_text(*text, "text");
  measure_freeing("wiped_free");
}
