#include <fmt/core.h>

#include <atomic>
#include <csignal>
#include <future>
#include <thread>

#include "kiosk/app/core_thread.h"
#include "kiosk/app/first_run.h"
#include "kiosk/app/tuning.h"
#include "kiosk/cli/command_line.h"
#include "kiosk/platform/paths.h"
#include "kiosk/platform/process.h"
#include "kiosk/platform/run.h"
#include "kiosk/platform/window.h"
#include "kiosk/platform/wiping_memory.h"
#include "kiosk/store/kiosk_store.h"
#include "kiosk/text/font_files.h"
#include "kiosk/text/text_engine.h"
#include "sync/machine/clock.h"
#include "sync/machine/log_file.h"
#include "sync/machine/version.h"

namespace {

using hk::Result;

sigset_t end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

/// For this thread and all it starts after: they leave the two signals to CloseOnSignal.
void block_end_signals() {
  const sigset_t signals = end_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// Ctrl-C and a service manager end the kiosk as its own close button does: nothing is cut short.
class CloseOnSignal {
 public:
  explicit CloseOnSignal(hk::Window& window)
      : waiter_([&window] {
          const sigset_t signals = end_signals();
          int received = 0;
          sigwait(&signals, &received);
          window.close();
        }) {}
  CloseOnSignal(const CloseOnSignal&) = delete;
  CloseOnSignal& operator=(const CloseOnSignal&) = delete;
  ~CloseOnSignal() {
    // Ends the wait where no signal came.
    pthread_kill(waiter_.native_handle(), SIGINT);
    waiter_.join();
  }

 private:
  std::thread waiter_;
};

Result<void> unlock(hk::KioskStore& store, const std::filesystem::path& passphrase_file) {
  HK_ASSIGN(hk::Bytes passphrase, hk::read_passphrase_file(passphrase_file));
  Result<hk::Opened> opened = hk::open_names(store.folder().database(), passphrase);
  hk::wipe(passphrase);
  if (!opened) return tl::unexpected(opened.error());
  return store.unlock(std::move(*opened));
}

using Store = Result<std::unique_ptr<hk::KioskStore>>;

Store open_store(const hk::WindowRequest& request, const hk::CliWorld& world) {
  HK_ASSIGN(auto store, hk::KioskStore::open(hk::DataFolder(request.data), world.clock, world.random));
  if (request.passphrase_file) HK_TRY(unlock(*store, *request.passphrase_file));
  return store;
}

/// A window with everything that is drawn in it.
struct Surface {
  std::unique_ptr<hk::TextEngine> text;
  hk::Languages languages;
  std::unique_ptr<hk::Window> window;
  void run(const hk::RunHooks& hooks) const { hk::run(*window, *text, languages, hooks); }
};

Result<std::unique_ptr<hk::TextEngine>> open_text(const hk::WindowRequest& request) {
  HK_ASSIGN(const auto fonts, hk::find_fonts());
  HK_ASSIGN(const auto assets, hk::assets_dir(request.assets));
  return hk::TextEngine::open(fonts, assets / "icons");
}

Result<hk::Languages> open_languages() {
  HK_ASSIGN(const auto translations, hk::translations_dir());
  return hk::Languages::open(translations);
}

/// Letters and words are fetched while the window is made, which takes as long as they do.
Result<Surface> open_surface(const hk::WindowRequest& request) {
  auto text_opening = std::async(std::launch::async, [&] { return open_text(request); });
  auto languages_opening = std::async(std::launch::async, open_languages);
  hk::WindowOptions options;
  if (request.size) {
    options.width = request.size->width;
    options.height = request.size->height;
  }
  options.fullscreen = request.fullscreen;
  HK_ASSIGN(auto window, hk::Window::open(options));
  HK_ASSIGN(auto text, text_opening.get());
  HK_ASSIGN(auto languages, languages_opening.get());
  return Surface{std::move(text), std::move(languages), std::move(window)};
}

/// Lets a device without a programme join one, until it has or the window is closed.
Result<void> join_first(const Surface& surface, const hk::WindowRequest& request, const hk::CliWorld& world) {
  HK_ASSIGN(const auto assets, hk::assets_dir(request.assets));
  hk::Mailbox<hk::FirstRunDone> answers(hk::tuning::mailbox_capacity);
  const hk::FirstRunWorld jobs{world.clock, world.random, hk::DataFolder(request.data), assets, hk::exchange_until};
  hk::FirstRunThread thread(jobs, [&](hk::FirstRunDone done) {
    answers.post(std::move(done));
    surface.window->wake();
  });
  hk::FirstRun first_run({world.clock, world.random, [&](hk::FirstRunJob job) { thread.post(std::move(job)); }});
  const auto screen = [&] {
    for (hk::FirstRunDone& done : answers.take_all(0)) first_run.on_job(std::move(done));
    first_run.tick();
    return first_run.screen();
  };
  surface.run(
      {screen, [&](const hk::Intent& intent) { first_run.handle(intent); }, [&] { return first_run.joined(); }});
  return {};
}

/// Says on the screen why the store does not open, until it does or the window is closed.
void wait_for_store(const Surface& surface, Store& store, const std::function<Store()>& open) {
  const auto screen_of = [](const hk::Error& error) {
    hk::Screen screen;
    screen.content = hk::failure_model(error);
    return std::make_shared<const hk::Screen>(std::move(screen));
  };
  hk::ScreenPtr screen = screen_of(store.error());
  const auto try_again = [&](const hk::Intent& intent) {
    if (!std::holds_alternative<hk::DismissNotice>(intent)) return;
    store = open();
    if (!store) screen = screen_of(store.error());
  };
  surface.run({[&] { return screen; }, try_again, [&] { return store.has_value(); }});
}

/// Why the window is gone.
enum class End { closed, locked };

Result<End> show_window(const hk::WindowRequest& request, const hk::CliWorld& world) {
  block_end_signals();
  auto store_opening = std::async(std::launch::async, [&] { return open_store(request, world); });
  const Result<Surface> surface = open_surface(request);
  Store store = store_opening.get();
  if (!store && !surface) return tl::unexpected(store.error());
  if (!surface) return tl::unexpected(surface.error());
  const CloseOnSignal close_on_signal(*surface->window);
  if (!store && !hk::DataFolder(request.data).holds_programme() && store.error().code == hk::ErrorCode::not_found) {
    HK_TRY(join_first(*surface, request, world));
    if (surface->window->is_closing()) return End::closed;
    store = open_store(request, world);
  }
  if (!store) wait_for_store(*surface, store, [&] { return open_store(request, world); });
  if (!store) return tl::unexpected(store.error());
  HK_ASSIGN(const auto assets, hk::assets_dir(request.assets));
  HK_ASSIGN(const auto log, hk::LogFile::open(request.data / "halsokiosk.log", world.clock));
  log->info("started version " + hk::program_version());
  std::atomic<bool> locked = false;
  const auto restart = [&] {
    locked = true;
    surface->window->close();
  };
  hk::CoreThread core(std::move(*store), {world.clock, world.random, world.local_time, [&] { surface->window->wake(); },
                                          [&](const std::string& failure) { log->error(failure); }, restart,
                                          request.begins_at_welcome, assets});
  surface->run({[&] { return core.screen(); }, [&](hk::Intent intent) { core.post(std::move(intent)); }});
  log->info(locked ? "locked: starting anew" : "stopped");
  return locked ? End::locked : End::closed;
}

int failed(const hk::Error& error) {
  fmt::print(stderr, "halsokiosk: {}\n", error.message());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  hk::forbid_core_dumps();
  hk::wipe_what_is_freed();
  hk::crypto_start();
  const auto local_time = hk::make_stockholm_time();
  if (!local_time) return failed(local_time.error());
  const auto default_data = hk::default_data_dir();
  const hk::SystemClock clock;
  hk::SystemRandom random;
  // Without a home a command still runs when --data says where.
  const hk::CliWorld world{clock, random, **local_time, default_data.value_or(std::filesystem::path()), hk::assets_dir};
  const auto asked = hk::run_command_line(argc, argv, world);
  if (const int* status = std::get_if<int>(&asked)) return *status;
  const Result<End> shown = show_window(std::get<hk::WindowRequest>(asked), world);
  if (!shown) return failed(shown.error());
  if (*shown == End::closed) return 0;
  return failed(hk::become_anew(hk::locked_arguments({argv, static_cast<std::size_t>(argc)})));
}
