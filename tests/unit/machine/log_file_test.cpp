#include "sync/machine/log_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "sync/machine/files.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_dir.h"

using namespace hk;
using namespace hk::test;

namespace {

Bytes content(const std::string& file) {
  const auto bytes = read_file(file, 2 * LogFile::bytes_max);
  REQUIRE(bytes);
  return *bytes;
}

TEST_CASE("a log line is one line, with time and level, for its owner's eyes") {
  const TempDir folder;
  const FakeClock clock(1'795'183'323'045);
  auto log = LogFile::open(folder.file("kiosk.log"), clock);
  REQUIRE(log);
  (*log)->info("started");
  (*log)->error("two\nlines");
  CHECK(content(folder.file("kiosk.log")) ==
        "2026-11-20T14:02:03.045Z info started\n2026-11-20T14:02:03.045Z error two lines\n");
  struct stat status {};
  REQUIRE(stat(folder.file("kiosk.log").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a log that cannot be written names its file") {
  const TempDir folder;
  const FakeClock clock;
  const auto nowhere = LogFile::open(folder.file("missing/kiosk.log"), clock);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == ErrorCode::not_found);
  CHECK(nowhere.error().thing == folder.file("missing/kiosk.log"));
}

TEST_CASE("a log never takes more than four files of a megabyte, and the newest lines are kept, also after a restart") {
  const TempDir folder;
  const FakeClock clock;
  const std::string kilobyte(1000, 'x');
  for (int run = 0; run < 6; ++run) {
    auto log = LogFile::open(folder.file("kiosk.log"), clock);
    REQUIRE(log);
    for (int line = 0; line < 1000; ++line) (*log)->info(kilobyte);
    (*log)->info("end of run " + std::to_string(run));
  }
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    CHECK(file.file_size() <= LogFile::bytes_max);
    ++files;
  }
  CHECK(files == 1 + LogFile::old_files_max);
  CHECK(content(folder.file("kiosk.log")).ends_with("end of run 5\n"));
  CHECK(content(folder.file("kiosk.log.1")).find("end of run 4\n") != Bytes::npos);
}

}  // namespace
