#pragma once
#include <memory>
#include <stdexcept>

#include "kiosk/store/create_programme.h"
#include "tests/support/author.h"
#include "tests/support/temp_dir.h"

namespace hk::test {

inline constexpr SlotCost cheap_slot{1, 8192};
inline constexpr char passphrase[] = "lång och lätt att minnas";

/// A new programme in a folder of its own, opened; unlocked unless told otherwise.
class OpenStore {
 public:
  OpenStore() : OpenStore(bare_programme("Jämlik Hälsa Prov").value()) {}
  explicit OpenStore(const ProgrammeFile& programme) {
    const auto made = create_programme(folder(), programme, passphrase, cheap_slot, clock_, random_);
    if (!made) throw std::runtime_error(made.error().message());
    reopen();
    unlock();
  }

  /// As after a restart: locked.
  void reopen() {
    store_.reset();
    store_ = KioskStore::open(folder(), clock_, random_).value();
  }
  void unlock() {
    const auto done = store_->unlock(open_names(folder().database(), passphrase).value());
    if (!done) throw std::runtime_error(done.error().message());
  }
  void close() { store_.reset(); }

  KioskStore& operator*() { return *store_; }
  KioskStore* operator->() { return store_.get(); }
  FakeClock& clock() { return clock_; }
  FakeRandom& random() { return random_; }
  [[nodiscard]] DataFolder folder() const { return DataFolder(temp_.path() / "data"); }

  ParticipantId add_person(const std::string& name, const std::string& alias = {}, bool is_protected = false) {
    clock_.advance(1000);
    ParticipantDetails details;
    details.identity = {name, alias, {}, std::nullopt};
    if (is_protected) details.is_protected = true;
    details.category = "adult";
    const auto id = make_id<ParticipantId>(clock_, random_);
    store_->record(ParticipantSet{id, details}).value();
    return id;
  }
  /// A session that runs.
  SessionId start_session() {
    clock_.advance(1000);
    SessionSet set;
    set.session = make_id<SessionId>(clock_, random_);
    set.what = {"", "", "", SessionKind::group};
    set.when = {20'600, 120, clock_.wall_ms(), std::nullopt};
    const std::vector<ChangeBody> bodies = {set, SessionStateSet{set.session, SessionState::running, std::nullopt}};
    store_->record(bodies).value();
    return set.session;
  }
  ChangeId check_in(SessionId session, ParticipantId person) {
    clock_.advance(1000);
    return store_->record(CheckInRecorded{session, person, "adult", "", "", CheckInWay::self}).value();
  }
  [[nodiscard]] std::int64_t number(std::string_view sql) {
    Statement query = store_->database().statement(sql);
    return query.step() ? query.integer(0) : -1;
  }

 private:
  TempDir temp_;
  FakeClock clock_;
  FakeRandom random_{42};
  std::unique_ptr<KioskStore> store_;
};

/// Two hours ahead of UTC all year, which no test may depend on.
class FakeLocalTime final : public LocalTime {
 public:
  [[nodiscard]] LocalMoment at(std::int64_t utc_ms) const override {
    const std::int64_t minutes = utc_ms / 60'000 + offset_min;
    return {static_cast<std::int32_t>(minutes / 1440), static_cast<std::int32_t>(minutes % 1440), offset_min};
  }
  [[nodiscard]] std::int64_t to_utc_ms(std::int32_t days, std::int32_t minute_of_day) const override {
    return (days * 1440LL + minute_of_day - offset_min) * 60'000;
  }

 private:
  static constexpr std::int32_t offset_min = 120;
};

}  // namespace hk::test
