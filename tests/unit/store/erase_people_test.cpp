#include "kiosk/store/erase_people.h"

#include <doctest/doctest.h>

#include "kiosk/store/audit_trail.h"
#include "sync/machine/files.h"
#include "tests/support/open_store.h"

namespace hk::test {

namespace {

/// Sealed parts about people, as they lie in the log.
std::vector<Bytes> sealed_parts(OpenStore& store) {
  std::vector<Bytes> parts;
  Statement query = store->database().statement(
      "SELECT sealed FROM change JOIN participant_change USING(change) WHERE sealed IS NOT NULL");
  while (query.step()) parts.emplace_back(query.blob(0));
  return parts;
}

/// Whether any file of the store holds `bytes`.
bool on_disk(OpenStore& store, const Bytes& bytes) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(store.folder().path())) {
    if (!entry.is_regular_file()) continue;
    const Bytes file = read_file(entry.path(), 1 << 28).value();
    if (file.find(bytes) != Bytes::npos) return true;
  }
  return false;
}

Tally figures(OpenStore& store) {
  return read_tally(store->database(), store->programme(), parse_period("2026").value()).value().tally;
}

}  // namespace

TEST_CASE("who is erased is gone from memory and from every file, and the figures stay") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  store->record(ConsentSet{ada, ConsentSet::Details{ConsentPurpose::research, 1, true, ConsentBy::participant}})
      .value();
  const std::vector<Bytes> of_ada = sealed_parts(store);
  REQUIRE(of_ada.size() == 2);
  const ParticipantId eva = store.add_person("Eva Ek");
  const SessionId session = store.start_session();
  store.check_in(session, ada);
  store.check_in(session, eva);
  const Tally before = figures(store);
  CHECK(before.unique_participants == 2);
  CHECK(on_disk(store, of_ada[0]));

  REQUIRE(erase_person(*store, ada));
  CHECK(store->people().find(ada) == nullptr);
  CHECK(store->people().find(eva)->name == "Eva Ek");
  for (const Bytes& part : of_ada) CHECK_FALSE(on_disk(store, part));
  CHECK(figures(store) == before);
  const AuditEntry entry = audit_trail(*store, std::nullopt, 1).value().entries.front();
  CHECK(entry.event == "erasure");
  CHECK(entry.participant == ada);

  store.reopen();
  store.unlock();
  CHECK(store->people().size() == 1);
  CHECK(figures(store) == before);
}

TEST_CASE("an erasure reaches every id that was merged with the person's, and no other") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  const ParticipantId again = store.add_person("Ada L");
  const ParticipantId third = store.add_person("A Lund");
  const ParticipantId eva = store.add_person("Eva Ek");
  store->record(ParticipantSameAs{ada, again, true}).value();
  store->record(ParticipantSameAs{third, again, true}).value();
  store->record(ParticipantSameAs{ada, eva, true}).value();
  store->record(ParticipantSameAs{ada, eva, false}).value();
  REQUIRE(erase_person(*store, third));
  CHECK(store->people().size() == 1);
  CHECK(store->people().find(eva) != nullptr);
}

TEST_CASE("only a coordinator's passphrase erases") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  store.reopen();
  CHECK(erase_person(*store, ada).error().code == ErrorCode::refused);
  Opened opened = open_names(store.folder().database(), passphrase).value();
  opened.keys.coordinator.reset();
  REQUIRE(store->unlock(std::move(opened)));
  CHECK(erase_person(*store, ada).error().code == ErrorCode::refused);
  CHECK(store->people().find(ada) != nullptr);
}

TEST_CASE("what is written about an erased person afterwards is not kept") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lund");
  REQUIRE(erase_person(*store, ada));
  ParticipantDetails details;
  details.identity = {"Ada Lund", "", "", std::nullopt};
  store->record(ParticipantSet{ada, details}).value();
  CHECK(store->people().find(ada) == nullptr);
  CHECK(sealed_parts(store).empty());
}

TEST_CASE("no change leaves this device with a personnummer in it") {
  OpenStore store;
  ParticipantDetails details;
  const auto refused = [&](const char* field) {
    const auto recorded = store->record(ParticipantSet{make_id<ParticipantId>(store.clock(), store.random()), details});
    REQUIRE_FALSE(recorded.has_value());
    CHECK(recorded.error().code == ErrorCode::invalid);
    CHECK(recorded.error().thing == field);
  };
  details.identity = {"Ada 811228-9874", "", "", std::nullopt};
  refused("name");
  details.identity = {"Ada", "8112289874", "", std::nullopt};
  refused("alias");
  details.identity = {"Ada", "", "811228-9874", std::nullopt};
  refused("phone");
  details.identity.reset();
  details.card = "19811228-9874";
  refused("card");
  const SessionNoteSet note{store.start_session(), "needs", "811228-9874 vill ha hjälp"};
  CHECK(store->record(note).error().thing == "note");
  details.card.reset();
  details.identity = {"Ada", "", "0701234569", std::nullopt};
  CHECK(store->record(ParticipantSet{make_id<ParticipantId>(store.clock(), store.random()), details}));
}

}  // namespace hk::test
