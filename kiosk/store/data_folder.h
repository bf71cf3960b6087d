#pragma once
#include <filesystem>

#include "sync/crypto/keys.h"
#include "sync/machine/files.h"

namespace hk {

/// What a device keeps outside its database: the two keys a locked kiosk works with. A thief of these files could
/// forge counts until the device is revoked, never read a name (protocol.md, "mac").
struct DeviceKeys {
  SigningKey device;  ///< Ed25519
  Bytes box_public;   ///< X25519; its private half is wrapped by the key slots
  std::uint64_t mac_key_id = 0;
  Secret mac;
};

/// The files of one data folder: one device in one programme.
class DataFolder {
 public:
  explicit DataFolder(std::filesystem::path path) : path_(std::move(path)) {}
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string database() const { return (path_ / "halsokiosk.db").string(); }
  [[nodiscard]] std::filesystem::path exports() const { return path_ / "rapporter"; }
  [[nodiscard]] bool holds_programme() const;

  /// Makes the folder, mode 0700, and its parents. Errors: io, read_only, disk_full.
  [[nodiscard]] Result<void> make() const;
  /// Writes the keys, mode 0600, durably. Errors: conflict when there are keys already; io, disk_full.
  [[nodiscard]] Result<void> write_keys(const DeviceKeys& keys) const;
  /// Errors: not_found, corrupt.
  [[nodiscard]] Result<DeviceKeys> read_keys() const;
  /// Moves the closed database and the keys of `aside`, a folder on the same disk, into this one.
  /// Errors: conflict when there are keys already; io, disk_full.
  [[nodiscard]] Result<void> take_over(const DataFolder& aside) const;

 private:
  std::filesystem::path path_;
};

/// The first line of a file, without its line end. Errors: as read_file, and invalid when it is empty.
[[nodiscard]] Result<Bytes> read_passphrase_file(const std::filesystem::path& path);

}  // namespace hk
