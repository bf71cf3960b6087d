#include "sync/machine/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "sync/machine/file_handle.h"

namespace hk {

tl::unexpected<Error> file_failure(const std::filesystem::path& path) {
  switch (errno) {
    case ENOENT:
      return fail(ErrorCode::not_found, path.string(), "does not exist");
    case ENOSPC:
    case EDQUOT:
      return fail(ErrorCode::disk_full, path.string(), "the disk is full");
    case EROFS:
      return fail(ErrorCode::read_only, path.string(), "the disk is read-only");
    default:
      return fail(ErrorCode::io, path.string(), std::strerror(errno));
  }
}

Result<void> sync_folder(const std::filesystem::path& path) {
  const File folder(path, O_RDONLY | O_DIRECTORY);
  if (!folder.ok() || ::fsync(folder.fd()) != 0) return file_failure(path);
  return {};
}

Result<void> sync_file(const std::filesystem::path& path) {
  const File file(path, O_RDONLY);
  if (!file.ok() || ::fsync(file.fd()) != 0) return file_failure(path);
  return {};
}

Result<void> move_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return file_failure(to);
  return sync_folder(folder_of(to));
}

Result<void> write_file_durably(const std::filesystem::path& path, ByteView bytes, unsigned mode) {
  std::filesystem::path temporary = path;
  temporary += ".part";
  const auto give_up = [&](tl::unexpected<Error> failure) {
    ::unlink(temporary.c_str());
    return failure;
  };
  {
    // What a killed attempt left may have another mode.
    ::unlink(temporary.c_str());
    const File file(temporary, O_CREAT | O_EXCL | O_WRONLY, static_cast<mode_t>(mode));
    if (!file.ok()) return file_failure(errno == ENOENT ? folder_of(path) : path);
    if (!write_all(file.fd(), bytes) || ::fsync(file.fd()) != 0) return give_up(file_failure(path));
  }
  // The rename itself is durable only when the folder is.
  const Result<void> renamed = move_file(temporary, path);
  if (!renamed) return give_up(tl::unexpected(renamed.error()));
  return {};
}

Result<void> copy_file(const std::filesystem::path& from, const std::filesystem::path& to, unsigned mode) {
  const File in(from, O_RDONLY);
  if (!in.ok()) return file_failure(from);
  const File out(to, O_CREAT | O_EXCL | O_WRONLY, static_cast<mode_t>(mode));
  if (!out.ok()) {
    if (errno == EEXIST) return fail(ErrorCode::conflict, to.string(), "exists already");
    return file_failure(errno == ENOENT ? folder_of(to) : to);
  }
  std::vector<char> buffer(1 << 20);
  while (true) {
    const ssize_t got = ::read(in.fd(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_failure(from);
    if (got == 0) break;
    if (!write_all(out.fd(), ByteView(buffer.data(), static_cast<std::size_t>(got)))) return file_failure(to);
  }
  if (::fsync(out.fd()) != 0) return file_failure(to);
  return sync_folder(folder_of(to));
}

Result<void> give_out(ByteView bytes, const std::optional<std::filesystem::path>& file) {
  if (file) return write_file_durably(*file, bytes, 0644);
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0) {
    return fail(ErrorCode::io, "standard output", "cannot be written");
  }
  return {};
}

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t bytes_max) {
  const File file(path, O_RDONLY);
  if (!file.ok()) return file_failure(path);
  Bytes bytes;
  char buffer[64 << 10];
  while (true) {
    const ssize_t got = ::read(file.fd(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_failure(path);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > bytes_max) {
      return fail(ErrorCode::invalid, path.string(), "is larger than " + std::to_string(bytes_max) + " bytes");
    }
  }
}

}  // namespace hk
