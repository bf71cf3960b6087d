#pragma once
#include <filesystem>

#include "kiosk/store/kiosk_store.h"
#include "sync/log/bundle.h"

/// A site that never gets online carries its log on a stick: bundles (sync/log/bundle.h) of one device. Needs no
/// passphrase: what is sealed stays sealed.
namespace hk {

/// Writes all this device holds to the new file `file`, also while another process writes here; returns how many
/// changes. Errors: those of write_bundle().
[[nodiscard]] Result<std::uint64_t> export_bundle(KioskStore& store, const std::filesystem::path& file);

struct ImportedBundle {
  BundleHead head;
  std::uint64_t changes = 0;  ///< in the file
  SyncClient::TakenIn taken;
};
/// Reads `file` from end to end and, when nothing is wrong with it, takes in what is not here yet: each page of it in
/// one transaction, so that a crash leaves a part that the next import completes. `client` is that of `store`. The
/// cursor stays. Errors: refused when this device is revoked, or the one that made the file; those of Bundle::open();
/// nothing has changed then; those of the database.
[[nodiscard]] Result<ImportedBundle> import_bundle(KioskStore& store, SyncClient& client,
                                                   const std::filesystem::path& file);

}  // namespace hk
