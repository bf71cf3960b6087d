#include "kiosk/store/recovery_sheet.h"

#include <doctest/doctest.h>

#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

TEST_CASE("a coordinator's sheet is one page that holds the code, and not in clear bytes of the file") {
  OpenStore store;
  const auto slots = read_slots(store->database()).value();
  const auto sheet = make_recovery_sheet(store->keys(), {"Prov", "Biblioteket", "2026-11-22"}, slots);
  REQUIRE(sheet);
  CHECK(sheet->slot.kind == SlotKind::recovery);
  CHECK(sheet->pdf.starts_with("%PDF-"));
  CHECK(sheet->pdf.find("/Count 1") != Bytes::npos);
  UnlockedKeys colleague = store->keys().clone();
  colleague.coordinator.reset();
  CHECK(make_recovery_sheet(colleague, {}, slots).error().code == ErrorCode::refused);
}

TEST_CASE("a new sheet makes the one before void") {
  OpenStore store;
  for (int n = 0; n < 2; ++n) {
    const auto slots = read_slots(store->database()).value();
    REQUIRE(replace_slots(*store, make_recovery_sheet(store->keys(), {}, slots).value().slot));
  }
  CHECK(store.number("SELECT count(*) FROM key_slot WHERE kind = 2") == 1);
  CHECK(store.number("SELECT count(*) FROM key_slot WHERE kind = 1") == 1);
}
