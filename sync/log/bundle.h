#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "sync/log/log.h"
#include "sync/machine/file_pieces.h"

/// A device's log as one file, for sites that never get online: carried to another device or to the server on a stick.
/// Sealed parts stay sealed. Changes come in the order in which that device took them, so whoever signs is known before
/// what they sign.
///
/// The file: head, pages, end. Head: "halsokiosk bundle 1\n" ‖ programme 16 ‖ device 16 ‖ when it was made 8, in
/// milliseconds, lowest byte first. Page: its length 4, lowest byte first ‖ zstd of a BundlePage (sync.proto).
/// End: "halsokiosk bundle end\n" ‖ BLAKE2b-256 of all before it, 32 ‖ Ed25519 by the device over "halsokiosk bundle
/// v1" ‖ that digest, 64.
namespace hk {

/// What a bundle says of itself in the clear.
struct BundleHead {
  ProgrammeId programme;
  DeviceId device;           ///< that made it
  std::int64_t made_ms = 0;  ///< UTC by that device's clock
};

/// Writes the whole log into the new file, mode 0600, in bounded memory; durable when this returns. `device_key` is
/// that of `head.device`. Returns how many changes there are in it. Errors: conflict when `file` exists; not_found
/// naming its folder; disk_full, read_only, io, those of the database. There is no file then.
[[nodiscard]] Result<std::uint64_t> write_bundle(Log& log, ProgrammeRef programme, const BundleHead& head,
                                                 const SigningKey& device_key, const std::filesystem::path& file);

/// A bundle that was read from end to end and found whole, of this programme, and made by a device of it. Whether each
/// change in it may be believed is still to be asked.
class Bundle {
 public:
  /// Which programme a file is of, if it is a bundle at all; nothing else is looked at. Errors: not_found, io; invalid
  /// when it is no bundle; newer_version.
  [[nodiscard]] static Result<BundleHead> read_head(const std::filesystem::path& file);
  /// Keeps no reference to `log`. A device counts where a coordinator approved it, in the log or in the bundle itself.
  /// Errors: those of read_head(); corrupt when it is cut or damaged; invalid when it is of another programme than
  /// `programme_id`; refused when the device that made it is not approved, or did not sign it; those of the database.
  [[nodiscard]] static Result<Bundle> open(const std::filesystem::path& file, Log& log, ProgrammeRef programme,
                                           ProgrammeId programme_id, const Bytes& root_key);

  [[nodiscard]] const BundleHead& head() const { return head_; }
  /// A coordinator revoked the device that made it, as the log or the bundle itself says.
  [[nodiscard]] bool is_of_revoked() const { return revoked_; }
  [[nodiscard]] std::uint64_t changes() const { return changes_; }
  [[nodiscard]] std::size_t pages() const { return places_.size(); }
  /// At most 500 changes. Errors: corrupt when the file is no longer what it was; io.
  [[nodiscard]] Result<std::vector<Envelope>> page(std::size_t number) const;

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    Bytes digest;
  };
  class Examiner;
  Bundle(std::string name, FilePieces file, BundleHead head);
  Result<void> find_pages(Bytes& signature, Bytes& whole);

  std::string name_;
  FilePieces file_;
  BundleHead head_;
  std::vector<Place> places_;
  std::uint64_t changes_ = 0;
  bool revoked_ = false;
};

}  // namespace hk
