#include "kiosk/store/key_rotation.h"

#include <doctest/doctest.h>

#include "kiosk/store/key_slots.h"
#include "sync/protocol/codec.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

KeyRotated last_rotation(OpenStore& store) {
  Statement query = store->database().statement(
      "SELECT core FROM change JOIN key_rotation USING(change) ORDER BY change DESC LIMIT 1");
  REQUIRE(query.step());
  return std::get<KeyRotated>(decode_core(query.blob(0)).value().body);
}

/// Another device's box key, approved under `number`.
BoxKey approve(OpenStore& store, std::uint64_t number) {
  BoxKey key = BoxKey::generate();
  const SigningKey signing = SigningKey::generate();
  REQUIRE(store->record(DeviceApproved{numbered<DeviceId>(number), "Enhet", signing.public_key, key.public_key}));
  return key;
}

}  // namespace

TEST_CASE("after a rotation names are written with the new key, and all are read, also after a restart") {
  OpenStore store;
  const ParticipantId before = store.add_person("Ada Före");
  const std::uint64_t old_key = store->keys().newest().id();
  const std::uint64_t new_key = rotate_programme_key(*store).value();
  CHECK(new_key != old_key);
  CHECK(store->keys().newest().id() == new_key);
  CHECK(store->keys().first().id() == old_key);
  const ParticipantId after = store.add_person("Bo Efter");
  CHECK(store.number("SELECT count(DISTINCT mac_key) FROM change WHERE kind = 12") == 2);
  store.reopen();
  // A locked kiosk goes on with the new mac key.
  const SessionId session = store.start_session();
  CHECK(static_cast<std::uint64_t>(store.number("SELECT mac_key FROM change ORDER BY change DESC LIMIT 1")) == new_key);
  store.unlock();
  CHECK(store->people().find(before)->name == "Ada Före");
  CHECK(store->people().find(after)->name == "Bo Efter");
  store.check_in(session, after);
  const auto rows = store->log().rows(store->programme(), 0, 1000, 1 << 24).value();
  for (const LogRow& row : rows) CHECK(store->verifier().check(row.envelope.record));
}

TEST_CASE("a new key goes to approved devices in boxes that only they open, never to a revoked one") {
  OpenStore store;
  const BoxKey second = approve(store, 2);
  const BoxKey third = approve(store, 3);
  const std::uint64_t key = rotate_programme_key(*store).value();
  const KeyRotated rotated = last_rotation(store);
  REQUIRE(rotated.boxes.size() == 3);
  for (const KeyRotated::Box& box : rotated.boxes) {
    const bool theirs = box.device == numbered<DeviceId>(2);
    const auto opened = open_box(second, box.box);
    CHECK(opened.has_value() == theirs);
    if (opened) CHECK(ProgrammeKey::from_bytes(opened->view())->id() == key);
  }
  REQUIRE(revoke_device(*store, numbered<DeviceId>(3)));
  const KeyRotated without = last_rotation(store);
  REQUIRE(without.boxes.size() == 2);
  for (const KeyRotated::Box& box : without.boxes) {
    CHECK(box.device != numbered<DeviceId>(3));
    CHECK_FALSE(open_box(third, box.box));
  }
  CHECK(store->keys().ring.size() == 3);
}

TEST_CASE("a device that is approved after a rotation is given the key once, and the newest stays the newest") {
  OpenStore store;
  CHECK(hand_on_keys(*store).value() == 0);
  const std::uint64_t first = rotate_programme_key(*store).value();
  store.clock().advance(1000);
  const std::uint64_t second = rotate_programme_key(*store).value();
  CHECK(hand_on_keys(*store).value() == 0);
  const BoxKey late = approve(store, 2);
  store.clock().advance(1000);
  CHECK(hand_on_keys(*store).value() == 2);
  CHECK(hand_on_keys(*store).value() == 0);
  const KeyRotated handed_on = last_rotation(store);
  CHECK(handed_on.key_id == second);
  REQUIRE(handed_on.boxes.size() == 1);
  CHECK(handed_on.boxes[0].device == numbered<DeviceId>(2));
  CHECK(ProgrammeKey::from_bytes(open_box(late, handed_on.boxes[0].box)->view())->id() == second);
  CHECK(store->keys().newest().id() == second);
  UnlockedKeys shuffled = store->keys().clone();
  std::swap(shuffled.ring[1], shuffled.ring[2]);
  REQUIRE(take_rotated_keys(store->database(), store->own().device, shuffled));
  CHECK(shuffled.ring[1].id() == first);
  REQUIRE(revoke_device(*store, numbered<DeviceId>(2)));
  CHECK(hand_on_keys(*store).value() == 0);
  store->lock();
  CHECK(hand_on_keys(*store).value() == 0);
}

TEST_CASE("a device without the newest key believes who hands it on, erases and revokes") {
  OpenStore store;
  Verifier behind(store->own().programme, store->own().root_key);
  for (const auto& [id, key] : store->device_keys().macs) behind.add_mac_key(id, key.clone());
  const std::int64_t before = store.number("SELECT max(change) FROM change");
  const std::uint64_t newest = rotate_programme_key(*store).value();
  approve(store, 2);
  REQUIRE(hand_on_keys(*store).value() == 1);
  REQUIRE(store->record(ParticipantErased{numbered<ParticipantId>(7)}));
  REQUIRE(revoke_device(*store, numbered<DeviceId>(2)));
  const auto rows = store->log().rows(store->programme(), before, 1000, 1 << 24).value();
  CHECK(rows.size() == 6);
  for (const LogRow& row : rows) CHECK(behind.check(row.envelope.record));
  // Whatever holds something sealed, or is signed by nobody, is for those who have the key.
  store.add_person("Ada Lovelace");
  const auto sealed = store->log().rows(store->programme(), rows.back().row, 1, 1 << 24).value();
  CHECK(sealed.front().envelope.record.mac_key != newest);
  CHECK(sealed.front().envelope.record.mac_key == store->keys().newest().id());
  CHECK_FALSE(behind.check(sealed.front().envelope.record));
}

TEST_CASE("only a coordinator rotates and revokes, and no device revokes itself") {
  OpenStore store;
  CHECK(revoke_device(*store, store->own().device).error().code == ErrorCode::refused);
  CHECK(revoke_device(*store, numbered<DeviceId>(77)).error().code == ErrorCode::not_found);
  (void)approve(store, 2);
  store->lock();
  CHECK(rotate_programme_key(*store).error().code == ErrorCode::locked);
  CHECK(revoke_device(*store, numbered<DeviceId>(2)).error().code == ErrorCode::locked);
}

TEST_CASE("the ring is in the order of the rotations' clocks, whatever the order they came in") {
  OpenStore store;
  for (int n = 0; n < 3; ++n) {
    store.clock().advance(1000);
    REQUIRE(rotate_programme_key(*store));
  }
  UnlockedKeys shuffled = store->keys().clone();
  std::swap(shuffled.ring[1], shuffled.ring[3]);
  REQUIRE(take_rotated_keys(store->database(), store->own().device, shuffled));
  for (std::size_t i = 0; i < 4; ++i) CHECK(shuffled.ring[i].id() == store->keys().ring[i].id());
}

TEST_CASE("a slot that is made after a rotation opens everything without the log's boxes") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  REQUIRE(rotate_programme_key(*store));
  const auto slot = make_slot("en kollegas egen lösenfras", store->keys(), SlotKind::passphrase,
                              read_slots(store->database()).value());
  REQUIRE(slot);
  REQUIRE(add_slot(*store, *slot));
  store->database().execute("DELETE FROM key_rotation");
  const auto opened = open_names(store.folder().database(), "en kollegas egen lösenfras");
  REQUIRE(opened);
  CHECK(opened->keys.ring.size() == 2);
  CHECK(opened->people.find(ada));
}
