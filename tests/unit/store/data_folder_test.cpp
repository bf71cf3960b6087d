#include "kiosk/store/data_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/support/author.h"
#include "tests/support/bytes.h"
#include "tests/support/temp_dir.h"

using namespace hk;
using namespace hk::test;

namespace {

unsigned mode_of(const std::string& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777;
}

DeviceKeys some_keys() {
  DeviceKeys keys{SigningKey::generate(), Bytes(32, 'b'), {}};
  keys.macs.push_back({0x1122334455667788, Secret::random(32)});
  keys.macs.push_back({0x99aabbccddeeff00, Secret::random(32)});
  return keys;
}

}  // namespace

TEST_CASE("a device's keys come back as they were written, readable by their owner alone") {
  const TempDir temp;
  const DataFolder folder(temp.path());
  const DeviceKeys keys = some_keys();
  REQUIRE(folder.write_keys(keys));
  CHECK(mode_of(temp.file("device.keys")) == 0600);
  const auto read = folder.read_keys();
  REQUIRE(read);
  CHECK(read->device.secret.view() == keys.device.secret.view());
  CHECK(read->device.public_key == keys.device.public_key);
  CHECK(read->box_public == keys.box_public);
  REQUIRE(read->macs.size() == keys.macs.size());
  for (std::size_t i = 0; i < keys.macs.size(); ++i) {
    CHECK(read->macs[i].id == keys.macs[i].id);
    CHECK(read->macs[i].key.view() == keys.macs[i].key.view());
  }
}

TEST_CASE("keys are never written over") {
  const TempDir temp;
  const DataFolder folder(temp.path());
  REQUIRE(folder.write_keys(some_keys()));
  const Bytes before = file_bytes(temp.file("device.keys"));
  CHECK(folder.write_keys(some_keys()).error().code == ErrorCode::conflict);
  CHECK(file_bytes(temp.file("device.keys")) == before);
}

TEST_CASE("a key file with any byte changed, missing or added is corrupt, and none is not found") {
  const TempDir temp;
  const DataFolder folder(temp.path());
  CHECK(folder.read_keys().error().code == ErrorCode::not_found);
  REQUIRE(folder.write_keys(some_keys()));
  const Bytes good = file_bytes(temp.file("device.keys"));
  each_byte_flipped(good, [&](const Bytes& flipped, std::size_t at) {
    CAPTURE(at);
    write_bytes(temp.file("device.keys"), flipped);
    CHECK(folder.read_keys().error().code == ErrorCode::corrupt);
  });
  for (const Bytes& bad : {Bytes(), good.substr(1), good.substr(0, good.size() - 1), Bytes(good.size(), 'x')}) {
    write_bytes(temp.file("device.keys"), bad);
    CHECK(folder.read_keys().error().code == ErrorCode::corrupt);
  }
  write_bytes(temp.file("device.keys"), good + "x");
  CHECK_FALSE(folder.read_keys());
  write_bytes(temp.file("device.keys"), good);
  CHECK(folder.read_keys());
}

TEST_CASE("a folder is made with its parents, for its owner alone") {
  const TempDir temp;
  const DataFolder folder(temp.path() / "a" / "b");
  REQUIRE(folder.make());
  REQUIRE(folder.make());
  CHECK(mode_of(folder.path().string()) == 0700);
  CHECK_FALSE(folder.holds_programme());
}

TEST_CASE("a file is written whole, in the mode asked for, whatever a killed attempt left") {
  const TempDir temp;
  write_bytes(temp.file("f.part"), "left behind, readable by all");
  REQUIRE(write_file_durably(temp.file("f"), "new", 0600));
  CHECK(file_bytes(temp.file("f")) == "new");
  CHECK(mode_of(temp.file("f")) == 0600);
  CHECK_FALSE(std::filesystem::exists(temp.file("f.part")));
  REQUIRE(write_file_durably(temp.file("f"), Bytes(1 << 20, 'x'), 0644));
  CHECK(std::filesystem::file_size(temp.file("f")) == 1 << 20);
}

TEST_CASE("a file that cannot be written says why, and leaves the old one") {
  const TempDir temp;
  CHECK(write_file_durably(temp.file("none/f"), "x", 0600).error().code == ErrorCode::not_found);
  std::filesystem::create_directories(temp.path() / "f" / "below");
  CHECK_FALSE(write_file_durably(temp.file("f"), "x", 0600));
  CHECK_FALSE(std::filesystem::exists(temp.file("f.part")));
  CHECK(std::filesystem::exists(temp.path() / "f" / "below"));
}

TEST_CASE("files are read up to their bound") {
  const TempDir temp;
  write_bytes(temp.file("f"), Bytes(100'000, 'x'));
  CHECK(read_file(temp.file("f"), 100'000)->size() == 100'000);
  CHECK(read_file(temp.file("f"), 99'999).error().code == ErrorCode::invalid);
  CHECK(read_file(temp.file("g"), 10).error().code == ErrorCode::not_found);
  CHECK_FALSE(read_file(temp.path(), 10));
}

TEST_CASE("a passphrase is the first line of its file") {
  const TempDir temp;
  const auto read = [&](const char* text) {
    write_bytes(temp.file("p"), text);
    return read_passphrase_file(temp.file("p"));
  };
  CHECK(read("hemlig mening\n") == Bytes("hemlig mening"));
  CHECK(read("hemlig mening\r\nandra raden\n") == Bytes("hemlig mening"));
  CHECK(read(" åäö ") == Bytes(" åäö "));
  CHECK(read("\nandra raden").error().code == ErrorCode::invalid);
  CHECK(read("").error().code == ErrorCode::invalid);
}
