#include <fmt/core.h>

#include "kiosk/cli/commands.h"
#include "kiosk/store/kiosk_store.h"

namespace hk::cli {

namespace {

// Records read at a time, so that a city's log needs no city's memory.
constexpr std::size_t page_changes = 1000;
constexpr std::size_t page_bytes = 8 << 20;

/// Every change of every device must still be what its author made. Returns how many were looked at.
Result<std::int64_t> check_records(KioskStore& store) {
  Database& db = store.database();
  std::int64_t checked = 0;
  std::int64_t row = 0;
  while (true) {
    HK_ASSIGN(const auto page, store.log().rows(store.programme(), row, page_changes, page_bytes));
    if (page.empty()) return checked;
    for (const LogRow& one : page) {
      const Result<Change> change = store.verifier().check(one.envelope.record);
      if (!change) return fail(ErrorCode::corrupt, db.path(), change.error().message());
      row = one.row;
      ++checked;
    }
  }
}

Result<void> check_rebuild(KioskStore& store) {
  Database& db = store.database();
  return sqlite_guard(db, [&]() -> Result<void> {
    Transaction transaction(db);
    HK_ASSIGN(const std::string before, store.log().canonical_dump());
    HK_TRY(store.log().rebuild());
    HK_ASSIGN(const std::string after, store.log().canonical_dump());
    if (before == after) {
      // The rows are equal; the transaction ends without effect.
      fmt::print("Projections rebuilt from the log: equal ({} bytes)\n", after.size());
      return {};
    }
    transaction.commit();
    return fail(ErrorCode::corrupt, db.path(), "its projections differed from the log; they have been rebuilt from it");
  });
}

}  // namespace

Result<void> doctor(const Path& data, bool rebuild, const CliWorld& world) {
  HK_ASSIGN(const std::unique_ptr<KioskStore> store, KioskStore::open(DataFolder(data), world.clock, world.random));
  HK_TRY(store->database().check_integrity());
  fmt::print("Database: sound\n");
  // What a coordinator signed before they were withdrawn was believed in its time.
  HK_TRY(store->log().teach(store->programme(), store->verifier(), Log::Signers::ever));
  HK_ASSIGN(const std::int64_t checked, check_records(*store));
  fmt::print("Changes: {}, every mac, digest and signature fits\n", checked);
  HK_ASSIGN(const auto missing, store->log().missing(store->programme()));
  for (const auto& [device, count] : missing) {
    fmt::print("Device {}: {} changes are missing here, on their way or withheld\n", to_text(device), count);
  }
  if (rebuild) return check_rebuild(*store);
  return {};
}

}  // namespace hk::cli
