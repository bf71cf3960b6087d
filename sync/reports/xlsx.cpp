#include "sync/reports/xlsx.h"

#include <fmt/format.h>
#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sync/reports/xlsx_writer.h"

namespace hk {
namespace {

/// Numbers with a point in this thread, whatever language the process speaks: the library prints them with printf.
class PlainNumbers {
 public:
  PlainNumbers() : plain_(newlocale(LC_ALL_MASK, "C", nullptr)), before_(uselocale(plain_)) { HK_CHECK(plain_); }
  ~PlainNumbers() {
    uselocale(before_);
    freelocale(plain_);
  }
  PlainNumbers(const PlainNumbers&) = delete;
  PlainNumbers& operator=(const PlainNumbers&) = delete;

 private:
  locale_t plain_, before_;
};

tl::unexpected<Error> no_room(const std::string& why) { return fail(ErrorCode::io, "workbook", why); }

/// A file without a place in any folder: the library writes by path, and nobody may see what is half written.
class NamelessFile {
 public:
  NamelessFile() : fd_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~NamelessFile() {
    if (fd_ >= 0) close(fd_);
  }
  NamelessFile(const NamelessFile&) = delete;
  NamelessFile& operator=(const NamelessFile&) = delete;
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", fd_); }
  [[nodiscard]] Result<Bytes> bytes() const {
    const off_t size = lseek(fd_, 0, SEEK_END);
    if (size < 0) return no_room(std::strerror(errno));
    Bytes all(static_cast<std::size_t>(size), '\0');
    for (std::size_t at = 0; at < all.size();) {
      const ssize_t got = pread(fd_, all.data() + at, all.size() - at, static_cast<off_t>(at));
      if (got <= 0) return no_room(std::strerror(errno));
      at += static_cast<std::size_t>(got);
    }
    return all;
  }

 private:
  int fd_;
};

}  // namespace

Result<Bytes> xlsx(const Workbook& workbook) {
  const PlainNumbers plain;
  const NamelessFile file;
  if (!file.is_open()) return no_room(std::strerror(errno));
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (!book) return no_room("memory is short");
  fill(book, workbook);
  // Frees the workbook whatever it answers.
  const lxw_error closed = workbook_close(book);
  if (closed != LXW_NO_ERROR) return no_room(lxw_strerror(closed));
  return file.bytes();
}

}  // namespace hk
