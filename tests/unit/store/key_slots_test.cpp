#include "kiosk/store/key_slots.h"

#include <doctest/doctest.h>

#include "kiosk/store/key_rotation.h"
#include "kiosk/store/recovery_code.h"
#include "kiosk/store/staff.h"
#include "sync/protocol/codec.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr char colleague[] = "en kollegas egen lösenfras";

std::vector<StoredSlot> slots_of(OpenStore& store) { return read_slots(store->database()).value(); }

/// The names' keys for another member of staff, without the right to sign.
UnlockedKeys keys_for(OpenStore& store, StaffId staff) {
  UnlockedKeys keys = store->keys().clone();
  keys.coordinator.reset();
  keys.staff = staff;
  return keys;
}

}  // namespace

TEST_CASE("each colleague opens the names with a passphrase of their own, and it is known who did") {
  OpenStore store;
  const StaffId amina = add_staff(*store, "Amina", StaffRole::promoter).value();
  const auto slot = make_slot(colleague, keys_for(store, amina), SlotKind::passphrase, slots_of(store));
  REQUIRE(slot);
  REQUIRE(add_slot(*store, *slot));
  store.reopen();
  REQUIRE(store->unlock(open_names(store.folder().database(), colleague).value()));
  CHECK(store->acting() == amina);
  CHECK_FALSE(store->coordinator());
  store->lock();
  store.unlock();
  CHECK(store->coordinator());
}

TEST_CASE("all slots of a device share salt and cost, so that an unlock derives one key") {
  OpenStore store;
  const auto slot = make_slot(colleague, store->keys(), SlotKind::passphrase, slots_of(store), SlotCost{9, 1 << 20});
  REQUIRE(slot);
  CHECK(slot->key.salt == slots_of(store)[0].what.key.salt);
  CHECK(slot->key.cost.operations == cheap_slot.operations);
}

TEST_CASE("a passphrase that somebody has is refused") {
  OpenStore store;
  const auto slot = make_slot(passphrase, store->keys(), SlotKind::passphrase, slots_of(store));
  CHECK(slot.error().code == ErrorCode::conflict);
}

TEST_CASE("a changed passphrase takes the old one's place") {
  OpenStore store;
  const auto slot = make_slot(colleague, store->keys(), SlotKind::passphrase, slots_of(store));
  REQUIRE(slot);
  REQUIRE(replace_slots(*store, *slot));
  CHECK(slots_of(store).size() == 1);
  CHECK(open_names(store.folder().database(), passphrase).error().code == ErrorCode::wrong_passphrase);
  CHECK(open_names(store.folder().database(), colleague).value().keys.coordinator);
}

TEST_CASE("a passphrase is removed, and never the last one") {
  OpenStore store;
  const std::int64_t first = slots_of(store)[0].slot;
  CHECK(remove_slot(*store, first).error().code == ErrorCode::refused);
  CHECK(remove_slot(*store, 99).error().code == ErrorCode::not_found);
  REQUIRE(add_slot(*store, make_slot(colleague, store->keys(), SlotKind::passphrase, slots_of(store)).value()));
  const std::string code = make_recovery_code();
  REQUIRE(add_slot(*store, make_slot(code, store->keys(), SlotKind::recovery, slots_of(store)).value()));
  REQUIRE(remove_slot(*store, first));
  CHECK(open_names(store.folder().database(), passphrase).error().code == ErrorCode::wrong_passphrase);
  // A sheet in a drawer is no passphrase for the morning.
  CHECK(remove_slot(*store, slots_of(store)[0].slot).error().code == ErrorCode::refused);
  store->lock();
  CHECK(remove_slot(*store, slots_of(store)[1].slot).error().code == ErrorCode::locked);
}

TEST_CASE("the recovery sheet opens the names and the right to sign when every passphrase is lost") {
  OpenStore store;
  const ParticipantId ada = store.add_person("Ada Lovelace");
  const std::string code = make_recovery_code();
  REQUIRE(add_slot(*store, make_slot(code, store->keys(), SlotKind::recovery, slots_of(store)).value()));
  store.reopen();
  std::string typed = code;
  for (char& c : typed) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c == '-' ? ' ' : c);
  REQUIRE(store->unlock(open_names(store.folder().database(), typed).value()));
  CHECK(store->people().find(ada)->name == "Ada Lovelace");
  CHECK(store->coordinator());

  typed[0] = typed[0] == 'x' ? 'y' : 'x';
  const auto mistyped = open_names(store.folder().database(), typed);
  CHECK(mistyped.error().code == ErrorCode::wrong_passphrase);
  CHECK(mistyped.error().message() == "recovery code: group 1 is mistyped");
  CHECK(open_names(store.folder().database(), make_recovery_code()).error().code == ErrorCode::wrong_passphrase);
}

TEST_CASE("opening names is written down, a wrong passphrase too") {
  OpenStore store;
  store.reopen();
  const auto outcomes = [&] {
    std::string all;
    const auto rows = store->log().rows(store->programme(), 0, 1000, 1 << 24).value();
    for (const LogRow& row : rows) {
      const Change change = decode_core(row.envelope.record.core).value();
      const auto* access = std::get_if<AccessLogged>(&change.body);
      if (access) all += access->event + "=" + access->outcome + (change.staff ? " by staff;" : ";");
    }
    return all;
  };
  const std::string before = outcomes();
  store->refuse_unlock(open_names(store.folder().database(), "fel").error());
  store.unlock();
  CHECK(outcomes() == before + "names_opened=refused;names_opened=ok by staff;");
}

TEST_CASE("keys of the first format are still read") {
  const ProgrammeKey key = ProgrammeKey::generate();
  const SigningKey root = SigningKey::generate();
  const Bytes staff_keys = Bytes(1, '\1') + Bytes(key.view()) + Bytes(32, 'b');
  const auto read = decode_keys(staff_keys);
  REQUIRE(read);
  REQUIRE(read->ring.size() == 1);
  CHECK(read->first().view() == key.view());
  CHECK(read->box_secret.view() == Bytes(32, 'b'));
  CHECK_FALSE(read->coordinator);
  CHECK(decode_keys(staff_keys + Bytes(root.secret.view()))->coordinator->public_key == root.public_key);
}

TEST_CASE("a ring comes back as it was wrapped, and any other length is corrupt") {
  UnlockedKeys keys{{}, Secret(Bytes(32, 'b')), SigningKey::generate()};
  for (int n = 0; n < 300; ++n) keys.ring.push_back(ProgrammeKey::generate());
  const Bytes wrapped = encode_keys(keys);
  const auto read = decode_keys(wrapped);
  REQUIRE(read);
  REQUIRE(read->ring.size() == 300);
  CHECK(read->first().view() == keys.first().view());
  CHECK(read->newest().view() == keys.newest().view());
  CHECK(read->box_secret.view() == keys.box_secret.view());
  CHECK(read->coordinator->public_key == keys.coordinator->public_key);
  for (const std::size_t size : {std::size_t{0}, std::size_t{2}, std::size_t{3}, wrapped.size() - 1}) {
    CHECK(decode_keys(ByteView(wrapped).substr(0, size)).error().code == ErrorCode::corrupt);
  }
  CHECK(decode_keys(wrapped + "x").error().code == ErrorCode::corrupt);
  CHECK(decode_keys(Bytes(3, '\2')).error().code == ErrorCode::corrupt);
}
