#include "sync/machine/files.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sync/machine/folder_lock.h"
#include "tests/support/temp_dir.h"

using namespace hk;
using namespace hk::test;

namespace {

TEST_CASE("a file is written whole, over what was there, or not at all") {
  const TempDir folder;
  REQUIRE(write_file_durably(folder.file("a"), "old and longer", 0600));
  REQUIRE(write_file_durably(folder.file("a"), "new", 0600));
  CHECK(read_file(folder.file("a"), 100).value() == "new");
  CHECK_FALSE(std::filesystem::exists(folder.file("a.part")));
}

TEST_CASE("writing into a folder that is not there names the folder, reading a file that is not there names the file") {
  const TempDir folder;
  const auto written = write_file_durably(folder.file("nowhere/a"), "x", 0600);
  REQUIRE_FALSE(written);
  CHECK(written.error().message() == folder.file("nowhere") + ": does not exist");
  const auto read = read_file(folder.file("a"), 100);
  REQUIRE_FALSE(read);
  CHECK(read.error().message() == folder.file("a") + ": does not exist");
}

TEST_CASE("a file longer than asked for is refused") {
  const TempDir folder;
  REQUIRE(write_file_durably(folder.file("a"), "12345", 0600));
  CHECK(read_file(folder.file("a"), 5).has_value());
  REQUIRE_FALSE(read_file(folder.file("a"), 4));
  CHECK(read_file(folder.file("a"), 4).error().code == ErrorCode::invalid);
}

TEST_CASE("a folder has one writer; the second is told who") {
  const TempDir folder;
  {
    const auto first = FolderLock::take(folder.path());
    REQUIRE(first);
    const auto second = FolderLock::take(folder.path());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::busy);
    CHECK(second.error().thing == folder.path().string());
    CHECK(second.error().what.find("(process " + std::to_string(getpid()) + ")") != std::string::npos);
  }
  CHECK(FolderLock::take(folder.path()).has_value());
}

TEST_CASE("a lock goes with the process that held it, however it ended") {
  const TempDir folder;
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t holder = fork();
  REQUIRE(holder >= 0);
  if (holder == 0) {
    const auto lock = FolderLock::take(folder.path());
    if (lock && write(ready[1], "x", 1) == 1) pause();
    _exit(1);
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  CHECK_FALSE(FolderLock::take(folder.path()));
  kill(holder, SIGKILL);
  waitpid(holder, nullptr, 0);
  CHECK(FolderLock::take(folder.path()).has_value());
  close(ready[0]);
  close(ready[1]);
}

}  // namespace
