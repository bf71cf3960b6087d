#include "kiosk/store/device_backup.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/support/find_text.h"
#include "tests/support/open_store.h"

using namespace hk;
using namespace hk::test;

namespace {

/// A device with somebody in it, and a folder for what is made of it.
struct Backed {
  OpenStore store;
  TempDir temp;
  std::filesystem::path file = temp.path() / "kiosk.backup";
  DataFolder other{temp.path() / "other"};
  ParticipantId person = store.add_person("Karin Backupsson");

  [[nodiscard]] Result<void> back_up() { return back_up_device(store.folder(), file, store.clock()); }
  [[nodiscard]] Result<RestoredDevice> restore_to(const DataFolder& folder) {
    return restore_device(folder, file, store.clock(), store.random());
  }
};

std::string dump(KioskStore& store) { return store.log().canonical_dump().value(); }

}  // namespace

TEST_CASE(
    "a backup of a device in use becomes the same device elsewhere, with the same names behind the same passphrase") {
  Backed world;
  REQUIRE(world.back_up());
  const auto restored = world.restore_to(world.other);
  REQUIRE(restored);
  CHECK(restored->made_ms == world.store.clock().wall_ms());
  const auto again = KioskStore::open(world.other, world.store.clock(), world.store.random());
  REQUIRE(again);
  CHECK(dump(**again) == dump(*world.store));
  CHECK((*again)->own().device == world.store->own().device);
  CHECK((*again)->device_keys().macs.back().key.view() == world.store->device_keys().macs.back().key.view());
  REQUIRE((*again)->unlock(open_names(world.other.database(), passphrase).value()));
  CHECK((*again)->people().find(world.person)->name == "Karin Backupsson");
}

TEST_CASE("a restored device goes on under an epoch of its own, and offers all it holds under it") {
  Backed world;
  REQUIRE(world.back_up());
  REQUIRE(world.restore_to(world.other));
  const auto again = KioskStore::open(world.other, world.store.clock(), world.store.random());
  REQUIRE(again);
  const OwnDevice& own = (*again)->own();
  CHECK(own.epoch != world.store->own().epoch);
  const std::uint64_t last =
      world.store->log().last_seq(world.store->programme(), own.device, world.store->own().epoch).value();
  CHECK((*again)->log().last_seq((*again)->programme(), own.device, own.epoch).value() == last);
  CHECK((*again)->log().last_seq((*again)->programme(), own.device, world.store->own().epoch).value() == 0);
  const auto session = make_id<SessionId>(world.store.clock(), world.store.random());
  REQUIRE((*again)->record(SessionStateSet{session, SessionState::closed, world.store.clock().wall_ms()}));
  CHECK((*again)->log().last_seq((*again)->programme(), own.device, own.epoch).value() == last + 1);
}

TEST_CASE("a backup is for its owner's eyes, and no name in it can be read") {
  Backed world;
  REQUIRE(world.back_up());
  struct stat status {};
  REQUIRE(::stat(world.file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(forms_found(read_file(world.file, 64 << 20).value(), "Backupsson").empty());
}

TEST_CASE("a backup never overwrites, and one that fails leaves nothing") {
  Backed world;
  REQUIRE(world.back_up());
  CHECK(world.back_up().error().code == ErrorCode::conflict);
  const auto nowhere = back_up_device(world.store.folder(), world.temp.path() / "nowhere/file", world.store.clock());
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().message() == (world.temp.path() / "nowhere").string() + ": does not exist");
  CHECK(back_up_device(world.other, world.temp.path() / "b", world.store.clock()).error().code == ErrorCode::not_found);
  CHECK_FALSE(std::filesystem::exists(world.temp.path() / "b"));
}

TEST_CASE("what is no backup of a kiosk is refused by name, and makes no device") {
  Backed world;
  REQUIRE(world.back_up());
  const std::string good = read_file(world.file, 64 << 20).value();
  const auto refused = [&](const std::string& bytes, ErrorCode code) {
    REQUIRE(write_file_durably(world.file, bytes, 0600));
    const auto restored = world.restore_to(world.other);
    REQUIRE_FALSE(restored);
    CHECK(restored.error().code == code);
    CHECK_FALSE(world.other.holds_programme());
    CHECK_FALSE(std::filesystem::exists(world.other.key_file()));
  };
  refused("not a database, though long enough to be taken for one by its length", ErrorCode::corrupt);
  refused(good.substr(0, good.size() / 2), ErrorCode::corrupt);
  // A kiosk's own database, without the keys that lie beside it.
  std::filesystem::remove(world.file);
  Database db = Database::open(world.store.folder().database(), OpenMode::read_only, kiosk_schema()).value();
  db.statement("VACUUM INTO :file").bind_text(":file", world.file.string()).run();
  const auto restored = world.restore_to(world.other);
  REQUIRE_FALSE(restored);
  CHECK(restored.error().message() == world.file.string() + ": was not made from a kiosk");
}

TEST_CASE("a device is never restored over another") {
  Backed world;
  REQUIRE(world.back_up());
  CHECK(world.restore_to(world.store.folder()).error().code == ErrorCode::conflict);
}
