#pragma once
#include <deque>
#include <memory>
#include <stdexcept>

#include "kiosk/app/kiosk.h"
#include "kiosk/store/create_programme.h"
#include "tests/support/author.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_dir.h"

namespace hk::test {

/// A place one hour east of Greenwich without summer time.
class FakeLocalTime final : public LocalTime {
 public:
  [[nodiscard]] LocalMoment at(std::int64_t utc_ms) const override {
    const std::int64_t minutes = (utc_ms + offset_ms) / 60'000;
    return {static_cast<std::int32_t>(minutes / 1440), static_cast<std::int32_t>(minutes % 1440), 60};
  }
  [[nodiscard]] std::int64_t to_utc_ms(std::int32_t days, std::int32_t minute_of_day) const override {
    return (std::int64_t{days} * 1440 + minute_of_day) * 60'000 - offset_ms;
  }

 private:
  static constexpr std::int64_t offset_ms = 3'600'000;
};

inline constexpr char test_passphrase[] = "ett lösenfras för prov";
/// A slot that costs as little as libsodium allows: what Argon2id costs is not what is tested.
inline constexpr SlotCost test_cost{1, 8192};

/// The smallest programme with something on every list. Monday's yoga is planned at 13:00.
inline ProgrammeFile test_programme() {
  ProgrammeFile file = bare_programme("Prov").value();
  file.goal_areas = {{"health", {{"sv", "Hälsa"}}}};
  file.workshops = {{"women", {{"sv", "Kvinnors hälsa"}}}};
  file.activities = {{"yoga", {{"sv", "Yoga"}}, "women", SessionKind::group, "health", "yoga"}};
  file.sites = {{"framtidens", {{"sv", "Framtidens hus"}}}, {"biblioteket", {{"sv", "Biblioteket"}}}};
  file.schedule = {{"yoga", "framtidens", 1, 13 * 60, 15 * 60}};
  return file;
}

/// One kiosk without a window, on one thread: jobs are done when the test asks.
class KioskWorld {
 public:
  KioskWorld() {
    const Result<void> made = create_programme(DataFolder(folder_.path() / "kiosk"), test_programme(), test_passphrase,
                                               test_cost, clock, random);
    if (!made) throw std::runtime_error(made.error().message());
    restart();
  }

  /// As when the power was pulled: a new process on the same files, names locked.
  void restart() { start(false); }
  /// As the program does after locking.
  void restart_at_welcome() { start(true); }

  ParticipantId add_person(const std::string& name, bool is_protected = false) {
    ParticipantDetails details;
    details.identity = {is_protected ? "" : name, is_protected ? name : "", "", std::nullopt};
    details.category = "adult";
    if (is_protected) details.is_protected = true;
    const ParticipantId id = make_id<ParticipantId>(clock, random);
    store_->record(ParticipantSet{id, details}).value();
    return id;
  }

  void unlock() {
    tap(ShowUnlock{});
    tap(TypeText{test_passphrase});
    tap(Unlock{});
    do_jobs();
  }
  /// Yoga at Framtidens hus, from now; leaves Welcome showing.
  SessionId start_yoga() {
    tap(ShowStart{});
    tap(ChooseActivity{"yoga"});
    tap(ChooseSite{"framtidens"});
    tap(StartSession{});
    tap(ShowWelcome{});
    return model<WelcomeModel>().sessions.back().session;
  }

  void tap(const Intent& intent) { kiosk_->handle(intent); }
  void wait(std::int64_t ms) {
    clock.advance(ms);
    kiosk_->tick();
  }
  void do_jobs() {
    while (!jobs_.empty()) {
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      kiosk_->on_job(run_job(std::move(job)));
    }
  }

  [[nodiscard]] ScreenPtr screen() { return kiosk_->screen(); }
  /// The model shown; throws when another screen is.
  template <class Model>
  [[nodiscard]] Model model() {
    return std::get<Model>(screen()->content);
  }
  template <class Model>
  [[nodiscard]] bool shows() {
    return std::holds_alternative<Model>(screen()->content);
  }
  [[nodiscard]] std::int64_t attendances() {
    const LocalDate today{local_time.at(clock.wall_ms()).days};
    return read_tally(store_->database(), store_->programme(), week_of(today)).value().tally.attendances;
  }
  /// Not done: the test says what came of it.
  [[nodiscard]] Job next_job() {
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }
  [[nodiscard]] std::size_t waiting_jobs() const { return jobs_.size(); }
  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "kiosk"; }
  KioskStore& store() { return *store_; }
  SyncClient& client() { return *client_; }
  Kiosk& kiosk() { return *kiosk_; }

  FakeClock clock{1'795'435'200'000};  ///< Monday 2026-11-23, 13:00 where the kiosk stands
  FakeRandom random{7};
  FakeLocalTime local_time;
  std::filesystem::path assets;  ///< for the kiosk that is started next
  std::vector<Drive> drives;     ///< USB sticks that are in
  int restarts = 0;              ///< asked for by the kiosk, which goes on here

 private:
  void start(bool at_welcome) {
    kiosk_.reset();
    client_.reset();
    store_.reset();
    store_ = KioskStore::open(DataFolder(folder_.path() / "kiosk"), clock, random).value();
    client_ = std::make_unique<SyncClient>(store_->log(), store_->verifier(), clock, random);
    kiosk_ =
        std::make_unique<Kiosk>(*store_, *client_,
                                Kiosk::Ports{local_time, [this](Job job) { jobs_.push_back(std::move(job)); },
                                             [this] { ++restarts; }, at_welcome, assets, [this] { return drives; }});
  }

  TempDir folder_;
  std::unique_ptr<KioskStore> store_;
  std::unique_ptr<SyncClient> client_;
  std::unique_ptr<Kiosk> kiosk_;
  std::deque<Job> jobs_;
};

}  // namespace hk::test
