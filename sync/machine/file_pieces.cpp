#include "sync/machine/file_pieces.h"

#include <sys/stat.h>

#include "sync/machine/file_handle.h"
#include "sync/machine/files.h"

namespace hk {
namespace {

tl::unexpected<Error> taken(const std::filesystem::path& path) {
  return fail(ErrorCode::conflict, path.string(), "exists already");
}

bool is_there(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

}  // namespace

NewFile::NewFile(std::filesystem::path path, std::filesystem::path part, std::unique_ptr<File> file)
    : path_(std::move(path)), part_(std::move(part)), file_(std::move(file)) {}
NewFile::NewFile(NewFile&&) noexcept = default;
NewFile::~NewFile() {
  if (file_) ::unlink(part_.c_str());
}

Result<NewFile> NewFile::begin(const std::filesystem::path& path, unsigned mode) {
  if (is_there(path)) return taken(path);
  std::filesystem::path part = path;
  part += ".part";
  // What a killed attempt left may have another mode.
  ::unlink(part.c_str());
  auto file = std::make_unique<File>(part, O_CREAT | O_EXCL | O_WRONLY, static_cast<mode_t>(mode));
  if (!file->ok()) return file_failure(errno == ENOENT ? folder_of(path) : path);
  return NewFile(path, std::move(part), std::move(file));
}

Result<void> NewFile::append(ByteView bytes) {
  if (!write_all(file_->fd(), bytes)) return file_failure(path_);
  return {};
}

Result<void> NewFile::keep() {
  if (::fsync(file_->fd()) != 0) return file_failure(path_);
  if (is_there(path_)) return taken(path_);
  HK_TRY(move_file(part_, path_));
  file_.reset();
  return {};
}

FilePieces::FilePieces(std::filesystem::path path, std::unique_ptr<File> file, std::uint64_t size)
    : path_(std::move(path)), file_(std::move(file)), size_(size) {}
FilePieces::FilePieces(FilePieces&&) noexcept = default;
FilePieces::~FilePieces() = default;

Result<FilePieces> FilePieces::open(const std::filesystem::path& path) {
  auto file = std::make_unique<File>(path, O_RDONLY);
  struct stat about {};
  if (!file->ok() || ::fstat(file->fd(), &about) != 0) return file_failure(path);
  return FilePieces(path, std::move(file), static_cast<std::uint64_t>(about.st_size));
}

Result<Bytes> FilePieces::read(std::uint64_t offset, std::size_t size) const {
  Bytes bytes(size, '\0');
  for (std::size_t got = 0; got < size;) {
    const ssize_t more = ::pread(file_->fd(), bytes.data() + got, size - got, static_cast<off_t>(offset + got));
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return file_failure(path_);
    if (more == 0) return fail(ErrorCode::corrupt, path_.string(), "became shorter while it was read");
    got += static_cast<std::size_t>(more);
  }
  return bytes;
}

}  // namespace hk
