#pragma once
#include "kiosk/cli/command_host.h"
#include "kiosk/store/staff.h"

/// Who may open names, who may sign, and which devices take part. A colleague is named by their name or id, a device by
/// its id. What changes the programme wants a coordinator's passphrase.
namespace hk::cli {

/// A second passphrase on this device, for a colleague; whoever opens with it reads names and signs nothing.
[[nodiscard]] Result<void> passphrase_add(const CommonOptions& options, const std::string& who, const Path& new_file,
                                          const CliWorld& world);
/// Another passphrase for whoever opened the names, by the old one or by a recovery sheet.
[[nodiscard]] Result<void> passphrase_change(const CommonOptions& options, const Path& new_file, const CliWorld& world);
[[nodiscard]] Result<void> passphrase_remove(const CommonOptions& options, std::int64_t slot, const CliWorld& world);
[[nodiscard]] Result<void> passphrase_list(const CommonOptions& options, const CliWorld& world);
/// Writes a sheet (PDF) to print and lock away. The sheet of before is void.
[[nodiscard]] Result<void> recovery(const CommonOptions& options, const Path& out, const CliWorld& world);

[[nodiscard]] Result<void> staff_list(const CommonOptions& options, const CliWorld& world);
[[nodiscard]] Result<void> staff_add(const CommonOptions& options, const std::string& name, StaffRole role,
                                     const CliWorld& world);
/// What is to be changed; the rest stays.
struct StaffEdit {
  std::string name;    ///< empty: as it is
  std::string role;    ///< promoter or coordinator; empty: as it is
  std::string active;  ///< yes or no; empty: as it is
};
[[nodiscard]] Result<void> staff_set(const CommonOptions& options, const std::string& who, const StaffEdit& edit,
                                     const CliWorld& world);
/// Reads the PIN from the first line of a file, or from a prompt. An empty `pin_file` asks.
[[nodiscard]] Result<void> staff_pin(const CommonOptions& options, const std::string& who, const Path& pin_file,
                                     const CliWorld& world);

[[nodiscard]] Result<void> coordinator_list(const CommonOptions& options, const CliWorld& world);
[[nodiscard]] Result<void> coordinator_grant(const CommonOptions& options, const std::string& who, const Path& new_file,
                                             const CliWorld& world);
/// `key`: the beginning of the public key in hexadecimal digits, as the list shows it.
[[nodiscard]] Result<void> coordinator_withdraw(const CommonOptions& options, const std::string& key,
                                                const CliWorld& world);

[[nodiscard]] Result<void> key_rotate(const CommonOptions& options, const CliWorld& world);

[[nodiscard]] Result<void> devices_list(const CommonOptions& options, bool json, const CliWorld& world);
/// Asks the server for a code by which a device may come in, to be approved by six words.
[[nodiscard]] Result<void> devices_code(const CommonOptions& options, const CliWorld& world);
/// Compares the six words with `words`, as the other device shows them, or asks a person to, and hands the keys over.
[[nodiscard]] Result<void> devices_approve(const CommonOptions& options, const std::string& device,
                                           const std::string& words, const CliWorld& world);
[[nodiscard]] Result<void> devices_revoke(const CommonOptions& options, const std::string& device,
                                          const CliWorld& world);

}  // namespace hk::cli
