#include "tests/sim/sim_kiosk.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "kiosk/store/approve_devices.h"
#include "kiosk/store/key_rotation.h"
#include "tests/support/bytes.h"

namespace hk::sim {
namespace {

// A start takes some twenty operations of the disk.
constexpr std::size_t start_operations = 30;
constexpr std::size_t killed_while_starting = 10;
constexpr std::int64_t year_1970_ms = 86'400'000;
/// A step past 65 535 readings in one millisecond, and the one that the server allows.
constexpr std::int64_t clock_slack_ms = 1000;

std::set<ChangeId> own_changes(Database& db, const DeviceId& device, std::optional<std::uint64_t> epoch) {
  std::set<ChangeId> found;
  Statement query = db.statement(
      "SELECT id FROM change JOIN device USING(device) WHERE uuid = :own AND (:epoch IS NULL OR epoch = :epoch)");
  query.bind_blob(":own", device.view());
  query.bind(":epoch", epoch ? std::optional(static_cast<std::int64_t>(*epoch)) : std::nullopt);
  while (query.step()) found.insert(query.id<ChangeId>(0));
  return found;
}

}  // namespace

SimKiosk::SimKiosk(const Founding& founding, std::size_t number, const std::filesystem::path& folder,
                   std::uint64_t seed, bool old, bool in_1970)
    : folder_(folder), disk_(folder), random_(seed), old_(old) {
  if (in_1970) set_wall(year_1970_ms);
  prepare(founding.keys(), founding.device(number));
  start();
}

SimKiosk::SimKiosk(SimKiosk& other, const std::filesystem::path& folder, std::uint64_t seed)
    : read(other.read),
      folder_(folder),
      disk_(folder),
      clock_(other.clock_),
      random_(seed),
      old_(other.old_),
      twin_(true),
      counters_(other.counters_) {
  other.twin_ = true;
  prepare(test::file_bytes(other.key_file()), other.disk_.image());
  start();
}

void SimKiosk::prepare(const Bytes& keys, const test::MemoryDisk::Image& image) {
  std::filesystem::create_directory(folder_);
  // A folder holds a programme where this file is; what SQLite reads under its name lies in memory.
  test::write_bytes((folder_ / kiosk_database).string(), {});
  test::write_bytes(key_file(), keys);
  disk_.put(image);
}

void SimKiosk::start() {
  const OldProgram program(old_);
  for (;;) {
    if (!spared_ && random_.one_in(killed_while_starting)) disk_.fail_at(1 + random_.below(start_operations));
    if (try_start()) return;
    client_.reset();
    store_.reset();
    // A program that cannot even open tells so in its window, and somebody makes room.
    disk_.set_full(false);
    disk_.lose_power(random_);
  }
}

bool SimKiosk::try_start() {
  ++process_;
  auto opened = KioskStore::open(DataFolder(folder_), clock_, random_);
  if (!stored(opened)) return false;
  store_ = std::move(*opened);
  device_ = store_->own().device;
  client_ = std::make_unique<SyncClient>(store_->log(), store_->verifier(), clock_, random_, spoken(old_));
  // As in the window, where another thread waits for the server's news.
  if (random_.one_in(2)) client_->keep_poll_open();
  const auto revoked = store_->is_revoked();
  if (!stored(revoked)) return false;
  revoked_ = *revoked;
  // Every morning somebody opens the names, which is written down.
  if (!revoked_) {
    auto names = open_names(DataFolder(folder_).database(), passphrase);
    if (!stored(names) || !stored(store_->unlock(std::move(*names))) || !let_in_others()) return false;
  }
  if (dead()) return false;
  look_at_log();
  return true;
}

void SimKiosk::look_at_log() {
  const std::set<ChangeId> there = own_changes(store_->database(), device_, std::nullopt);
  for (const ChangeId& id : committed_) {
    if (!there.contains(id)) broken_ = "it lost " + to_text(id) + ", which was stored";
  }
  // What was under way when the process died is there or not; from now on it has to be everywhere.
  committed_.merge(own_changes(store_->database(), device_, store_->own().epoch));
}

void SimKiosk::kill() {
  client_.reset();
  store_.reset();
  disk_.lose_power(random_);
  clock_.restart();
  start();
}

void SimKiosk::spare() {
  spared_ = true;
  disk_.fail_at(std::nullopt);
  disk_.set_full(false);
}

void SimKiosk::set_wall(std::int64_t wall_ms) {
  wall_max_ms_ = std::max(wall_max_ms_, clock_.wall_ms());
  clock_.set_wall(wall_ms);
}

void SimKiosk::back_up() { backup_ = {disk_.image(), test::file_bytes(key_file()), read}; }

bool SimKiosk::restore() {
  if (!backup_ || revoked_) return false;
  client_.reset();
  store_.reset();
  disk_.set_full(false);
  disk_.put(backup_->disk);
  test::write_bytes(key_file(), backup_->keys);
  read = backup_->read;
  twin_ = true;
  {
    Database db = Database::open(DataFolder(folder_).database(), OpenMode::read_write, kiosk_schema()).value();
    // As the program restores, or as somebody who copies files does.
    if (random_.one_in(2)) {
      Transaction transaction(db);
      if (!SyncClient::begin_epoch(db, random_.next_u64())) throw std::runtime_error("no epoch");
      transaction.commit();
    }
    const std::set<ChangeId> there = own_changes(db, device_, std::nullopt);
    std::erase_if(committed_, [&](const ChangeId& id) {
      if (!there.contains(id)) perhaps_.insert(id);
      return !there.contains(id);
    });
  }
  clock_.restart();
  start();
  return true;
}

bool SimKiosk::expected(const Error& error) {
  const bool expected = dead() || (disk_.full() && error.code == ErrorCode::disk_full);
  if (!expected) throw std::runtime_error(error.message());
  return false;
}

bool SimKiosk::record(const std::vector<ChangeBody>& bodies) {
  const auto ids = store_->record(bodies);
  if (ids) note_recorded(bodies, *ids);
  if (!stored(ids)) return false;
  client_->hurry();
  return true;
}

/// Told to be durable, whatever becomes of the process now.
void SimKiosk::note_recorded(const std::vector<ChangeBody>& bodies, const std::vector<ChangeId>& ids) {
  committed_.insert(ids.begin(), ids.end());
  if (dead()) return;
  for (std::size_t n = 0; n < bodies.size(); ++n) {
    std::optional<ParticipantId> person;
    if (const auto* set = std::get_if<ParticipantSet>(&bodies[n])) person = set->participant;
    if (const auto* consent = std::get_if<ConsentSet>(&bodies[n])) person = consent->participant;
    erasures_ += std::holds_alternative<ParticipantErased>(bodies[n]) ? 1 : 0;
    if (!person) continue;
    Statement query = store_->database().statement("SELECT sealed FROM change WHERE id = :id AND sealed IS NOT NULL");
    query.bind_blob(":id", ids[n].view());
    if (query.step()) sealed_.emplace(*person, query.blob(0));
  }
  if (const auto* counted = std::get_if<HeadcountRecorded>(&bodies.front())) check_counter(counted->counter);
  check_clock(ids.back());
}

void SimKiosk::check_clock(const ChangeId& newest) {
  if (twin_) return;  // its own readings may have been another tablet's
  wall_max_ms_ = std::max(wall_max_ms_, clock_.wall_ms());
  Statement query = store_->database().statement("SELECT hlc FROM change WHERE id = :id");
  query.bind_blob(":id", newest.view());
  if (!query.step()) return;
  const std::int64_t reading_ms = Hlc{static_cast<std::uint64_t>(query.integer(0))}.ms();
  if (reading_ms <= wall_max_ms_ + hlc_skew_ms_max + clock_slack_ms) return;
  broken_ = "its clock was moved to " + std::to_string(reading_ms) + ", while it showed at most " +
            std::to_string(wall_max_ms_);
}

void SimKiosk::check_counter(std::uint64_t counter) {
  const std::uint64_t epoch = store_->own().epoch;
  if (counters_.emplace(counter, epoch).first->second == epoch) return;
  broken_ = "it goes on counting under a number of another epoch";
}

bool SimKiosk::act() {
  const OldProgram program(old_);
  const std::vector<ChangeBody> bodies = something();
  return !bodies.empty() && record(bodies);
}

template <class T>
bool SimKiosk::recorded(const Result<T>& result) {
  if (!stored(result)) return false;
  committed_.merge(own_changes(store_->database(), device_, store_->own().epoch));
  client_->hurry();
  return true;
}

bool SimKiosk::revoke(const SimKiosk& other) {
  const OldProgram program(old_);
  if (!store_->coordinator()) return false;
  const auto done = revoke_device(*store_, other.device_);
  // Nobody has said anything of it yet that came here.
  if (!done && done.error().code == ErrorCode::not_found) return false;
  return recorded(done);
}

bool SimKiosk::rotate_key() {
  const OldProgram program(old_);
  return store_->coordinator() && recorded(rotate_programme_key(*store_));
}

bool SimKiosk::let_in_others() {
  const auto approved = approve_invited(*store_);
  if (!stored(approved)) return false;
  const auto handed_on = hand_on_keys(*store_);
  if (!stored(handed_on)) return false;
  return *approved + *handed_on == 0 || recorded(handed_on);
}

bool SimKiosk::write_rubbish() {
  const OldProgram program(old_);
  const auto id = store_->record(AccessLogged{"rubbish", "ok", std::nullopt});
  if (id) committed_.insert(*id);
  if (!stored(id)) return false;
  const auto signed_where_none_belongs = sqlite_guard(store_->database(), [&]() -> Result<void> {
    store_->database()
        .statement("UPDATE change SET signature = zeroblob(64), signer = zeroblob(32) WHERE id = :id")
        .bind_blob(":id", id->view())
        .run();
    return {};
  });
  client_->hurry();
  return stored(signed_where_none_belongs);
}

std::vector<SyncRequest> SimKiosk::due() {
  const OldProgram program(old_);
  auto requests = client_->due_requests();
  return stored(requests) ? std::move(*requests) : std::vector<SyncRequest>();
}

void SimKiosk::finish() {
  const Result<void> done = store_->refresh();
  if (!stored(done)) throw std::runtime_error("a spared disk failed");
}

Bytes SimKiosk::cursor() {
  Statement query = store_->database().statement("SELECT cursor FROM own_device");
  return query.step() ? Bytes(query.blob(0)) : Bytes();
}

std::string SimKiosk::standing() {
  Statement query = store_->database().statement(
      "SELECT count(*), count(hlc_accepted), (SELECT group_concat(epoch || ' ' || received_through) FROM mark) FROM "
      "change");
  if (!query.step()) return "";
  return to_hex(cursor()) + " " + std::to_string(query.integer(0)) + " " + std::to_string(query.integer(1)) + " " +
         std::string(query.text(2));
}

bool SimKiosk::take(const SyncReply& reply) {
  const OldProgram program(old_);
  const auto news = client_->on_reply(reply);
  if (!stored(news)) return false;
  if (*news && !stored(store_->refresh())) return false;
  const auto revoked = store_->is_revoked();
  if (!stored(revoked)) return false;
  revoked_ = *revoked;
  return !*news || let_in_others();
}

}  // namespace hk::sim
