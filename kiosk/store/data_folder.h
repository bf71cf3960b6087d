#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include "sync/crypto/keys.h"
#include "sync/machine/files.h"

namespace hk {

/// What a device keeps outside its database: the keys a locked kiosk works with. A thief of these files could
/// forge counts until the device is revoked, never read a name (protocol.md, "mac").
struct DeviceKeys {
  struct MacKey {
    std::uint64_t id = 0;  ///< of the programme key it comes from
    Secret key;
  };
  SigningKey device;         ///< Ed25519
  Bytes box_public;          ///< X25519; its private half is wrapped by the key slots
  std::vector<MacKey> macs;  ///< one for each programme key this device has had, never empty; the last one writes
};

/// More than a key file of 1000 rotations takes.
inline constexpr std::size_t key_file_bytes_max = 64 << 10;

/// The files of one data folder: one device in one programme.
class DataFolder {
 public:
  explicit DataFolder(std::filesystem::path path) : path_(std::move(path)) {}
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string database() const { return (path_ / "halsokiosk.db").string(); }
  [[nodiscard]] std::filesystem::path key_file() const { return path_ / "device.keys"; }
  [[nodiscard]] std::filesystem::path exports() const { return path_ / "rapporter"; }
  [[nodiscard]] bool holds_programme() const;

  /// Makes the folder, mode 0700, and its parents. Errors: io, read_only, disk_full.
  [[nodiscard]] Result<void> make() const;
  /// Writes the keys, mode 0600, durably. Errors: conflict when there are keys already; io, disk_full.
  [[nodiscard]] Result<void> write_keys(const DeviceKeys& keys) const;
  /// The same in the place of those there are. Errors: io, disk_full, read_only; the old ones stay then.
  [[nodiscard]] Result<void> replace_keys(const DeviceKeys& keys) const;
  /// Errors: not_found, corrupt.
  [[nodiscard]] Result<DeviceKeys> read_keys() const;
  /// Lets `make` fill an empty folder aside with a database and keys, and takes them over when they are whole: half a
  /// programme would refuse the next attempt and open for nobody. An attempt that fails or is killed leaves nothing
  /// that stands in the way of the next. Errors: conflict when there is a programme; busy when another process writes
  /// here; those of `make` and take_over().
  [[nodiscard]] Result<void> fill(const std::function<Result<void>(const DataFolder& aside)>& make) const;
  /// Moves keys and closed database of `aside`, a folder in this one, into this one.
  /// Errors: conflict when there are keys already; io, read_only, disk_full.
  [[nodiscard]] Result<void> take_over(const DataFolder& aside) const;
  /// Completes a take-over that was killed between its two moves; else does nothing. Errors: as take_over().
  [[nodiscard]] Result<void> finish_take_over(const DataFolder& aside) const;

 private:
  std::filesystem::path path_;
};

/// The first line of a file, without its line end. Errors: as read_file, and invalid when it is empty.
[[nodiscard]] Result<Bytes> read_passphrase_file(const std::filesystem::path& path);

}  // namespace hk
