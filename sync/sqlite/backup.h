#pragma once
#include <filesystem>
#include <functional>
#include <span>

#include "sync/sqlite/database.h"

/// Copies of a database, made while others use it, and proved by opening them.
namespace hk {

/// Writes the database as it is at this moment into `file`, mode 0600, without what was deleted. `add` may put more
/// into the copy. When this returns the copy is durable, and was opened and found sound; otherwise there is none.
/// Errors: conflict when `file` exists; not_found naming its folder; corrupt, disk_full, read_only, busy, io.
[[nodiscard]] Result<void> back_up(Database& db, const std::filesystem::path& file, std::span<const Migration> schema,
                                   const std::function<Result<void>(Database&)>& add = {});

/// Makes the new database `file` out of a backup: copied, brought up to date, checked, durable. `before_use` does what
/// is to be done before anybody opens it. `file` appears only whole.
/// Errors: conflict when `file` or its write-ahead log exists; not_found, corrupt, newer_version, disk_full, io.
[[nodiscard]] Result<void> restore(const std::filesystem::path& backup, const std::filesystem::path& file,
                                   std::span<const Migration> schema,
                                   const std::function<Result<void>(Database&)>& before_use = {});

}  // namespace hk
