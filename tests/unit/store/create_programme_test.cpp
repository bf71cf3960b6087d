#include "kiosk/store/create_programme.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/bytes.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

/// But the lock, which says nothing once its holder is gone.
std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().filename() == "lock") continue;
    names.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777;
}

Result<void> create(const DataFolder& folder, const ProgrammeFile& programme) {
  FakeClock clock;
  FakeRandom random(3);
  return create_programme(folder, programme, passphrase, cheap_slot, clock, random);
}

}  // namespace

TEST_CASE("a new programme holds its settings, its catalogue and this device's approval, all signed") {
  OpenStore store;
  CHECK(store.number("SELECT count(*) FROM catalogue WHERE type = 1") == 3);
  CHECK(store.number("SELECT count(*) FROM programme_setting WHERE field = 'name'") == 1);
  CHECK(store.number("SELECT count(*) FROM approved_device") == 1);
  CHECK(store.number("SELECT count(*) FROM change WHERE signature IS NULL AND kind != 24") == 0);
  Statement key = store->database().statement("SELECT ed25519_public, x25519_public FROM approved_device");
  REQUIRE(key.step());
  CHECK(key.blob(0) == store->device_keys().device.public_key);
  CHECK(key.blob(1) == store->device_keys().box_public);
}

TEST_CASE("a programme is one database and one key file, and only its owner may read them") {
  OpenStore store;
  store.close();
  const std::filesystem::path path = store.folder().path();
  CHECK(files_in(path) == std::vector<std::string>{"device.keys", "halsokiosk.db"});
  CHECK(mode_of(path) == 0700);
  CHECK(mode_of(path / "device.keys") == 0600);
  CHECK(mode_of(path / "halsokiosk.db") == 0600);
}

TEST_CASE("a folder that holds a programme takes no second one, and keeps the first") {
  OpenStore store;
  const Bytes keys = file_bytes((store.folder().path() / "device.keys").string());
  CHECK(create(store.folder(), bare_programme("B").value()).error().code == ErrorCode::conflict);
  CHECK(file_bytes((store.folder().path() / "device.keys").string()) == keys);
  store.reopen();
  store.unlock();
}

TEST_CASE("an attempt that fails leaves nothing behind, and the next one succeeds") {
  const TempDir temp;
  const DataFolder folder(temp.path() / "data");
  ProgrammeFile broken = bare_programme("A").value();
  broken.categories[0].code = "Not a code";
  const auto failed = create(folder, broken);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::invalid);
  CHECK(files_in(folder.path()).empty());
  CHECK_FALSE(folder.holds_programme());
  CHECK(create(folder, bare_programme("A").value()));
  CHECK(folder.holds_programme());
}

TEST_CASE("an attempt that is killed at any moment leaves a whole programme or none, and the next one succeeds") {
  int whole = 0;
  for (suseconds_t delay_us = 500; delay_us < 1'000'000; delay_us += delay_us / 2) {
    const TempDir temp;
    const DataFolder folder(temp.path() / "data");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      // The kernel kills it then, whatever it is doing.
      const itimerval once{{0, 0}, {0, delay_us}};
      ::setitimer(ITIMER_REAL, &once, nullptr);
      const auto made = create(folder, bare_programme("A").value());
      ::_exit(made ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    whole += folder.holds_programme();
    if (!folder.holds_programme()) {
      const auto next = create(folder, bare_programme("A").value());
      // Killed between the two moves that take a whole programme over, it is whole now, and not the next one's.
      REQUIRE((next || next.error().code == ErrorCode::conflict));
    }
    FakeClock clock;
    FakeRandom random(4);
    const auto store = KioskStore::open(folder, clock, random);
    REQUIRE_MESSAGE(store, store.error().message());
    CHECK(open_names(folder.database(), passphrase));
    CHECK(std::filesystem::exists(folder.path() / "device.keys"));
  }
  CHECK(whole > 0);
}

TEST_CASE("keys without a database are not written over") {
  const TempDir temp;
  const DataFolder folder(temp.path() / "data");
  REQUIRE(create(folder, bare_programme("A").value()));
  const Bytes keys = file_bytes((folder.path() / "device.keys").string());
  std::filesystem::remove(folder.database());
  CHECK(create(folder, bare_programme("B").value()).error().code == ErrorCode::conflict);
  CHECK(file_bytes((folder.path() / "device.keys").string()) == keys);
  CHECK(files_in(folder.path()) == std::vector<std::string>{"device.keys"});
}

TEST_CASE("an attempt killed between its two moves is completed by the next") {
  const TempDir temp;
  const DataFolder folder(temp.path() / "data");
  const DataFolder aside(folder.path() / "new.part");
  REQUIRE(folder.make());
  REQUIRE(create(aside, bare_programme("A").value()));
  std::filesystem::rename(aside.key_file(), folder.key_file());
  CHECK(create(folder, bare_programme("B").value()).error().code == ErrorCode::conflict);
  FakeClock clock;
  FakeRandom random{1};
  CHECK(KioskStore::open(folder, clock, random).has_value());
}

TEST_CASE("a place that is no folder is refused by name") {
  const TempDir temp;
  write_bytes(temp.file("file"), "x");
  CHECK_FALSE(create(DataFolder(temp.path() / "file"), bare_programme("A").value()));
  CHECK_FALSE(create(DataFolder(temp.path() / "file" / "below"), bare_programme("A").value()));
}
