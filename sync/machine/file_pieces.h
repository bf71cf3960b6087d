#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>

#include "sync/domain/bytes.h"
#include "sync/domain/result.h"

/// Files too large to be held whole.
namespace hk {

class File;

/// A file that appears under its name whole, or not at all: until then it lies beside it as `.part`.
class NewFile {
 public:
  /// Errors: conflict when `path` exists; not_found naming its folder; disk_full, read_only, io.
  [[nodiscard]] static Result<NewFile> begin(const std::filesystem::path& path, unsigned mode);
  NewFile(NewFile&&) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  /// What was not kept is removed.
  ~NewFile();

  /// Errors: disk_full, io.
  [[nodiscard]] Result<void> append(ByteView bytes);
  /// Durable, and in its place, when this returns; the last call. Errors: conflict when somebody else has put a file
  /// there; disk_full, io.
  [[nodiscard]] Result<void> keep();

 private:
  NewFile(std::filesystem::path path, std::filesystem::path part, std::unique_ptr<File> file);
  std::filesystem::path path_, part_;
  std::unique_ptr<File> file_;  ///< null once kept
};

/// A file that is read here and there.
class FilePieces {
 public:
  /// Errors: not_found, io.
  [[nodiscard]] static Result<FilePieces> open(const std::filesystem::path& path);
  FilePieces(FilePieces&&) noexcept;
  FilePieces& operator=(FilePieces&&) = delete;
  ~FilePieces();
  /// In bytes, when it was opened.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Errors: corrupt when the file has become shorter; io.
  [[nodiscard]] Result<Bytes> read(std::uint64_t offset, std::size_t size) const;

 private:
  FilePieces(std::filesystem::path path, std::unique_ptr<File> file, std::uint64_t size);
  std::filesystem::path path_;
  std::unique_ptr<File> file_;
  std::uint64_t size_;
};

}  // namespace hk
