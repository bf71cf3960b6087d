#pragma once
#include "kiosk/cli/command_host.h"
#include "kiosk/store/staff.h"

/// What the commands about keys begin with.
namespace hk::cli {

using Store = std::unique_ptr<KioskStore>;

/// To write, with its names open. Errors: those of KioskStore::open() and unlock().
[[nodiscard]] Result<Store> open_unlocked(const CommonOptions& options, const CliWorld& world);
/// Beside whoever writes; with its names open where a passphrase file was given. Errors: likewise.
[[nodiscard]] Result<Store> open_to_list(const CommonOptions& options, const CliWorld& world);

/// By name or id. Errors: not_found.
[[nodiscard]] Result<StaffMember> find_member(KioskStore& store, const std::string& who);
/// What somebody typed elsewhere, without what would move a terminal's cursor.
[[nodiscard]] std::string on_one_line(std::string text);

}  // namespace hk::cli
