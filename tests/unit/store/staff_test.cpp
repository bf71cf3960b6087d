#include "kiosk/store/staff.h"

#include <doctest/doctest.h>

#include "kiosk/store/pin_gate.h"
#include "sync/protocol/codec.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

StaffMember member(OpenStore& store, StaffId staff) {
  const auto all = staff_members(*store).value();
  for (const StaffMember& one : all) {
    if (one.staff == staff) return one;
  }
  FAIL("not on the list");
  return {};
}

/// Somebody with a PIN.
struct Door {
  Door() : amina(add_staff(*store, "Amina", StaffRole::promoter).value()) { REQUIRE(set_pin(*store, amina, "314159")); }
  OpenStore store;
  StaffId amina;
};

}  // namespace

TEST_CASE("who makes a programme is its first coordinator, and the root key is theirs") {
  OpenStore store;
  const auto staff = staff_members(*store).value();
  REQUIRE(staff.size() == 1);
  CHECK(staff[0].role == StaffRole::coordinator);
  CHECK(staff[0].has_signing_key);
  CHECK_FALSE(staff[0].has_pin);
  CHECK(store->acting() == staff[0].staff);
}

TEST_CASE("colleagues are added, renamed and leave, and their names are read only while unlocked") {
  OpenStore store;
  const StaffId amina = add_staff(*store, "Amina", StaffRole::promoter).value();
  CHECK(add_staff(*store, "Amina", StaffRole::promoter).error().code == ErrorCode::conflict);
  CHECK(add_staff(*store, "", StaffRole::promoter).error().code == ErrorCode::invalid);
  REQUIRE(set_pin(*store, amina, "314159"));
  StaffMember changed = member(store, amina);
  CHECK(changed.has_pin);
  changed.name = "Amina Öst";
  REQUIRE(change_staff(*store, changed));
  CHECK(member(store, amina).name == "Amina Öst");
  CHECK(member(store, amina).has_pin);
  changed.active = false;
  REQUIRE(change_staff(*store, changed));
  CHECK_FALSE(member(store, amina).has_pin);
  CHECK(staff_members(*store).value().back().staff == amina);
  store->lock();
  CHECK(member(store, amina).name.empty());
  CHECK(add_staff(*store, "Bo", StaffRole::promoter).error().code == ErrorCode::locked);
}

TEST_CASE("a PIN has six digits that are not all the same, tells who it is, and outlives a rotation of the key") {
  Door door;
  const StaffId bo = add_staff(*door.store, "Bo", StaffRole::promoter).value();
  for (const char* bad : {"", "12345", "1234567", "12345a", "111111"}) {
    CHECK(set_pin(*door.store, bo, bad).error().code == ErrorCode::invalid);
  }
  CHECK(set_pin(*door.store, bo, "314159").error().code == ErrorCode::conflict);
  REQUIRE(set_pin(*door.store, bo, "271828"));
  CHECK(staff_with_pin(*door.store, "314159").value() == door.amina);
  CHECK(staff_with_pin(*door.store, "271828").value() == bo);
  CHECK_FALSE(staff_with_pin(*door.store, "000001").value());
  REQUIRE(remove_pin(*door.store, bo));
  CHECK_FALSE(staff_with_pin(*door.store, "271828").value());
  door.store->lock();
  CHECK(staff_with_pin(*door.store, "314159").error().code == ErrorCode::locked);
}

TEST_CASE("no PIN and no name of a colleague stands in a file in clear") {
  Door door;
  Statement query = door.store->database().statement(
      "SELECT count(*) FROM change WHERE instr(core, 'Amina') > 0 OR instr(ifnull(sealed, x''), 'Amina') > 0");
  REQUIRE(query.step());
  CHECK(query.integer(0) == 0);
}

TEST_CASE("a hundred wrong PINs at machine speed get nowhere, and after the wait the right one works") {
  Door door;
  PinGate gate(*door.store);
  const auto tries = [&] { return door.store.number("SELECT count(*) FROM change WHERE kind = 24"); };
  const std::int64_t before = tries();
  int looked_at = 0;
  for (int n = 0; n < 100; ++n) {
    const auto tried = gate.try_pin("00000" + std::to_string(n % 10));
    REQUIRE_FALSE(tried);
    looked_at += tried.error().code == ErrorCode::wrong_passphrase ? 1 : 0;
  }
  // Three are free, the fourth costs a second.
  CHECK(looked_at == 4);
  CHECK(tries() == before + 4);
  CHECK(gate.wait_ms() == 1000);
  CHECK(gate.try_pin("314159").error().code == ErrorCode::busy);
  door.store.clock().advance(999);
  CHECK(gate.try_pin("314159").error().code == ErrorCode::busy);
  door.store.clock().advance(1);
  CHECK(gate.try_pin("314159").value() == door.amina);
  CHECK(door.store->acting() == door.amina);
  CHECK(gate.wait_ms() == 0);
}

TEST_CASE("after ten wrong ones the eleventh, right one works once the wait is over, and waits end at five minutes") {
  Door door;
  PinGate gate(*door.store);
  const std::int64_t waits[] = {0, 0, 0, 1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000};
  int wrong = 0;
  for (const std::int64_t wait : waits) {
    CHECK(gate.try_pin("000001").error().code == ErrorCode::wrong_passphrase);
    CHECK(gate.wait_ms() == wait);
    door.store.clock().advance(wait);
    if (++wrong != 10) continue;
    CHECK(gate.try_pin("314159").value() == door.amina);
    break;
  }
  for (const std::int64_t wait : waits) {
    CHECK(gate.try_pin("000001").error().code == ErrorCode::wrong_passphrase);
    CHECK(gate.wait_ms() == wait);
    door.store.clock().advance(wait);
  }
}

TEST_CASE("a restart and a wall clock that is set shorten no wait") {
  Door door;
  {
    PinGate gate(*door.store);
    for (int n = 0; n < 6; ++n) {
      CHECK_FALSE(gate.try_pin("000001"));
      door.store.clock().advance(gate.wait_ms());
    }
  }
  door.store.clock().restart();
  door.store.clock().set_wall(4'000'000'000'000);
  door.store.reopen();
  door.store.unlock();
  PinGate gate(*door.store);
  CHECK(gate.wait_ms() == 4000);
  CHECK(gate.try_pin("314159").error().code == ErrorCode::busy);
  door.store.clock().advance(4000);
  CHECK(gate.try_pin("314159").value() == door.amina);
}

TEST_CASE("what staff do carries who acts, and what participants do carries nobody") {
  Door door;
  const auto staff_of_last = [&] {
    const auto rows = door.store->log().rows(door.store->programme(), 0, 1000, 1 << 24).value();
    return decode_core(rows.back().envelope.record.core).value().staff;
  };
  PinGate gate(*door.store);
  REQUIRE(gate.try_pin("314159"));
  const SessionId session = door.store.start_session();
  CHECK(staff_of_last() == door.amina);
  door.store->act_as(std::nullopt);
  door.store.check_in(session, numbered<ParticipantId>(5));
  CHECK_FALSE(staff_of_last());
}
