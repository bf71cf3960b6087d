#include "kiosk/store/device_bundle.h"

namespace hk {
namespace {

Result<void> sweep_if_asked(Log& log) {
  HK_ASSIGN(const bool needed, log.needs_sweep());
  if (!needed) return {};
  // Where another connection reads, the next sync sweeps before it fetches: the log remembers.
  const Result<void> swept = log.sweep();
  return swept || swept.error().code == ErrorCode::busy ? Result<void>() : swept;
}

void add(SyncClient::TakenIn& sum, const SyncClient::TakenIn& page) {
  sum.added += page.added;
  sum.brought_back += page.brought_back;
  sum.known += page.known;
  sum.refused += page.refused;
  sum.ended = page.ended;
}

}  // namespace

Result<std::uint64_t> export_bundle(KioskStore& store, const std::filesystem::path& file) {
  const BundleHead head{store.own().programme, store.own().device, store.clock().wall_ms()};
  return write_bundle(store.log(), store.programme(), head, store.device_keys().device, file);
}

Result<ImportedBundle> import_bundle(KioskStore& store, SyncClient& client, const std::filesystem::path& file) {
  HK_ASSIGN(const bool revoked, store.is_revoked());
  if (revoked) return fail(ErrorCode::refused, "this device", "was revoked by a coordinator and takes nothing in");
  HK_ASSIGN(const Bundle bundle,
            Bundle::open(file, store.log(), store.programme(), store.own().programme, store.own().root_key));
  if (bundle.is_of_revoked()) {
    return fail(ErrorCode::refused, file.string(),
                "the device that made it was revoked by a coordinator; the server keeps what it brings aside");
  }
  ImportedBundle imported{bundle.head(), bundle.changes(), {}};
  for (std::size_t number = 0; number < bundle.pages() && !imported.taken.ended; ++number) {
    HK_ASSIGN(const std::vector<Envelope> entries, bundle.page(number));
    HK_ASSIGN(const SyncClient::TakenIn taken, client.take_in_by_hand(entries));
    add(imported.taken, taken);
  }
  HK_TRY(sweep_if_asked(store.log()));
  HK_TRY(store.refresh());
  return imported;
}

}  // namespace hk
