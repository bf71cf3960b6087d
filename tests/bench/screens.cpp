#include <imgui.h>

#include "kiosk/platform/wiping_memory.h"
#include "kiosk/screens/view.h"
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/texts.h"
#include "tests/support/sample_screens.h"

namespace hk::bench {
namespace {

namespace fs = std::filesystem;

constexpr float kWidth = 1280, kHeight = 800, kPxPerMm = 5.866F;
constexpr std::size_t kRows = 200;
constexpr int kFrames = 400;

const Languages& languages() {
  static const Languages all = Languages::open(fs::path(HALSOKIOSK_BINARY_DIR) / "translations").value();
  return all;
}

Screen long_roster() {
  RosterModel model = sample::roster(kRows);
  const std::vector<std::string> all = names(kRows);
  for (std::size_t i = 0; i < kRows; ++i) model.regulars[i].name = all[i];
  return sample::screen_of(std::move(model));
}

void build(View& view, const Screen& screen) { (void)view.frame(screen, kWidth, kHeight, 0.016F); }

/// What ImGui itself needs for as many rows of Latin letters in its own font.
class BareList {
 public:
  BareList() : context_(ImGui::CreateContext()), names_(names(kRows)) {
    ImGui::SetCurrentContext(context_);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  }
  BareList(const BareList&) = delete;
  BareList& operator=(const BareList&) = delete;
  ~BareList() { ImGui::DestroyContext(context_); }
  void build() {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().DisplaySize = {kWidth, kHeight};
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({kWidth, kHeight});
    ImGui::Begin("list");
    for (const std::string& name : names_) ImGui::Button(name.c_str(), {300, 60});
    ImGui::End();
    ImGui::Render();
  }

 private:
  ImGuiContext* context_;
  std::vector<std::string> names_;
};

void measure_frames(TextEngine& text, const std::string& name) {
  View view(text, languages(), kPxPerMm);
  const Screen screen = long_roster();
  BareList bare;
  Latencies ours, plain;
  for (int i = 0; i < 10; ++i) build(view, screen);
  for (int i = 0; i < kFrames; ++i) {
    const Work one;
    build(view, screen);
    ours.add(one.seconds());
    const Work other;
    bare.build();
    plain.add(other.seconds());
  }
  ours.print(name);
  plain.print("bare_list");
}

/// Every letter of the language is drawn for the first time.
void measure_languages() {
  const auto text = open_text();
  View view(*text, languages(), kPxPerMm);
  Screen screen = sample::screen_of(sample::welcome(3));
  build(view, screen);
  double slowest = 0;
  for (const Words& words : languages().all()) {
    screen.language = words.code();
    const Work one;
    build(view, screen);
    slowest = std::max(slowest, one.seconds());
  }
  figure("language_slowest_ms", slowest * 1e3);
}

}  // namespace
}  // namespace hk::bench

/// bench_screens: what building a picture costs, without drawing it: a list of 200 names, and another language; the
/// list once more as in the kiosk, where what is freed is overwritten.
int main() {
  using namespace hk::bench;
  const auto text = open_text();
  measure_frames(*text, "plain_frame");
  hk::wipe_what_is_freed();
  measure_frames(*text, "frame");
  measure_languages();
}
