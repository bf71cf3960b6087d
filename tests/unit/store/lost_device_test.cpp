#include <doctest/doctest.h>

#include "kiosk/store/key_slots.h"
#include "sync/protocol/codec.h"
#include "tests/support/bytes.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr std::int64_t day_ms = 86'400'000;

/// As if the server had acknowledged everything so far, and been heard just now.
void all_sent(OpenStore& store) {
  const std::int64_t last = store.number("SELECT max(seq) FROM change");
  Statement mark = store->database().statement("INSERT OR REPLACE INTO mark VALUES(:epoch, :last)");
  mark.bind(":epoch", static_cast<std::int64_t>(store->own().epoch)).bind(":last", last).run();
  Statement contact =
      store->database().statement("UPDATE own_device SET last_contact_ms = :now, cursor = x'01', cursor_position = 7");
  contact.bind(":now", store.clock().wall_ms()).run();
}

std::int64_t sealed_names(OpenStore& store) {
  return store.number("SELECT count(*) FROM change WHERE kind = 12 AND sealed IS NOT NULL");
}

}  // namespace

TEST_CASE("a revoked device forgets its keys and names, keeps what it has not sent, and opens for nobody") {
  OpenStore store;
  store.add_person("Ada Lovelace");
  all_sent(store);
  const SessionId session = store.start_session();
  const ParticipantId unsent = store.add_person("Osänd Person");
  Bytes wrapped;
  {
    Statement query = store->database().statement("SELECT wrapped FROM key_slot");
    REQUIRE(query.step());
    wrapped = query.blob(0);
  }
  const std::int64_t changes = store.number("SELECT count(*) FROM change");
  REQUIRE(store->record(DeviceRevoked{store->own().device}));
  CHECK_FALSE(store->unlocked());
  CHECK(store->is_revoked().value());
  CHECK(sealed_names(store) == 1);
  CHECK(store.number("SELECT count(*) FROM key_slot") == 0);
  CHECK(store.number("SELECT count(*) FROM change") == changes + 1);
  for (const char* suffix : {"", "-wal"}) {
    CHECK(file_bytes(store.folder().database() + suffix).find(wrapped) == Bytes::npos);
  }
  CHECK(open_names(store.folder().database(), passphrase).error().code == ErrorCode::refused);
  store.reopen();
  CHECK(open_names(store.folder().database(), passphrase).error().code == ErrorCode::refused);
  // The door is not closed in anybody's face.
  store.check_in(session, unsent);
}

TEST_CASE("names are forgotten after thirty days without contact, and not a day before") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  all_sent(store);
  store.add_person("Osänd Person");
  store.clock().advance(30 * day_ms - 2000);
  CHECK_FALSE(store->forget_stale_names().value());
  CHECK(store->people().find(ada));
  store.clock().advance(2000);
  CHECK(store->forget_stale_names().value());
  CHECK_FALSE(store->unlocked());
  CHECK(sealed_names(store) == 1);
  // Once is enough, and the passphrase still opens.
  CHECK_FALSE(store->forget_stale_names().value());
  store.unlock();
  CHECK_FALSE(store->people().find(ada));
  CHECK(store.number("SELECT cursor IS NULL AND cursor_position = 0 FROM own_device") == 1);
}

TEST_CASE(
    "names that come back are read, wherever in the feed they stood, and whether they come before the unlock or "
    "after") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  const ParticipantId bo = store.add_person("Bo Senare");
  all_sent(store);
  const std::vector<LogRow> rows = store->log().rows(store->programme(), 0, 1000, 1 << 24).value();
  store.clock().advance(31 * day_ms);
  REQUIRE(store->forget_stale_names().value());
  const auto come_back = [&](const ParticipantId& person) {
    Transaction transaction(store->database());
    for (const LogRow& row : rows) {
      const Change change = decode_core(row.envelope.record.core).value();
      const auto* set = std::get_if<ParticipantSet>(&change.body);
      if (set == nullptr || set->participant != person) continue;
      CHECK(store->log().append(store->programme(), row.envelope, change).value() == Appended::brought_back);
    }
    transaction.commit();
    CHECK(store->refresh());
  };
  Opened opened = open_names(store.folder().database(), passphrase).value();
  come_back(ada);
  REQUIRE(store->unlock(std::move(opened)));
  REQUIRE(store->people().find(ada));
  CHECK(store->people().find(ada)->name == "Ada Lovelace");
  CHECK_FALSE(store->people().find(bo));
  come_back(bo);
  REQUIRE(store->people().find(bo));
  CHECK(store->people().find(bo)->name == "Bo Senare");
}

TEST_CASE("a device that never had a server forgets nothing") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  store.clock().advance(400 * day_ms);
  CHECK_FALSE(store->forget_stale_names().value());
  CHECK(store->people().find(ada));
}
