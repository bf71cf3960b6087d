#include "kiosk/store/kiosk_store.h"

#include <doctest/doctest.h>

#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

std::int64_t seen_by_another_connection(OpenStore& store, std::string_view sql) {
  Database other = Database::open(store.folder().database(), OpenMode::read_only, kiosk_schema()).value();
  Statement query = other.statement(sql);
  REQUIRE(query.step());
  return query.integer(0);
}

std::int64_t changes(OpenStore& store) { return store.number("SELECT count(*) FROM change"); }

}  // namespace

TEST_CASE("a name that won by a clock from the future gives way when the server rules on it") {
  OpenStore store;
  const ParticipantId person = store.add_person("Ada Framtid");
  const auto of_person = [&](const char* sql) {
    Statement query = store->database().statement(sql);
    REQUIRE(query.step());
    return query.id<ChangeId>(0);
  };
  const ChangeId first = of_person("SELECT id FROM change WHERE kind = 12 ORDER BY change DESC LIMIT 1");
  ParticipantDetails details;
  details.identity = {"Ada Idag", "", "", std::nullopt};
  store.clock().advance(1000);
  REQUIRE(store->record(ParticipantSet{person, details}));
  CHECK(store->people().find(person)->name == "Ada Idag");
  Transaction transaction(store->database());
  REQUIRE(store->log().accept(store->programme(), {{first, Hlc::of(store.clock().wall_ms() + 60'000)}}));
  transaction.commit();
  REQUIRE(store->refresh());
  CHECK(store->people().find(person)->name == "Ada Framtid");
}

TEST_CASE("when record returns, another connection sees the change and its projection") {
  OpenStore store;
  const SessionId session = store.start_session();
  const ParticipantId ada = store.add_person("Ada Lovelace");
  for (std::int64_t n = 1; n <= 5; ++n) {
    store.check_in(session, ada);
    CHECK(seen_by_another_connection(store, "SELECT count(*) FROM check_in") == n);
    CHECK(seen_by_another_connection(store, "SELECT count(*) FROM change WHERE kind = 13") == n);
  }
}

TEST_CASE("a store that was never closed opens again with everything that was recorded") {
  OpenStore store;
  const SessionId session = store.start_session();
  const ParticipantId ada = store.add_person("Ada Lovelace");
  store.check_in(session, ada);
  // The files as they are while the first store still has them open: what kill -9 leaves behind.
  const TempDir copy;
  std::filesystem::copy(store.folder().path(), copy.path() / "data", std::filesystem::copy_options::recursive);
  auto again = KioskStore::open(DataFolder(copy.path() / "data"), store.clock(), store.random());
  REQUIRE(again);
  CHECK((*again)->database().check_integrity());
  CHECK((*again)->log().canonical_dump() == store->log().canonical_dump());
}

TEST_CASE("several changes are recorded together or not at all") {
  OpenStore store;
  store.reopen();
  const std::int64_t before = changes(store);
  const std::vector<ChangeBody> bodies = {
      SessionStateSet{numbered<SessionId>(1), SessionState::running, std::nullopt},
      SessionNoteSet{numbered<SessionId>(1), "how_it_went", "Sealed, so it needs a key."},
  };
  CHECK(store->record(bodies).error().code == ErrorCode::locked);
  CHECK(changes(store) == before);
  store.unlock();
  const std::int64_t unlocked = changes(store);
  CHECK(store->record(bodies).value().size() == 2);
  CHECK(changes(store) == unlocked + 2);
}

TEST_CASE("a value that no reader would take is refused by its field, and nothing is written") {
  OpenStore store;
  const std::int64_t before = changes(store);
  const auto refused = store->record(
      CheckInRecorded{numbered<SessionId>(1), numbered<ParticipantId>(1), "No code", "", "", CheckInWay::self});
  CHECK(refused.error().code == ErrorCode::invalid);
  CHECK(refused.error().thing == "check_in_recorded");
  CHECK(changes(store) == before);
}

TEST_CASE("what the store records is believed by other devices of the programme") {
  OpenStore store;
  store.check_in(store.start_session(), store.add_person("Ada Lovelace"));
  Verifier other(store->own().programme, store->own().root_key);
  other.add_mac_key(store->keys().newest().id(), store->keys().newest().subkey(Purpose::mac));
  const auto rows = store->log().rows(store->programme(), 0, 1000, 1 << 24).value();
  CHECK(rows.size() == static_cast<std::size_t>(changes(store)));
  std::uint64_t seq = 0;
  for (const LogRow& row : rows) {
    const auto checked = other.check(row.envelope.record);
    CHECK_MESSAGE(checked, checked.error().message());
    CHECK(row.envelope.seq == ++seq);
    CHECK(row.envelope.device == store->own().device);
  }
}

TEST_CASE("a locked kiosk counts and checks in, and refuses what needs a key") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  store.reopen();
  CHECK_FALSE(store->unlocked());
  const SessionId session = store.start_session();
  store.check_in(session, ada);
  CHECK(store->record(HeadcountRecorded{session, HeadcountFigure::headcount, "adult", 1, 3}));
  CHECK(store->record(ParticipantSet{ada, ParticipantDetails{}}).error().code == ErrorCode::locked);
  CHECK(store->record(ProgrammeSet{{{"name", "\"A\""}}}).error().code == ErrorCode::locked);
}

TEST_CASE("names come with the passphrase and go with the lock") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  store.reopen();
  CHECK(open_names(store.folder().database(), "fel").error().code == ErrorCode::wrong_passphrase);
  CHECK(open_names(store.folder().database(), "").error().code == ErrorCode::wrong_passphrase);
  store.unlock();
  REQUIRE(store->people().find(ada));
  CHECK(store->people().find(ada)->staff_name() == "Ada L.");
  CHECK(store->coordinator());
  store->lock();
  CHECK_FALSE(store->unlocked());
  CHECK_FALSE(store->coordinator());
}

TEST_CASE("names that are recorded while the job thread reads are known when it is done") {
  OpenStore store;
  store.reopen();
  store.unlock();
  Opened opened = open_names(store.folder().database(), passphrase).value();
  const ParticipantId late = store.add_person("Sen Ankomst");
  store->lock();
  REQUIRE(store->unlock(std::move(opened)));
  REQUIRE(store->people().find(late));
  CHECK(store->people().find(late)->name == "Sen Ankomst");
}

TEST_CASE("a new name, and a corrected one, is known at once") {
  OpenStore store;
  const ParticipantId id = store.add_person("Ada Lovelace");
  CHECK(store->people().find(id)->name == "Ada Lovelace");
  ParticipantDetails details;
  details.identity = {"Ada King", "", "", std::nullopt};
  store.clock().advance(1000);
  REQUIRE(store->record(ParticipantSet{id, details}));
  CHECK(store->people().find(id)->name == "Ada King");
}

TEST_CASE("one damaged key slot does not lock out those whose passphrase opens another") {
  OpenStore store;
  store->database().execute(
      "INSERT INTO key_slot(slot, operations, memory_bytes, salt, wrapped) "
      "SELECT 0, 1, 1 << 50, salt, wrapped FROM key_slot");
  CHECK(open_names(store.folder().database(), passphrase));
  CHECK(open_names(store.folder().database(), "fel").error().code == ErrorCode::invalid);
}

TEST_CASE("a name whose sealed part is damaged is left out, and the others open") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  const ParticipantId bo = store.add_person("Bo Ek");
  store->database().execute(
      "UPDATE change SET sealed = zeroblob(length(sealed)) WHERE change = (SELECT min(change) FROM change WHERE "
      "kind = 12)");
  store.reopen();
  store.unlock();
  CHECK(store->people().find(ada) == nullptr);
  CHECK(store->people().find(bo));
}

TEST_CASE("this device's readings only grow, although its clock went back while it was off") {
  OpenStore store;
  const SessionId session = store.start_session();
  store.clock().set_wall(1'000'000);
  store.clock().restart();
  store.reopen();
  store.unlock();
  REQUIRE(store->record(SessionStateSet{session, SessionState::closed, 5}));
  CHECK(store.number("SELECT state FROM session") == static_cast<std::int64_t>(SessionState::closed));
  CHECK(store.number("SELECT count(*) FROM change a JOIN change b ON a.seq < b.seq AND a.hlc >= b.hlc") == 0);
}

TEST_CASE("on a full disk nothing is written, and the next tap works when there is room") {
  OpenStore store;
  const SessionId session = store.start_session();
  const ParticipantId ada = store.add_person("Ada Lovelace");
  const std::int64_t pages = store.number("PRAGMA page_count");
  store->database().execute(("PRAGMA max_page_count=" + std::to_string(pages)).c_str());
  std::optional<Error> failed;
  std::int64_t before = 0;
  for (int n = 0; n < 1000 && !failed; ++n) {
    before = changes(store);
    const auto recorded = store->record(CheckInRecorded{session, ada, "adult", "", "", CheckInWay::self});
    if (!recorded) failed = recorded.error();
  }
  REQUIRE(failed);
  CHECK(failed->code == ErrorCode::disk_full);
  CHECK(changes(store) == before);
  store->database().execute("PRAGMA max_page_count=1000000");
  store.check_in(session, ada);
  CHECK(changes(store) == before + 1);
  CHECK(store.number("SELECT max(seq) - count(*) FROM change") == 0);
}

TEST_CASE("device settings are kept over a restart") {
  OpenStore store;
  CHECK_FALSE(store->setting("site").value());
  REQUIRE(store->set_setting("site", "framtidens"));
  REQUIRE(store->set_setting("site", "biblioteket"));
  store.reopen();
  CHECK(store->setting("site").value() == "biblioteket");
}

TEST_CASE("a folder without a programme says so") {
  const TempDir folder;
  FakeClock clock;
  FakeRandom random(1);
  const auto opened = KioskStore::open(DataFolder(folder.path()), clock, random);
  CHECK(opened.error().code == ErrorCode::not_found);
}

TEST_CASE("what only reads brings a database of an older program up to date, and not behind a writer's back") {
  const TempDir folder;
  const DataFolder data(folder.path());
  REQUIRE(Database::open(data.database(), OpenMode::create, kiosk_schema().first(kiosk_schema().size() - 1)));
  {
    const auto writer = FolderLock::take(folder.path());
    REQUIRE(writer);
    const auto refused = open_to_read(data);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::busy);
  }
  CHECK(open_to_read(data));
}
