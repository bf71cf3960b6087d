#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sync/domain/environment.h"
#include "sync/log/bundle.h"

namespace hk {

struct TakenBundle {
  BundleHead head;
  std::string programme;      ///< its name on this server
  std::uint64_t changes = 0;  ///< in the file
  std::uint64_t added = 0, known = 0, refused = 0;
  std::uint64_t quarantined = 0;         ///< of a device that was revoked: what the log does not hold of its own
  std::vector<std::string> why_refused;  ///< of the first few
};
/// Takes what a bundle holds into the store, also while it is served: into the programme that the bundle is of, as what
/// a device gives (gifts.h), each page in one transaction. How far the server holds each device's log stays as it is. A
/// revoked device hands over what it had not sent: into quarantine, where its pushes go.
/// Errors: not_found when the programme is not on this server; those of Bundle::open(), and nothing has changed then;
/// those of the database.
[[nodiscard]] Result<TakenBundle> take_bundle(Database& db, const std::filesystem::path& file, const Clock& clock);

}  // namespace hk
