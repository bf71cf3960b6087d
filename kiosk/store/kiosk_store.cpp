#include "kiosk/store/kiosk_store.h"

#include <algorithm>
#include <array>
#include <limits>

#include "kiosk/store/key_rotation.h"
#include "kiosk/store/key_slots.h"
#include "kiosk/store/linked_people.h"
#include "kiosk/store/new_device.h"
#include "kiosk/store/personnummer.h"
#include "sync/log/fingerprint.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

constexpr char revoked_words[] = "was revoked by a coordinator and opens no names any more";

const Migration kiosk_schema_1{R"sql(
CREATE TABLE key_slot(
  slot INTEGER PRIMARY KEY,
  operations INTEGER NOT NULL,
  memory_bytes INTEGER NOT NULL,
  salt BLOB NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE device_setting(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql"};

// Whose a slot is, and what opens it.
const Migration kiosk_schema_2{R"sql(
ALTER TABLE key_slot ADD COLUMN kind INTEGER NOT NULL DEFAULT 1;
ALTER TABLE key_slot ADD COLUMN staff BLOB CHECK(staff IS NULL OR length(staff) = 16);
)sql"};

// Whose names were looked at (kind 24, access_logged) is asked for one person, out of a log of millions.
const Migration kiosk_schema_3{R"sql(
CREATE INDEX change_access ON change(programme, change) WHERE kind = 24;
)sql"};
static_assert(std::is_same_v<std::variant_alternative_t<24, ChangeKinds>, AccessLogged>);

/// Takes what one change says of a person. A sealed part that does not open is left out: `doctor` tells.
void read_person(const ChangeRecord& record, const SealKeys& keys, Hlc order, People& people) {
  Result<Change> change = decode_core(record.core);
  if (!change) return;
  if (const auto* erased = std::get_if<ParticipantErased>(&change->body)) return people.erase(erased->participant);
  const auto* set = std::get_if<ParticipantSet>(&change->body);
  const auto* consent = std::get_if<ConsentSet>(&change->body);
  if ((set == nullptr && consent == nullptr) || !open_record(record, keys, *change)) return;
  if (set != nullptr) people.apply(*set, order, change->id);
  if (consent != nullptr) people.apply(*consent, order, change->id);
}

/// Takes what rows after `after`, and `beside` them those, say of people into `people`, and who of them is one as the
/// log links them now.
Result<void> read_people(Database& db, ProgrammeRef programme, std::int64_t after, const UnlockedKeys& keys,
                         People& people, std::span<const std::int64_t> beside = {}) {
  // Derived where there is something to open: mostly there is nothing, and each costs a page of locked memory.
  std::optional<SealKeys> seal_keys;
  const auto read = [&](std::int64_t first, std::int64_t last) {
    Statement query = db.statement(R"sql(SELECT core, sealed, ifnull(hlc_accepted, hlc) FROM change
                                         WHERE change BETWEEN :first AND :last AND (sealed IS NOT NULL OR kind = :erased)
                                         ORDER BY change)sql");
    query.bind(":erased", static_cast<std::int64_t>(ChangeBody(ParticipantErased{}).index()));
    query.bind(":first", first).bind(":last", last);
    while (query.step()) {
      ChangeRecord record;
      record.core = query.blob(0);
      record.sealed = query.blob(1);
      if (!seal_keys) seal_keys = keys.seal_keys();
      read_person(record, *seal_keys, Hlc{static_cast<std::uint64_t>(query.integer(2))}, people);
    }
  };
  HK_TRY(sqlite_guard(db, [&]() -> Result<void> {
    for (const std::int64_t row : beside) read(row, row);
    read(after + 1, std::numeric_limits<std::int64_t>::max());
    return {};
  }));
  HK_ASSIGN(const LinkedPeople linked, linked_people(db, programme));
  people.link(linked.groups());
  return {};
}

Result<bool> rotated_since(Database& db, std::int64_t row) {
  return sqlite_guard(db, [&]() -> Result<bool> {
    Statement query = db.statement("SELECT 1 FROM key_rotation WHERE change > :row");
    query.bind(":row", row);
    return query.step();
  });
}

Result<std::int64_t> last_row(Database& db) {
  return sqlite_guard(db, [&]() -> Result<std::int64_t> {
    Statement query = db.statement("SELECT ifnull(max(change), 0) FROM change");
    query.step();
    return query.integer(0);
  });
}

}  // namespace

std::span<const Migration> kiosk_schema() {
  static const std::array steps = {log_schema_1,    client_schema_1, kiosk_schema_1, client_schema_2, client_schema_3,
                                   log_schema_2,    client_schema_4, kiosk_schema_2, log_schema_3,    log_schema_4,
                                   client_schema_5, kiosk_schema_3,  log_schema_5,   log_schema_6,    log_schema_7};
  return steps;
}

Result<Database> open_to_read(const DataFolder& folder) {
  const auto open = [&](OpenMode mode) { return Database::open(folder.database(), mode, kiosk_schema()); };
  Result<Database> db = open(OpenMode::read_only);
  if (db || db.error().code != ErrorCode::older_version) return db;
  HK_ASSIGN(const FolderLock lock, FolderLock::take(folder.path()));
  HK_TRY(open(OpenMode::read_write));
  return open(OpenMode::read_only);
}

Result<Opened> open_names(const std::string& database, std::string_view passphrase) {
  HK_ASSIGN(Database db, Database::open(database, OpenMode::read_only, kiosk_schema()));
  HK_ASSIGN(const OwnDevice own, SyncClient::own_device(db));
  HK_ASSIGN(const std::vector<StoredSlot> slots, read_slots(db));
  HK_ASSIGN(UnlockedKeys keys, open_slots(passphrase, slots));
  HK_TRY(take_rotated_keys(db, own.device, keys));
  HK_ASSIGN(const std::int64_t through_row, last_row(db));
  HK_ASSIGN(const ProgrammeRef programme, Log(db).find_programme(own.programme));
  Opened opened{std::move(keys), {}, through_row};
  HK_TRY(read_people(db, programme, 0, opened.keys, opened.people));
  return opened;
}

KioskStore::KioskStore(DataFolder folder, std::optional<FolderLock> lock, Database db, DeviceKeys keys, OwnDevice own,
                       ProgrammeRef programme, const Clock& clock, Random& random)
    : folder_(std::move(folder)),
      lock_(std::move(lock)),
      db_(std::move(db)),
      log_(db_),
      device_keys_(std::move(keys)),
      own_(std::move(own)),
      programme_(programme),
      clock_(clock),
      random_(random),
      verifier_(own_.programme, own_.root_key) {
  for (const auto& [id, key] : device_keys_.macs) verifier_.add_mac_key(id, key.clone());
}

Result<std::unique_ptr<KioskStore>> KioskStore::open(const DataFolder& folder, const Clock& clock, Random& random,
                                                     Access access) {
  if (!folder.holds_programme()) {
    return fail(ErrorCode::not_found, folder.path().string(),
                "holds no programme yet; make one with 'halsokiosk init'");
  }
  std::optional<FolderLock> lock;
  if (access == Access::write) {
    HK_ASSIGN(lock, FolderLock::take(folder.path()));
  }
  HK_ASSIGN(Database db, access == Access::read
                             ? open_to_read(folder)
                             : Database::open(folder.database(), OpenMode::read_write, kiosk_schema()));
  HK_ASSIGN(DeviceKeys keys, folder.read_keys());
  HK_ASSIGN(OwnDevice own, SyncClient::own_device(db));
  HK_ASSIGN(const ProgrammeRef programme, Log(db).find_programme(own.programme));
  std::unique_ptr<KioskStore> store(new KioskStore(folder, std::move(lock), std::move(db), std::move(keys),
                                                   std::move(own), programme, clock, random));
  HK_TRY(store->resume_clock());
  HK_TRY(store->log_.teach(programme, store->verifier_));
  if (access == Access::write) HK_TRY(store->fold_late());
  HK_TRY(store->refresh());
  HK_TRY(store->forget_stale_names());
  return store;
}

Result<void> KioskStore::fold_late() {
  return sqlite_guard(db_, [&]() -> Result<void> {
    Transaction transaction(db_);
    HK_TRY(log_.fold_late(programme_, verifier_));
    transaction.commit();
    return {};
  });
}

AuthorKeys KioskStore::author_keys() const {
  if (opened_) return opened_->keys.author_keys();
  // A locked kiosk still writes: sessions, counts and check-ins need no name.
  const DeviceKeys::MacKey& mac = device_keys_.macs.back();
  return {mac.id, mac.key.clone(), std::nullopt, std::nullopt};
}

Result<void> KioskStore::append(const ChangeBody& body, std::uint64_t seq, std::uint64_t& ordinal,
                                const AuthorKeys& keys, std::vector<ChangeId>& ids) {
  HK_TRY(refuse_personnummer(body));
  Change change;
  change.id = make_id<ChangeId>(clock_, random_);
  change.programme = own_.programme;
  change.device = own_.device;
  change.staff = acting_;
  change.wall_ms = clock_.wall_ms();
  change.hlc = hybrid_clock_.tick(change.wall_ms);
  change.monotonic_ms = clock_.monotonic_ms();
  change.boot = clock_.boot();
  change.ordinal = ++ordinal;
  change.body = body;
  HK_ASSIGN(ChangeRecord record, author_record(change, keys));
  const Envelope envelope{std::move(record), own_.device, own_.epoch, seq, std::nullopt, 0, 0};
  HK_ASSIGN(const Appended appended, log_.append(programme_, envelope, change));
  HK_CHECK(appended == Appended::added);
  ids.push_back(change.id);
  return {};
}

Result<std::vector<ChangeId>> KioskStore::record(std::span<const ChangeBody> bodies) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<ChangeId>> {
    const AuthorKeys keys = author_keys();
    std::vector<ChangeId> ids;
    Transaction transaction(db_);
    HK_ASSIGN(own_, SyncClient::own_device(db_));  // sync may have given it another epoch
    HK_ASSIGN(std::uint64_t seq, log_.last_seq(programme_, own_.device, own_.epoch));
    std::uint64_t ordinal = last_ordinal_;
    for (const ChangeBody& body : bodies) HK_TRY(append(body, ++seq, ordinal, keys, ids));
    transaction.commit();
    for (const ChangeBody& body : bodies) verifier_.learn(body);
    // Committed is committed, whatever happens now: names that cannot be read back yet are read at the next refresh.
    static_cast<void>(refresh());
    return ids;
  });
}

Result<ChangeId> KioskStore::record(const ChangeBody& body) {
  HK_ASSIGN(const std::vector<ChangeId> ids, record(std::span(&body, 1)));
  return ids.front();
}

Result<void> KioskStore::unlock(Opened opened) {
  HK_ASSIGN(const bool revoked, is_revoked());
  if (revoked) return fail(ErrorCode::refused, "this device", revoked_words);
  HK_TRY(take_rotated_keys(db_, own_.device, opened.keys));
  HK_TRY(read_people(db_, programme_, opened.through_row, opened.keys, opened.people, log_.brought_back()));
  log_.brought_back_was_read();
  HK_ASSIGN(opened.through_row, last_row(db_));
  opened_ = std::move(opened);
  acting_ = opened_->keys.staff;
  learn_mac_keys();
  HK_TRY(drop_withdrawn());
  log_access("names_opened", "ok");
  return {};
}

void KioskStore::refuse_unlock(const Error& why) {
  if (why.code == ErrorCode::wrong_passphrase) log_access("names_opened", "refused");
}

void KioskStore::confirm(UnlockedKeys keys) {
  HK_CHECK(opened_ && keys.coordinator);
  opened_->keys.coordinator = std::move(keys.coordinator);
  acting_ = keys.staff;
  log_access("coordinator_confirmed", "ok");
}

void KioskStore::log_access(const char* event, const char* outcome) {
  // On a full disk the people at the door still come before the trail.
  if (lock_) static_cast<void>(record(AccessLogged{event, outcome, std::nullopt}));
}

void KioskStore::lock() {
  if (opened_) opened_->people.wipe();
  opened_.reset();
  acting_.reset();
}

void KioskStore::learn_mac_keys() {
  if (opened_->keys.ring.size() > device_keys_.macs.size()) {
    device_keys_.macs = mac_keys(opened_->keys);
    for (const auto& [id, key] : device_keys_.macs) verifier_.add_mac_key(id, key.clone());
    learned_keys_ = true;
  }
  if (!lock_ || !learned_keys_) return;
  // What was refused for want of a key is believed now. Only then is the key kept: while it is not, the next refresh or
  // the next unlock comes here again, and a locked kiosk goes on with the older one.
  if (!SyncClient(log_, verifier_, clock_, random_).retry_refused()) return;
  learned_keys_ = !folder_.replace_keys(device_keys_);
}

Result<void> KioskStore::follow_log() {
  const bool ruled = followed_rulings_ != log_.sealed_rulings();
  // Somebody's last word is not the last any more, and what lost to it is not in memory.
  if (ruled) opened_->people.wipe();
  HK_TRY(read_people(db_, programme_, ruled ? 0 : opened_->through_row, opened_->keys, opened_->people,
                     log_.brought_back()));
  followed_rulings_ = log_.sealed_rulings();
  log_.brought_back_was_read();
  return {};
}

Result<void> KioskStore::drop_withdrawn() {
  if (!opened_ || !opened_->keys.coordinator) return {};
  const Bytes& key = opened_->keys.coordinator->public_key;
  return sqlite_guard(db_, [&]() -> Result<void> {
    Statement query =
        db_.statement("SELECT 1 FROM coordinator_withdrawal WHERE programme = :programme AND public_key = :key");
    query.bind(":programme", programme_.row).bind_blob(":key", key);
    if (query.step() && key != own_.root_key) opened_->keys.coordinator.reset();
    return {};
  });
}

const People& KioskStore::people() const {
  HK_CHECK(opened_);
  return opened_->people;
}

const UnlockedKeys& KioskStore::keys() const {
  HK_CHECK(opened_);
  return opened_->keys;
}

Result<void> KioskStore::resume_clock() {
  return sqlite_guard(db_, [&]() -> Result<void> {
    Statement query = db_.statement(R"sql(
      SELECT ifnull(max(ifnull(hlc_accepted, hlc)), 0) FROM change
      WHERE device = (SELECT device FROM device WHERE programme = :programme AND uuid = :device))sql");
    query.bind(":programme", programme_.row).bind_blob(":device", own_.device.view());
    query.step();
    hybrid_clock_ = HybridClock(Hlc{static_cast<std::uint64_t>(query.integer(0))});
    return {};
  });
}

Result<void> KioskStore::refresh() {
  HK_ASSIGN(own_, SyncClient::own_device(db_));
  HK_TRY(sqlite_guard(db_, [&]() -> Result<void> {
    Statement query = db_.statement(R"sql(SELECT max(ifnull(hlc_accepted, hlc)), max(change),
                                   max(iif(uuid = :own, ifnull(ordinal, 0), 0))
                            FROM change JOIN device USING(device) WHERE change > :seen)sql");
    query.bind(":seen", seen_row_).bind_blob(":own", own_.device.view());
    if (query.step() && !query.is_null(0)) {
      last_ordinal_ = std::max(last_ordinal_, static_cast<std::uint64_t>(query.integer(2)));
      hybrid_clock_.observe(Hlc{static_cast<std::uint64_t>(query.integer(0))}, clock_.wall_ms());
      seen_row_ = query.integer(1);
    }
    return {};
  }));
  HK_TRY(obey_revocation());
  HK_TRY(drop_leavers());
  if (!opened_) return {};
  HK_ASSIGN(const bool rotated, rotated_since(db_, opened_->through_row));
  if (rotated) HK_TRY(take_rotated_keys(db_, own_.device, opened_->keys));
  learn_mac_keys();
  HK_TRY(drop_withdrawn());
  HK_TRY(follow_log());
  opened_->through_row = seen_row_;
  return {};
}

Result<std::optional<std::string>> KioskStore::setting(const std::string& key) {
  return sqlite_guard(db_, [&]() -> Result<std::optional<std::string>> {
    Statement query = db_.statement("SELECT value FROM device_setting WHERE key = :key");
    query.bind_text(":key", key);
    if (!query.step()) return std::optional<std::string>();
    return std::optional<std::string>(query.text(0));
  });
}

Result<void> KioskStore::set_setting(const std::string& key, const std::string& value) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.statement("INSERT OR REPLACE INTO device_setting VALUES(:key, :value)")
        .bind_text(":key", key)
        .bind_text(":value", value)
        .run();
    return {};
  });
}

}  // namespace hk
