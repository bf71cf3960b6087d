#include "tests/sim/sim_kiosk.h"

#include <stdexcept>

#include "tests/support/numbered.h"

namespace hk::sim {
namespace {

// Few of each, so that the kiosks' changes meet.
constexpr std::size_t sessions = 6, people = 12, counters = 3;
constexpr char passphrase[] = "ett lösenfras för prov";
constexpr std::int32_t first_day = 20'600;

/// True for a value; false when the disk was full, which is no surprise here. Anything else is.
template <class T>
bool stored(const Result<T>& result) {
  if (!result && result.error().code != ErrorCode::disk_full) throw std::runtime_error(result.error().message());
  return result.has_value();
}

}  // namespace

SimKiosk::SimKiosk(std::filesystem::path folder, std::uint64_t seed) : folder_(std::move(folder)), random_(seed) {
  start();
}

void SimKiosk::start() {
  ++process_;
  disk_full_ = false;
  store_ = KioskStore::open(DataFolder(folder_), clock_, random_).value();
  client_ = std::make_unique<SyncClient>(store_->log(), store_->verifier(), clock_, random_);
  // Every morning somebody opens the names, which is written down.
  if (!revoked()) stored(store_->unlock(open_names(DataFolder(folder_).database(), passphrase).value()));
  Statement own = store_->database().statement("SELECT id FROM change JOIN device USING(device) WHERE uuid = :own");
  own.bind_blob(":own", store_->own().device.view());
  while (own.step()) committed_.insert(own.id<ChangeId>(0));
}

void SimKiosk::kill() {
  client_.reset();
  store_.reset();
  clock_.restart();
  start();
}

void SimKiosk::fill_disk() {
  disk_full_ = true;
  store_->database().execute("PRAGMA max_page_count = 1");  // means: as many as there are
}

void SimKiosk::free_disk() {
  disk_full_ = false;
  store_->database().execute("PRAGMA max_page_count = 1000000");
}

bool SimKiosk::record(const std::vector<ChangeBody>& bodies) {
  const auto ids = store_->record(bodies);
  if (!stored(ids)) return false;
  committed_.insert(ids->begin(), ids->end());
  for (std::size_t n = 0; n < bodies.size(); ++n) {
    if (const auto* set = std::get_if<ParticipantSet>(&bodies[n])) remember_sealed(set->participant, (*ids)[n]);
    erasures_ += std::holds_alternative<ParticipantErased>(bodies[n]) ? 1 : 0;
  }
  client_->hurry();
  return true;
}

bool SimKiosk::act() {
  const std::vector<ChangeBody> bodies = something();
  return record(bodies);
}

void SimKiosk::remember_sealed(ParticipantId person, const ChangeId& id) {
  Statement query = store_->database().statement("SELECT sealed FROM change WHERE id = :id AND sealed IS NOT NULL");
  query.bind_blob(":id", id.view());
  if (query.step()) sealed_.emplace(person, query.blob(0));
}

bool SimKiosk::revoke(const SimKiosk& other) { return record({DeviceRevoked{other.store_->own().device}}); }

ChangeId SimKiosk::some_own_change() {
  // Not always a check-in: readers live with what names nothing.
  if (committed_.empty()) return test::numbered<ChangeId>(1);
  auto one = committed_.begin();
  std::advance(one, static_cast<std::ptrdiff_t>(random_.below(committed_.size())));
  return *one;
}

std::vector<ChangeBody> SimKiosk::something() {
  const auto session = test::numbered<SessionId>(random_.below(sessions));
  const auto check_in = [&](CheckInWay way) {
    return CheckInRecorded{session, test::numbered<ParticipantId>(random_.below(people)), "adult", "", "", way};
  };
  // Names closed, as on a device that was revoked, nobody is written down and nothing is signed.
  switch (random_.below(store_->unlocked() ? 17 : 6)) {
    case 0: {
      SessionSet set;
      set.session = session;
      set.what = {"women", "yoga", "framtidens", SessionKind::group};
      const auto day = first_day + static_cast<std::int32_t>(random_.below(3));
      set.when = {day, 60, day * 86'400'000LL + 43'200'000, std::nullopt};
      return {set, SessionStateSet{session, SessionState::running, std::nullopt}};
    }
    case 1:
      return {SessionStateSet{session, SessionState::closed, clock_.wall_ms()}};
    case 2:
      return {HeadcountRecorded{session, HeadcountFigure::headcount, "adult", random_.below(counters),
                                static_cast<std::int64_t>(random_.below(30))}};
    case 3:
      return {HeadcountCorrected{session, HeadcountFigure::headcount, "adult", -1}};
    case 4:
      return {CheckInWithdrawn{{some_own_change()}}};
    case 5: {
      // A household: several at once, in one transaction.
      std::vector<ChangeBody> all;
      for (std::size_t n = 2 + random_.below(8); n > 0; --n) all.emplace_back(check_in(CheckInWay::household));
      return all;
    }
    case 6:
    case 7:
    case 8: {
      ParticipantDetails details;
      details.identity = {"Namn " + std::to_string(random_.below(100)), "", "", std::nullopt};
      return {ParticipantSet{test::numbered<ParticipantId>(random_.below(people)), details}};
    }
    case 9:
      // Few enough that there are people left to meet them.
      if (random_.one_in(2)) return {ParticipantErased{test::numbered<ParticipantId>(random_.below(people))}};
      return {check_in(CheckInWay::self)};
    case 10: {
      // A key that signs nothing here: who believes it is what matters.
      const Bytes key(32, static_cast<char>('a' + random_.below(4)));
      if (random_.one_in(3)) return {CoordinatorWithdrawn{test::numbered<StaffId>(1), key}};
      return {CoordinatorGranted{test::numbered<StaffId>(1), key}};
    }
    default:
      return {check_in(CheckInWay::self)};
  }
}

std::vector<SyncRequest> SimKiosk::due() { return client_->due_requests().value(); }

bool SimKiosk::take(const SyncReply& reply) {
  const auto news = client_->on_reply(reply);
  if (!stored(news)) return false;
  return !*news || stored(store_->refresh());
}

}  // namespace hk::sim
