#include "kiosk/store/coordinators.h"

#include <doctest/doctest.h>

#include "kiosk/store/staff.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

constexpr char colleague[] = "en kollegas egen lösenfras";

std::vector<StoredSlot> slots_of(OpenStore& store) { return read_slots(store->database()).value(); }

/// A second coordinator on the same device.
struct Two {
  Two() : bo(add_staff(*store, "Bo", StaffRole::promoter).value()) {
    prepared = prepare_grant(colleague, store->keys(), bo, slots_of(store)).value();
    REQUIRE(grant_coordinator(*store, *prepared));
  }
  void unlock_as_bo() {
    store.reopen();
    REQUIRE(store->unlock(open_names(store.folder().database(), colleague).value()));
  }
  OpenStore store;
  StaffId bo;
  std::optional<PreparedGrant> prepared;
};

}  // namespace

TEST_CASE("a coordinator grants another, who signs with a key of their own") {
  Two two;
  const auto before = coordinators(*two.store).value();
  REQUIRE(before.size() == 2);
  CHECK(before[0].root);
  CHECK(before[1].staff == two.bo);
  two.unlock_as_bo();
  CHECK(two.store->coordinator());
  CHECK(two.store->acting() == two.bo);
  CHECK(add_staff(*two.store, "Cai", StaffRole::promoter));
  const auto staff = staff_members(*two.store).value();
  for (const StaffMember& one : staff) CHECK(one.has_signing_key == (one.role == StaffRole::coordinator));
  // Other devices believe it, from the feed alone.
  Verifier other(two.store->own().programme, two.store->own().root_key);
  other.add_mac_key(two.store->keys().newest().id(), two.store->keys().newest().subkey(Purpose::mac));
  const auto rows = two.store->log().rows(two.store->programme(), 0, 1000, 1 << 24).value();
  for (const LogRow& row : rows) {
    const auto checked = other.check(row.envelope.record);
    REQUIRE_MESSAGE(checked, checked.error().message());
    other.learn(checked->body);
  }
}

TEST_CASE("a withdrawn coordinator signs nothing more, and the programme's first key stays") {
  Two two;
  const auto all = coordinators(*two.store).value();
  CHECK(withdraw_coordinator(*two.store, all[0].public_key).error().code == ErrorCode::refused);
  CHECK(withdraw_coordinator(*two.store, Bytes(32, 'x')).error().code == ErrorCode::not_found);
  REQUIRE(withdraw_coordinator(*two.store, all[1].public_key));
  CHECK(coordinators(*two.store).value()[1].withdrawn);
  CHECK_FALSE(confirm_coordinator(two.store.folder().database(), colleague));
  two.unlock_as_bo();
  CHECK_FALSE(two.store->coordinator());
  CHECK(add_staff(*two.store, "Cai", StaffRole::promoter).error().code == ErrorCode::locked);
}

TEST_CASE("a coordinator confirms by passphrase, also where a colleague opened the names") {
  OpenStore store;
  const StaffId amina = add_staff(*store, "Amina", StaffRole::promoter).value();
  UnlockedKeys keys = store->keys().clone();
  keys.coordinator.reset();
  keys.staff = amina;
  REQUIRE(add_slot(*store, make_slot(colleague, keys, SlotKind::passphrase, slots_of(store)).value()));
  store.reopen();
  REQUIRE(store->unlock(open_names(store.folder().database(), colleague).value()));
  const std::string database = store.folder().database();
  CHECK(confirm_coordinator(database, colleague).error().code == ErrorCode::refused);
  CHECK(confirm_coordinator(database, "fel").error().code == ErrorCode::wrong_passphrase);
  CHECK_FALSE(store->coordinator());
  store->confirm(confirm_coordinator(database, passphrase).value());
  CHECK(store->coordinator());
  CHECK(store->acting() != amina);
  store->lock();
  CHECK_FALSE(store->coordinator());
}

TEST_CASE("who is no longer active opens nothing here any more") {
  Two two;
  const auto all = staff_members(*two.store).value();
  for (StaffMember one : all) {
    if (one.staff != two.bo) continue;
    one.active = false;
    REQUIRE(change_staff(*two.store, one));
  }
  CHECK(slots_of(two.store).size() == 1);
  CHECK(open_names(two.store.folder().database(), colleague).error().code == ErrorCode::wrong_passphrase);
}

TEST_CASE("a passphrase that another colleague has is refused for a grant, one's own may stay") {
  Two two;
  const StaffId cai = add_staff(*two.store, "Cai", StaffRole::promoter).value();
  CHECK(prepare_grant(colleague, two.store->keys(), cai, slots_of(two.store)).error().code == ErrorCode::conflict);
  const auto again = prepare_grant(colleague, two.store->keys(), two.bo, slots_of(two.store));
  REQUIRE(again);
  REQUIRE(grant_coordinator(*two.store, *again));
  CHECK(slots_of(two.store).size() == 2);
}
