#include <doctest/doctest.h>

#include "kiosk/store/correct_person.h"
#include "kiosk/store/device_backup.h"
#include "kiosk/store/erase_people.h"
#include "kiosk/store/session_notes.h"
#include "sync/reports/report_writers.h"
#include "tests/support/bytes.h"
#include "tests/support/find_text.h"
#include "tests/support/kiosk_fleet.h"

namespace hk::test {

namespace {

// In no other text, each long enough that chance does not write it.
constexpr const char* name = "Zyxwvutsrqponmlk";
constexpr const char* alias = "Mnbvcxylkjhgfdsa";
constexpr const char* phone = "+46 49 98 87 76 65";
constexpr const char* later_phone = "+46 49 11 22 33 44";
constexpr const char* unsent_phone = "+46 49 55 44 33 22";
constexpr const char* note = "Plmoknijbuhvygct";

void good(const Result<void>& result) {
  if (!result) FAIL(result.error().message());
}

SessionId hold_session(KioskFleet& fleet, KioskStore& store, std::int64_t days_ago) {
  fleet.clock.advance(1000);
  const std::int64_t start_ms = fleet.clock.wall_ms() - days_ago * 86'400'000;
  SessionSet set;
  set.session = make_id<SessionId>(fleet.clock, fleet.random);
  set.what = {"women", "yoga", "framtidens", SessionKind::group};
  set.when = {fleet.local_time.at(start_ms).days, 60, start_ms, std::nullopt};
  const std::vector<ChangeBody> bodies = {set,
                                          SessionStateSet{set.session, SessionState::closed, start_ms + 3'600'000}};
  (void)store.record(bodies).value();
  return set.session;
}

void check_in(KioskStore& store, SessionId session, ParticipantId person) {
  (void)store.record(CheckInRecorded{session, person, "adult", "", "", CheckInWay::staff}).value();
}

ParticipantId register_person(KioskFleet& fleet, KioskStore& store, const std::string& who, const std::string& called) {
  const auto id = make_id<ParticipantId>(fleet.clock, fleet.random);
  ParticipantDetails details;
  details.identity = {who, called, phone, std::nullopt};
  details.category = "adult";
  (void)store.record(ParticipantSet{id, details}).value();
  (void)store.record(ConsentSet{id, ConsentSet::Details{ConsentPurpose::research, 1, true, ConsentBy::participant}})
      .value();
  return id;
}

void set_phone(KioskFleet& fleet, KioskStore& store, ParticipantId person, const char* number) {
  fleet.clock.advance(1000);
  ParticipantDetails details;
  details.identity = {name, alias, number, std::nullopt};
  (void)store.record(ParticipantSet{person, details}).value();
}

/// Sealed parts about somebody, as they lie in this store.
std::vector<Bytes> sealed_about(KioskStore& store, ParticipantId person) {
  std::vector<Bytes> parts;
  Statement query = store.database().statement(R"sql(
    SELECT sealed FROM change JOIN participant_change USING(change) JOIN participant USING(participant)
    WHERE uuid = :uuid AND sealed IS NOT NULL)sql");
  query.bind_blob(":uuid", person.view());
  while (query.step()) parts.emplace_back(query.blob(0));
  return parts;
}

/// Files below `folder` that hold one of the sealed parts, or one of the planted texts in any form.
std::vector<std::string> traces(const std::filesystem::path& folder, const std::vector<Bytes>& sealed) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().string();
    const Bytes bytes = file_bytes(path);
    for (const Bytes& part : sealed) {
      if (bytes.find(part) != Bytes::npos) found.push_back(path + ": sealed part");
    }
    for (const char* text : {name, alias, phone, later_phone, unsent_phone, note}) {
      for (const std::string& form : forms_found(bytes, text)) found.push_back(path + ": " + text + " as " + form);
    }
  }
  return found;
}

std::string figures(Database& db, ProgrammeRef programme) {
  const Breakdown by = parse_breakdown(std::vector<std::string>{"category,activity"}).value();
  std::string text;
  for (const char* period : {"2026", "2026-H2", "2026-11", "2026-W46", "2026-W47"}) {
    const ReportAsked asked{parse_period(period).value(), Comparison::previous, by, {}};
    text += report_json(internal_report(read_report(db, programme, asked).value(), {}));
  }
  return text;
}
std::string figures(KioskStore& store) { return figures(store.database(), store.programme()); }
std::string server_figures(KioskFleet& fleet) {
  Database db = ServerStore::open(fleet.server_file()).value();
  return figures(db, Log(db).find_programme(fleet.at(0)->own().programme).value());
}

/// Five devices that all know of one person, whose sealed parts three of them wrote under two ids.
struct Registered {
  Registered() : fleet(5) {
    person = register_person(fleet, *fleet.at(0), name, "");
    fleet.sync_all();
    twin = register_person(fleet, *fleet.at(1), "", alias);
    set_phone(fleet, *fleet.at(2), person, later_phone);
    const SessionId past = hold_session(fleet, *fleet.at(2), 8);
    const SessionId recent = hold_session(fleet, *fleet.at(3), 1);
    const ParticipantId other = register_person(fleet, *fleet.at(3), "Ada Lund", "");
    check_in(*fleet.at(2), past, person);
    check_in(*fleet.at(3), recent, twin);
    check_in(*fleet.at(3), recent, other);
    (void)fleet.at(2)->record(SessionNoteSet{past, std::string(note_needs), note}).value();
    fleet.sync_all();
    (void)fleet.at(0)->record(ParticipantSameAs{person, twin, true}).value();
    fleet.sync_all();
    fleet.sync_all();
    remember(*fleet.at(0));
  }
  void remember(KioskStore& store) {
    for (const ParticipantId& id : {person, twin}) {
      for (Bytes& part : sealed_about(store, id)) sealed.push_back(std::move(part));
    }
  }
  KioskFleet fleet;
  ParticipantId person, twin;
  std::vector<Bytes> sealed;
};

}  // namespace

TEST_CASE(
    "after an erasure and everybody's sync no store, WAL or newer backup on five devices and the server holds a "
    "trace") {
  Registered world;
  KioskFleet& fleet = world.fleet;
  // One device wrote something about the person and did not send it before it heard of the erasure.
  set_phone(fleet, *fleet.at(4), world.person, unsent_phone);
  world.remember(*fleet.at(4));
  REQUIRE(world.sealed.size() == 5 + 6);
  for (std::size_t n = 0; n < fleet.size(); ++n) {
    // The search can find: what is to go is there.
    CHECK_FALSE(traces(fleet.at(n).folder, world.sealed).empty());
    CHECK(fleet.at(n)->people().search(name, People::Match::whole, 9, true).size() == 1);
  }
  CHECK_FALSE(traces(fleet.server_folder(), world.sealed).empty());
  const std::string before = figures(*fleet.at(0));
  CHECK(before == server_figures(fleet));

  good(erase_person(*fleet.at(0), world.twin));
  fleet.sync_all();
  fleet.sync_all();

  CHECK(traces(fleet.server_folder(), world.sealed) == std::vector<std::string>());
  CHECK(server_figures(fleet) == before);
  for (std::size_t n = 0; n < fleet.size(); ++n) {
    KioskFleet::Device& device = fleet.at(n);
    good(back_up_device(DataFolder(device.folder), device.folder / "newer.backup", fleet.clock));
    CHECK(traces(device.folder, world.sealed) == std::vector<std::string>());
    CHECK(figures(*device) == before);
    CHECK(device->people().find(world.person) == nullptr);
    CHECK(device->people().find(world.twin) == nullptr);
    CHECK(device->people().search("ada", People::Match::whole, 9, true).size() == 1);
  }
}

TEST_CASE("a device restored from a backup of before the erasure erases again at its next sync") {
  Registered world;
  KioskFleet& fleet = world.fleet;
  const std::filesystem::path backup = fleet.path("older.backup");
  good(back_up_device(DataFolder(fleet.at(3).folder), backup, fleet.clock));
  good(erase_person(*fleet.at(0), world.person));
  fleet.sync_all();
  fleet.sync_all();
  const std::string before = figures(*fleet.at(0));

  (void)restore_device(DataFolder(fleet.path("restored")), backup, fleet.clock, fleet.random).value();
  KioskFleet::Device restored = fleet.open(fleet.path("restored"), KioskFleet::member_passphrase);
  CHECK(restored->people().find(world.person) != nullptr);
  fleet.sync(restored);
  CHECK(restored->people().find(world.person) == nullptr);
  CHECK(restored->people().find(world.twin) == nullptr);
  CHECK(traces(restored.folder, world.sealed) == std::vector<std::string>());
  CHECK(figures(*restored) == before);

  // Sending everything again under its new epoch brings no name back to the others.
  fleet.sync_all();
  CHECK(traces(fleet.server_folder(), world.sealed) == std::vector<std::string>());
  CHECK(traces(fleet.at(0).folder, world.sealed) == std::vector<std::string>());
}

}  // namespace hk::test
