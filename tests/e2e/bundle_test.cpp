#include <doctest/doctest.h>

#include "kiosk/store/device_backup.h"
#include "kiosk/store/device_bundle.h"
#include "kiosk/store/erase_people.h"
#include "kiosk/store/key_rotation.h"
#include "sync/protocol/codec.h"
#include "sync/reports/report_writers.h"
#include "sync/server/bundle_import.h"
#include "tests/support/bytes.h"
#include "tests/support/find_text.h"
#include "tests/support/kiosk_fleet.h"
#include "tests/support/wire.h"

/// Changes that come on a stick, to other devices and to the server, with the real stores.
namespace hk::test {

namespace {

constexpr const char* name = "Zyxwvutsrqponmlk";

void good(const Result<void>& result) {
  if (!result) FAIL(result.error().message());
}
template <class Value>
Value value_of(Result<Value> result) {
  if (!result) FAIL(result.error().message());
  return std::move(*result);
}

struct Carried {
  explicit Carried(std::size_t devices = 3) : fleet(devices) {}

  KioskFleet::Device& device(std::size_t n) { return fleet.at(n); }
  /// One person checked in to a session of their own.
  ParticipantId visit(KioskStore& store, const std::string& who = "Ada Lund") {
    fleet.clock.advance(1000);
    const auto person = make_id<ParticipantId>(fleet.clock, fleet.random);
    ParticipantDetails details;
    details.identity = {who, "", "", std::nullopt};
    SessionSet set;
    set.session = make_id<SessionId>(fleet.clock, fleet.random);
    set.what = {"women", "yoga", "framtidens", SessionKind::group};
    set.when = {fleet.local_time.at(fleet.clock.wall_ms()).days, 60, fleet.clock.wall_ms(), std::nullopt};
    const std::vector<ChangeBody> bodies = {ParticipantSet{person, details}, set,
                                            SessionStateSet{set.session, SessionState::running, std::nullopt},
                                            CheckInRecorded{set.session, person, "adult", "", "", CheckInWay::staff}};
    (void)value_of(store.record(bodies));
    return person;
  }
  std::string bundle_of(KioskStore& store) {
    std::string file = fleet.path("stick" + std::to_string(++sticks) + ".bundle").string();
    (void)value_of(export_bundle(store, file));
    return file;
  }
  Result<ImportedBundle> import(KioskFleet::Device& to, const std::string& file) {
    return import_bundle(*to, *to.client, file);
  }
  Result<TakenBundle> import_on_server(const std::string& file) {
    Database db = ServerStore::open(fleet.server_file()).value();
    return take_bundle(db, file, fleet.clock);
  }
  std::string report_of(Database& db) {
    const auto programme = Log(db).find_programme(device(0)->own().programme).value();
    const LocalDate today{fleet.local_time.at(fleet.clock.wall_ms()).days};
    const ReportAsked asked{week_of(today), Comparison::previous, {}, today};
    return report_json(internal_report(value_of(read_report(db, programme, asked)), {}));
  }
  std::string server_report() {
    Database db = ServerStore::open(fleet.server_file()).value();
    return report_of(db);
  }
  std::int64_t attendances(KioskStore& store) {
    const LocalDate today{fleet.local_time.at(fleet.clock.wall_ms()).days};
    return value_of(read_tally(store.database(), store.programme(), week_of(today))).tally.attendances;
  }
  std::int64_t server_number(const char* sql) {
    Database db = ServerStore::open(fleet.server_file()).value();
    Statement query = db.statement(sql);
    return query.step() ? query.integer(0) : -1;
  }

  KioskFleet fleet;
  int sticks = 0;
};

std::int64_t changes(KioskStore& store) {
  Statement query = store.database().statement("SELECT count(*) FROM change");
  return query.step() ? query.integer(0) : -1;
}

/// All that an import may not touch, and all that it does.
std::string state_of(KioskFleet::Device& device) {
  const SyncStatus status = device.client->status().value();
  return device->log().canonical_dump().value() + std::to_string(changes(*device)) + " " +
         std::to_string(status.refused) + " " + std::to_string(status.epoch) + " " +
         std::to_string(status.received_through) + " " + std::to_string(status.cursor_position);
}

}  // namespace

TEST_CASE("what one kiosk recorded without a network is on another after a stick, names too, and no cursor moved") {
  Carried carried;
  const ParticipantId ada = carried.visit(*carried.device(1));
  const SyncStatus before = carried.device(2).client->status().value();
  const ImportedBundle imported = value_of(carried.import(carried.device(2), carried.bundle_of(*carried.device(1))));
  CHECK(imported.taken.added >= 4);
  CHECK(imported.taken.refused == 0);
  CHECK(imported.taken.added + imported.taken.known == imported.changes);
  CHECK(imported.head.device == carried.device(1)->own().device);
  CHECK(carried.device(2)->log().canonical_dump().value() == carried.device(1)->log().canonical_dump().value());
  CHECK(carried.report_of(carried.device(2)->database()) == carried.report_of(carried.device(1)->database()));
  REQUIRE(carried.device(2)->people().find(ada) != nullptr);
  CHECK(carried.device(2)->people().find(ada)->first_name() == "Ada");
  const SyncStatus after = carried.device(2).client->status().value();
  CHECK(after.cursor_position == before.cursor_position);
  CHECK(after.received_through == before.received_through);
  CHECK(after.pending == before.pending);
}

TEST_CASE("the server takes a stick as it takes a push, and hands it out; the author's own push doubles nothing") {
  Carried carried;
  carried.visit(*carried.device(1));
  carried.visit(*carried.device(1));
  const std::string file = carried.bundle_of(*carried.device(1));
  const std::int64_t mark = carried.server_number("SELECT sum(received_through) FROM device_mark");
  const TakenBundle taken = value_of(carried.import_on_server(file));
  CHECK(taken.added >= 8);
  CHECK(taken.refused == 0);
  CHECK(taken.added + taken.known == taken.changes);
  CHECK(carried.server_report() == carried.report_of(carried.device(1)->database()));
  CHECK(carried.server_number("SELECT sum(received_through) FROM device_mark") == mark);
  carried.fleet.sync(2);
  CHECK(carried.attendances(*carried.device(2)) == 2);
  const std::int64_t held = carried.server_number("SELECT count(*) FROM change");
  carried.fleet.sync(1);
  CHECK(carried.server_number("SELECT count(*) FROM change") == held);
  CHECK(carried.server_number("SELECT count(*) FROM quarantine") == 0);
  CHECK(carried.device(1).client->status()->pending == 0);
  CHECK(carried.server_report() == carried.report_of(carried.device(1)->database()));
}

TEST_CASE("a stick taken twice changes nothing, on a kiosk and on the server") {
  Carried carried;
  carried.visit(*carried.device(1));
  const std::string file = carried.bundle_of(*carried.device(1));
  (void)value_of(carried.import(carried.device(2), file));
  const std::string once = state_of(carried.device(2));
  const ImportedBundle again = value_of(carried.import(carried.device(2), file));
  CHECK(again.taken.added == 0);
  CHECK(again.taken.known == again.changes);
  CHECK(state_of(carried.device(2)) == once);

  (void)value_of(carried.import_on_server(file));
  const auto counts = [&] {
    return std::to_string(carried.server_number("SELECT count(*) FROM change")) + " " +
           std::to_string(carried.server_number("SELECT max(next_position) FROM programme")) + carried.server_report();
  };
  const std::string held = counts();
  const TakenBundle on_server = value_of(carried.import_on_server(file));
  CHECK(on_server.added == 0);
  CHECK(on_server.known == on_server.changes);
  CHECK(counts() == held);
  // The author itself: all of it is known.
  CHECK(value_of(carried.import(carried.device(1), file)).taken.added == 0);
}

TEST_CASE("a damaged, cut or foreign stick changes nothing at all") {
  Carried carried;
  carried.visit(*carried.device(1));
  const std::string file = carried.bundle_of(*carried.device(1));
  const Bytes whole = file_bytes(file);
  const std::string before = state_of(carried.device(2));
  const std::int64_t held = carried.server_number("SELECT count(*) FROM change");
  for (std::size_t at = 0; at < whole.size(); at += 97) {
    CAPTURE(at);
    Bytes changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
    write_bytes(file, changed);
    CHECK_FALSE(carried.import(carried.device(2), file));
    CHECK_FALSE(carried.import_on_server(file));
    write_bytes(file, whole.substr(0, at));
    CHECK_FALSE(carried.import(carried.device(2), file));
    CHECK_FALSE(carried.import_on_server(file));
  }
  const std::string foreign = carried.fleet.path("foreign.bundle").string();
  KioskStore& author = *carried.device(1);
  (void)value_of(write_bundle(author.log(), author.programme(), {numbered<ProgrammeId>(9), author.own().device, 0},
                              author.device_keys().device, foreign));
  const auto on_kiosk = carried.import(carried.device(2), foreign);
  REQUIRE_FALSE(on_kiosk);
  CHECK(on_kiosk.error().what.find("is of another programme") == 0);
  const auto on_server = carried.import_on_server(foreign);
  REQUIRE_FALSE(on_server);
  CHECK(on_server.error().what == "is not on this server");
  CHECK(state_of(carried.device(2)) == before);
  CHECK(carried.server_number("SELECT count(*) FROM change") == held);
}

TEST_CASE("a revoked device hands over what it had not sent: no kiosk takes it, the server keeps it aside, once") {
  Carried carried;
  good(revoke_device(*carried.device(0), carried.device(1)->own().device));
  carried.fleet.sync(0);
  carried.visit(*carried.device(1));
  const auto unsent = static_cast<std::uint64_t>(carried.device(1).client->status()->pending);
  (void)value_of(carried.import(carried.device(1), carried.bundle_of(*carried.device(0))));
  carried.fleet.sync(2);
  const std::string file = carried.bundle_of(*carried.device(1));
  const std::string before = state_of(carried.device(2));
  const auto on_kiosk = carried.import(carried.device(2), file);
  REQUIRE_FALSE(on_kiosk);
  CHECK(on_kiosk.error().what.find("was revoked by a coordinator") != std::string::npos);
  CHECK(state_of(carried.device(2)) == before);
  CHECK_FALSE(carried.device(1)->unlocked());
  const std::int64_t held = carried.server_number("SELECT count(*) FROM change");
  CHECK(value_of(carried.import_on_server(file)).quarantined == unsent);
  CHECK(value_of(carried.import_on_server(file)).quarantined == 0);
  CHECK(carried.server_number("SELECT count(*) FROM quarantine") == static_cast<std::int64_t>(unsent));
  CHECK(carried.server_number("SELECT count(*) FROM change") == held);
  // When it does find a network its push goes there too, and nothing is kept twice.
  CHECK_FALSE(carried.device(1)->unlocked());
  carried.fleet.sync(1);
  CHECK(carried.server_number("SELECT count(*) FROM quarantine") == static_cast<std::int64_t>(unsent));
  const auto by_revoked = carried.import(carried.device(1), carried.bundle_of(*carried.device(2)));
  REQUIRE_FALSE(by_revoked);
  CHECK(by_revoked.error().code == ErrorCode::refused);
}

TEST_CASE("a stick that tells a device of its own revocation ends there, and its names are gone") {
  Carried carried;
  carried.visit(*carried.device(1), name);
  good(revoke_device(*carried.device(0), carried.device(1)->own().device));
  carried.visit(*carried.device(0));
  const ImportedBundle imported = value_of(carried.import(carried.device(1), carried.bundle_of(*carried.device(0))));
  CHECK(imported.taken.ended);
  CHECK_FALSE(carried.device(1)->unlocked());
  CHECK(value_of(carried.device(1)->is_revoked()));
}

TEST_CASE("an erased person stays erased, whichever stick comes later, and no byte of them is left") {
  Carried carried;
  const ParticipantId person = carried.visit(*carried.device(1), name);
  carried.fleet.sync_all();
  carried.fleet.sync_all();
  const std::string with_name = carried.bundle_of(*carried.device(1));
  good(erase_person(*carried.device(0), person));
  // The erasure itself comes on a stick to one that has the name …
  (void)value_of(carried.import(carried.device(2), carried.bundle_of(*carried.device(0))));
  CHECK(carried.device(2)->people().find(person) == nullptr);
  CHECK_FALSE(value_of(carried.device(2)->log().needs_sweep()));
  // … and an older stick brings nothing back, on a device and on the server.
  carried.fleet.sync(0);
  for (std::size_t n : {0, 2}) CHECK(value_of(carried.import(carried.device(n), with_name)).taken.brought_back == 0);
  (void)value_of(carried.import_on_server(with_name));
  constexpr const char* about = R"sql(SELECT count(*) FROM change JOIN participant_change USING(change)
                                      JOIN erased_participant USING(participant) WHERE sealed IS NOT NULL)sql";
  for (std::size_t n : {0, 2}) {
    Statement query = carried.device(n)->database().statement(about);
    REQUIRE(query.step());
    CHECK(query.integer(0) == 0);
  }
  CHECK(carried.server_number(about) == 0);
  CHECK(carried.attendances(*carried.device(2)) == 1);
}

TEST_CASE("a kind of a newer program travels as it is") {
  Carried carried;
  KioskStore& author = *carried.device(1);
  Change change;
  change.id = make_id<ChangeId>(carried.fleet.clock, carried.fleet.random);
  change.programme = author.own().programme;
  change.device = author.own().device;
  change.hlc = Hlc::of(carried.fleet.clock.wall_ms());
  change.wall_ms = carried.fleet.clock.wall_ms();
  change.body = CheckInWithdrawn{};
  ChangeRecord record;
  record.core = encode_core(change);
  record.core.resize(record.core.size() - wire::bytes(33, "").size());
  record.core += wire::bytes(60, "a fact of next year");
  record.mac_key = author.device_keys().macs.back().id;
  record.mac = keyed_digest(author.device_keys().macs.back().key, {record.core, digest("")});
  change.body = UnknownKind{};
  {
    Transaction transaction(author.database());
    const std::uint64_t seq = value_of(SyncClient::next_seq(author.database()));
    const Envelope envelope{record, author.own().device, author.own().epoch, seq, std::nullopt, 0, 0};
    (void)value_of(author.log().append(author.programme(), envelope, change));
    transaction.commit();
  }
  CHECK(value_of(carried.import(carried.device(2), carried.bundle_of(author))).taken.refused == 0);
  (void)value_of(carried.import_on_server(carried.bundle_of(*carried.device(2))));
  CHECK(carried.server_number("SELECT count(*) FROM change WHERE kind = 0") == 1);
  Statement query = carried.device(2)->database().statement("SELECT core FROM change WHERE kind = 0");
  REQUIRE(query.step());
  CHECK(query.blob(0) == record.core);
}

TEST_CASE("a restored device gets back from a stick what its backup lacked, and tells the server once") {
  Carried carried;
  const std::filesystem::path backup = carried.fleet.path("backup");
  good(back_up_device(carried.device(1)->folder(), backup, carried.fleet.clock));
  carried.visit(*carried.device(1));
  const std::string file = carried.bundle_of(*carried.device(1));
  const DataFolder anew(carried.fleet.path("anew"));
  (void)value_of(restore_device(anew, backup, carried.fleet.clock, carried.fleet.random));
  KioskFleet::Device restored = carried.fleet.open(anew.path(), KioskFleet::member_passphrase);
  CHECK(carried.attendances(*restored) == 0);
  CHECK(value_of(carried.import(restored, file)).taken.added >= 4);
  CHECK(carried.attendances(*restored) == 1);
  carried.visit(*restored);
  carried.fleet.sync(restored);
  (void)value_of(carried.import_on_server(carried.bundle_of(*restored)));
  CHECK(carried.server_report() == carried.report_of(restored->database()));
  CHECK(carried.attendances(*restored) == 2);
}

TEST_CASE("a tablet set back to an old image goes on under another epoch when a stick shows what it forgot") {
  Carried carried;
  const std::filesystem::path image = carried.fleet.path("image");
  std::filesystem::copy(carried.device(1).folder, image, std::filesystem::copy_options::recursive);
  carried.visit(*carried.device(1));
  const std::string file = carried.bundle_of(*carried.device(1));
  KioskFleet::Device back = carried.fleet.open(image, KioskFleet::member_passphrase);
  // What is recorded now has the numbers of what was forgotten.
  carried.visit(*back);
  carried.visit(*back);
  const std::uint64_t epoch = back->own().epoch;
  const ImportedBundle imported = value_of(carried.import(back, file));
  CHECK(imported.taken.refused == 0);
  CHECK(back->own().epoch != epoch);
  CHECK(carried.attendances(*back) == 3);
  carried.visit(*back);
  carried.fleet.sync(back);
  (void)value_of(carried.import_on_server(carried.bundle_of(*back)));
  CHECK(carried.server_number("SELECT count(*) FROM quarantine") == 0);
  CHECK(carried.server_report() == carried.report_of(back->database()));
  CHECK(carried.attendances(*back) == 4);
}

TEST_CASE("what was made under a key that a device has not got yet waits, and counts when the key is there") {
  Carried carried;
  (void)value_of(rotate_programme_key(*carried.device(0)));
  carried.fleet.sync(0);
  carried.fleet.sync(1);
  carried.visit(*carried.device(1));
  carried.device(2)->lock();
  const ImportedBundle locked = value_of(carried.import(carried.device(2), carried.bundle_of(*carried.device(1))));
  CHECK(locked.taken.refused >= 4);
  CHECK(carried.attendances(*carried.device(2)) == 0);
  good(carried.device(2)->unlock(
      value_of(open_names(carried.device(2)->folder().database(), KioskFleet::member_passphrase))));
  CHECK(carried.device(2).client->status()->refused == 0);
  CHECK(carried.attendances(*carried.device(2)) == 1);
}

TEST_CASE("what a server ruled of a clock far ahead comes with the stick") {
  Carried carried;
  constexpr std::int64_t years_ms = 70LL * 365 * 86'400'000;
  carried.fleet.clock.advance(years_ms);
  carried.visit(*carried.device(1));
  carried.fleet.clock.advance(-years_ms);
  carried.fleet.sync(1);
  (void)value_of(carried.import(carried.device(2), carried.bundle_of(*carried.device(1))));
  Statement ruled =
      carried.device(2)->database().statement("SELECT count(*) FROM change WHERE hlc_accepted IS NOT NULL");
  REQUIRE(ruled.step());
  CHECK(ruled.integer(0) >= 4);
  CHECK(carried.device(2)->log().canonical_dump().value() == carried.device(1)->log().canonical_dump().value());
}

}  // namespace hk::test
