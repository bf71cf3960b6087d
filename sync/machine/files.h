#pragma once
#include <filesystem>
#include <optional>

#include "sync/domain/bytes.h"
#include "sync/domain/result.h"

/// Whole files, and what the system says of them.
namespace hk {

/// Writes a whole file or nothing: a temporary beside it, fsync, rename. Errors: disk_full, read_only, io, not_found.
[[nodiscard]] Result<void> write_file_durably(const std::filesystem::path& path, ByteView bytes, unsigned mode);
/// Into the file, readable by all, as write_file_durably(); or to standard output where none is given.
[[nodiscard]] Result<void> give_out(ByteView bytes, const std::optional<std::filesystem::path>& file);
/// Errors: not_found, invalid when longer than `bytes_max`, io.
[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& path, std::size_t bytes_max);
/// A new file `to` with what is in `from`, durable. Errors: conflict when `to` exists; those of reading and writing.
[[nodiscard]] Result<void> copy_file(const std::filesystem::path& from, const std::filesystem::path& to, unsigned mode);
/// What others wrote into `file` is on disk when this returns. Errors: not_found, disk_full, io.
[[nodiscard]] Result<void> sync_file(const std::filesystem::path& file);
/// `from` becomes `to`, on the same disk, for good. Errors: not_found, read_only, io.
[[nodiscard]] Result<void> move_file(const std::filesystem::path& from, const std::filesystem::path& to);
/// What `errno` says of `path`: not_found, disk_full, read_only, else io.
[[nodiscard]] tl::unexpected<Error> file_failure(const std::filesystem::path& path);
/// Makes renames in `folder` durable. Errors: not_found, io.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace hk
