#include "sync/machine/file_pieces.h"

#include <doctest/doctest.h>

#include "sync/machine/files.h"
#include "tests/support/temp_dir.h"

using namespace hk;
using namespace hk::test;

namespace {

TEST_CASE("a new file appears under its name when it is kept, and not before") {
  const TempDir folder;
  const std::string path = folder.file("a");
  NewFile file = std::move(*NewFile::begin(path, 0600));
  REQUIRE(file.append("one "));
  REQUIRE(file.append("two"));
  CHECK_FALSE(std::filesystem::exists(path));
  REQUIRE(file.keep());
  CHECK(read_file(path, 100).value() == "one two");
  CHECK_FALSE(std::filesystem::exists(path + ".part"));
  CHECK(std::filesystem::status(path).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("a new file that nobody keeps leaves nothing behind, and what a killed attempt left is in nobody's way") {
  const TempDir folder;
  const std::string path = folder.file("a");
  REQUIRE(write_file_durably(path + ".part", "of a killed attempt", 0644));
  {
    NewFile file = std::move(*NewFile::begin(path, 0600));
    REQUIRE(file.append("one"));
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a new file never takes the place of one that is there, also of one that came meanwhile") {
  const TempDir folder;
  const std::string path = folder.file("a");
  NewFile file = std::move(*NewFile::begin(path, 0600));
  REQUIRE(write_file_durably(path, "somebody else's", 0600));
  const Result<void> kept = file.keep();
  REQUIRE_FALSE(kept);
  CHECK(kept.error().code == ErrorCode::conflict);
  const auto begun = NewFile::begin(path, 0600);
  REQUIRE_FALSE(begun);
  CHECK(begun.error().message() == path + ": exists already");
  CHECK(read_file(path, 100).value() == "somebody else's");
}

TEST_CASE("a file is read here and there, and one that has become shorter is no longer the same") {
  const TempDir folder;
  const std::string path = folder.file("a");
  REQUIRE(write_file_durably(path, "0123456789", 0600));
  const FilePieces file = std::move(*FilePieces::open(path));
  CHECK(file.size() == 10);
  CHECK(file.read(3, 4).value() == "3456");
  CHECK(file.read(10, 0).value().empty());
  std::filesystem::resize_file(path, 5);
  const auto read = file.read(3, 4);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::corrupt);
  CHECK_FALSE(FilePieces::open(folder.file("b")));
}

}  // namespace
