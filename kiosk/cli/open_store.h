#pragma once
#include "kiosk/cli/command_host.h"
#include "kiosk/store/staff.h"

/// What the commands begin with that open the store.
namespace hk::cli {

using Store = std::unique_ptr<KioskStore>;

/// To write, with its names open. Errors: those of KioskStore::open() and unlock().
[[nodiscard]] Result<Store> open_unlocked(const CommonOptions& options, const CliWorld& world);
/// Beside whoever writes; with its names open where a passphrase file was given. Errors: likewise.
[[nodiscard]] Result<Store> open_to_list(const CommonOptions& options, const CliWorld& world);

/// An id as the commands print it. Errors: invalid, naming `thing`.
template <class AnyId>
[[nodiscard]] Result<AnyId> id_of(const std::string& text, const char* thing) {
  HK_ASSIGN(const Bytes bytes, uuid_bytes(text, thing));
  return AnyId::from_bytes(bytes, thing);
}

/// By name or id. Errors: not_found.
[[nodiscard]] Result<StaffMember> find_member(KioskStore& store, const std::string& who);
/// What somebody typed elsewhere, without what would move a terminal's cursor.
[[nodiscard]] std::string on_one_line(std::string text);

}  // namespace hk::cli
