#include "kiosk/platform/run.h"
#include "kiosk/platform/wiping_memory.h"
#include "kiosk/screens/view.h"
#include "tests/bench/process.h"
#include "tests/bench/touches.h"
#include "tests/support/sample_screens.h"

namespace hk::bench {
namespace {

namespace fs = std::filesystem;

/// The kiosk's own window, shown the sample screens instead of a programme's.
struct Glass {
  std::unique_ptr<Window> window = Window::open({}).value();
  std::unique_ptr<TextEngine> text =
      TextEngine::open(find_fonts().value(), fs::path(HALSOKIOSK_SOURCE_DIR) / "assets/icons").value();
  Languages languages = Languages::open(fs::path(HALSOKIOSK_BINARY_DIR) / "translations").value();

  void run(const RunHooks& hooks) const { hk::run(*window, *text, languages, hooks); }
};

ScreenPtr shared(Screen screen) { return std::make_shared<const Screen>(std::move(screen)); }

/// Where a touchable stands, by a view that draws nowhere.
Rect place_of(const Glass& glass, const Screen& screen, std::string_view id) {
  View view(*glass.text, glass.languages, glass.window->px_per_mm());
  (void)view.frame(screen, 1280, 800, 0.016F);
  for (const Touchable& one : view.touchables())
    if (one.id == id) return one.rect;
  throw std::runtime_error("no such place: " + std::string(id));
}

/// On the fullest screen that participants touch, keyboard and all.
void measure_touch(int count) {
  const Glass glass;
  const ScreenPtr screen = shared(sample::screen_of(sample::who("FAT")));
  const Rect key = place_of(glass, *screen, "key:g");
  Touches touches(static_cast<int>(key.center_x()), static_cast<int>(key.center_y()), count,
                  [&] { glass.window->close(); });
  const auto intent = [&](const Intent& one) {
    if (std::holds_alternative<TypeText>(one)) touches.shown();
  };
  glass.run({[&] { return screen; }, intent});
  touches.print("touch");
}

/// The first sample of each kind of screen, untouched for `seconds` after it has settled.
void measure_idle(double seconds) {
  constexpr double kSettleSeconds = 1.5;
  const Glass glass;
  std::vector<ScreenPtr> kinds;
  std::vector<bool> seen(32, false);
  for (auto& [name, screen] : sample::all()) {
    if (seen.at(screen.content.index())) continue;
    seen[screen.content.index()] = true;
    kinds.push_back(shared(std::move(screen)));
  }
  std::size_t shown = 0;
  double most = 0;
  std::optional<Work> work;
  Stopwatch since;
  const auto next = [&] {
    const double passed = since.seconds();
    if (!work && passed >= kSettleSeconds) {
      work.emplace(CLOCK_PROCESS_CPUTIME_ID);
      since = {};
    } else if (work && passed >= seconds) {
      most = std::max(most, work->seconds() / passed);
      work.reset();
      since = {};
      ++shown;
    }
    return shown < kinds.size() ? kinds[shown] : kinds.back();
  };
  glass.run({next, [](const Intent&) {}, [&] { return shown == kinds.size(); }});
  figure("idle_screens", static_cast<double>(kinds.size()));
  figure("idle_most_percent", most * 100);
}

/// Everybody's screens in every language, the staff's in theirs, one after the other as no day shows them.
void measure_memory() {
  const Glass glass;
  std::vector<ScreenPtr> all;
  for (const Words& words : glass.languages.all())
    for (auto& [name, screen] : sample::all(words.code()))
      if (words.for_staff() || screen.content.index() <= 6) all.push_back(shared(std::move(screen)));
  std::size_t calls = 0;
  const auto next = [&] {
    glass.window->wake();
    return all[std::min(calls++ / 2, all.size() - 1)];
  };
  glass.run({next, [](const Intent&) {}, [&] { return calls >= 2 * all.size(); }});
  figure("all_languages_mib", anonymous_mib());
}

}  // namespace
}  // namespace hk::bench

/// bench_window touch COUNT | idle SECONDS | memory: on the display given, what the kiosk's window takes, with samples
/// of its screens.
int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  hk::wipe_what_is_freed();
  if (what == "touch" && argc == 3) {
    hk::bench::measure_touch(std::atoi(argv[2]));
  } else if (what == "idle" && argc == 3) {
    hk::bench::measure_idle(std::atof(argv[2]));
  } else if (what == "memory") {
    hk::bench::measure_memory();
  } else {
    return 2;
  }
}
