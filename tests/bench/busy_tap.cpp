#include <atomic>
#include <condition_variable>
#include <mutex>

#include "kiosk/app/core_thread.h"
#include "kiosk/store/key_slots.h"
#include "sync/client/one_shot.h"
#include "sync/machine/clock.h"
#include "tests/bench/sync_parts.h"
#include "tests/support/kiosk_world.h"

/// bench_busy_tap FOLDER COUNT: from a touch on a name to the tick that says it is on disk, through the kiosk's own
/// threads, while they pull COUNT check-ins from a real server; then the same when nothing is pulled.
namespace hk::bench {
namespace {

constexpr std::size_t people = 3000;  // each comes once
constexpr std::size_t quiet_taps = 200;

/// A kiosk with all its threads, for whom a frame is the next screen that looks different.
class Window {
 public:
  Window(std::unique_ptr<KioskStore> store, const Clock& clock, Random& random)
      : core_(std::move(store), {clock, random, local_time_, [this] { note(); }, [](const std::string&) {}}) {}

  void tap(Intent intent) { core_.post(std::move(intent)); }
  /// Waits until `seen` says yes to a screen.
  template <class Seen>
  ScreenPtr until(Seen seen) {
    std::unique_lock lock(mutex_);
    for (;;) {
      // A screen may be published between a look and the wait, so the wait has an end.
      if (ScreenPtr screen = core_.screen(); seen(*screen)) return screen;
      changed_.wait_for(lock, std::chrono::milliseconds(50));
    }
  }
  template <class Model>
  ScreenPtr until_shown() {
    return until([](const Screen& screen) { return std::holds_alternative<Model>(screen.content); });
  }

 private:
  void note() {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
  }
  test::FakeLocalTime local_time_;
  std::mutex mutex_;
  std::condition_variable changed_;
  CoreThread core_;
};

SessionId start_yoga(Window& window) {
  window.tap(ShowStart{});
  window.tap(ChooseActivity{"yoga"});
  window.tap(ChooseSite{"framtidens"});
  window.tap(StartSession{});
  window.tap(ShowWelcome{});
  const ScreenPtr welcome = window.until([](const Screen& screen) {
    const auto* model = std::get_if<WelcomeModel>(&screen.content);
    return model != nullptr && !model->sessions.empty();  // not the one that it begins with
  });
  return std::get<WelcomeModel>(welcome->content).sessions.back().session;
}

/// One touch, in seconds.
double check_in(Window& window, SessionId session, std::size_t number) {
  window.tap(TapSession{session});
  window.tap(TypeText{fmt::format("namn{}x", number)});
  // Whoever is spelled so comes first, before those who are nearly so.
  const ScreenPtr who = window.until([](const Screen& screen) {
    const auto* model = std::get_if<WhoModel>(&screen.content);
    return model != nullptr && !model->candidates.empty();
  });
  const ParticipantId person = std::get<WhoModel>(who->content).candidates.front().participant;
  const Stopwatch touch;
  window.tap(TapCandidate{person});
  (void)window.until_shown<DoneModel>();
  const double seconds = touch.seconds();
  window.tap(ShowWelcome{});
  (void)window.until_shown<WelcomeModel>();
  return seconds;
}

void add_people(KioskStore& store, const Clock& clock, Random& random) {
  test::require_done(store.unlock(open_names(store.folder().database(), test::test_passphrase).value()));
  std::vector<ChangeBody> all;
  for (std::size_t n = 0; n < people; ++n) {
    ParticipantDetails details;
    details.identity = {fmt::format("Namn{}x Efternamn", n), "", "", std::nullopt};
    details.category = "adult";
    all.emplace_back(ParticipantSet{make_id<ParticipantId>(clock, random), details});
  }
  (void)store.record(all).value();
}

bool has_pulled(Database& db, std::int64_t count) {
  Statement query = db.statement("SELECT cursor_position FROM own_device");
  return query.step() && query.integer(0) >= count;
}

void measure(const std::filesystem::path& folder, std::int64_t count) {
  const SystemClock clock;
  SystemRandom random;
  const DataFolder ours(folder / "kiosk"), theirs(folder / "other");
  test::require_done(
      create_programme(ours, test::test_programme(), test::test_passphrase, test::test_cost, clock, random));
  test::copy_as_another_device(ours, theirs, clock, random);
  ServerOnLoopback server((folder / "server.db").string(), clock);
  {
    Kiosk author(theirs, clock, random);
    server.let_in(author);
    record_check_ins(*author.store, count, 50'000, random);
    (void)sync_once(author.client).value();
    (void)server.wait_until_folded();
  }
  std::unique_ptr<KioskStore> store;
  {
    Kiosk kiosk(ours, clock, random);
    server.let_in(kiosk);
    store = std::move(kiosk.store);
  }
  add_people(*store, clock, random);
  Database reader = Database::open(ours.database(), OpenMode::read_only, kiosk_schema()).value();
  const Stopwatch pulling;
  Window window(std::move(store), clock, random);
  const SessionId session = start_yoga(window);
  Latencies busy, quiet;
  std::size_t number = 0;
  while (number + quiet_taps < people && !has_pulled(reader, count)) busy.add(check_in(window, session, number++));
  figure("busy_taps", static_cast<double>(number));
  figure("busy_pull_s", pulling.seconds());
  busy.print("busy_tap");
  for (std::size_t n = 0; n < quiet_taps; ++n) quiet.add(check_in(window, session, number++));
  quiet.print("quiet_tap");
}

}  // namespace
}  // namespace hk::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  hk::crypto_start();
  hk::bench::measure(argv[1], std::atoll(argv[2]));
  return 0;
}
