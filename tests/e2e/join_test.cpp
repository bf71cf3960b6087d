#include <doctest/doctest.h>

#include "kiosk/store/approve_devices.h"
#include "kiosk/store/join_programme.h"
#include "kiosk/store/key_rotation.h"
#include "sync/client/one_shot.h"
#include "sync/server/tuning.h"
#include "tests/support/kiosk_world.h"
#include "tests/support/local_server.h"

namespace hk::test {

namespace {

template <class T>
T good(Result<T> result) {
  if (!result) FAIL(result.error().message());
  return std::move(*result);
}
void done(const Result<void>& result) {
  if (!result) FAIL(result.error().message());
}

constexpr const char* own_passphrase = "den nya enhetens lösenfras";

/// A founder's kiosk with its coordinator's keys open, its server, and a folder for another device.
struct Two {
  Two() {
    world.unlock();
    server.found(world.store(), world.client());
    good(sync_once(world.client(), exchange()));
  }

  Exchange exchange() {
    return [this](const SyncRequest& request) -> SyncReply {
      SyncReply reply = server.carry(request);
      if (lose_answers) return {request.kind, request.number, 0, "", {}, false, "connection reset"};
      return reply;
    };
  }
  [[nodiscard]] Result<CodeResponse> new_code() {
    return request_code(world.store().database(), *world.store().keys().coordinator, exchange());
  }
  [[nodiscard]] Invitation invitation() {
    return {world.store().own().programme, world.store().own().root_key, world.store().keys().clone().ring};
  }
  [[nodiscard]] Result<void> join(const std::string& name, const std::string& code, const Invitation& with) {
    const Joining joining{LocalServer::url, code, {}, "Biblioteket", own_passphrase, test_cost};
    const Enrol ask = [this](const std::string& at, const EnrolRequest& request, const ServerTrust& trust) {
      return enrol(at, request, trust, exchange());
    };
    return join_programme(DataFolder(folder.path() / name), with, joining, ask, world.clock, world.random);
  }
  [[nodiscard]] std::unique_ptr<KioskStore> open(const std::string& name) {
    return good(KioskStore::open(DataFolder(folder.path() / name), world.clock, world.random));
  }
  void sync(KioskStore& store) {
    SyncClient client(store.log(), store.verifier(), world.clock, world.random);
    good(sync_once(client, exchange()));
  }
  [[nodiscard]] static std::int64_t approved(KioskStore& store) {
    std::int64_t count = 0;
    for (const KnownDevice& device : good(known_devices(store))) count += device.approved ? 1 : 0;
    return count;
  }
  /// But for the lock, which says nothing once its holder is gone.
  [[nodiscard]] bool empty(const std::string& name) const {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / name)) {
      if (entry.path().filename() != "lock") return false;
    }
    return true;
  }

  KioskWorld world;
  TempDir folder;
  LocalServer server{folder.path(), world.clock};
  bool lose_answers = false;
};

void refused(const Result<void>& result, ErrorCode code, const std::string& words) {
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == code);
  CHECK_MESSAGE(result.error().message().find(words) != std::string::npos, result.error().message());
}

}  // namespace

TEST_CASE("an invited device reads names and writes at once, and the next unlocked coordinator approves it") {
  Two two;
  const ParticipantId ada = two.world.add_person("Ada Lund");
  const SessionId yoga = two.world.start_yoga();
  good(sync_once(two.world.client(), two.exchange()));
  done(two.join("second", good(two.new_code()).code, two.invitation()));
  const auto second = two.open("second");
  two.sync(*second);
  done(second->unlock(good(open_names(second->folder().database(), own_passphrase))));
  REQUIRE(second->people().find(ada) != nullptr);
  CHECK(second->people().find(ada)->staff_name() == "Ada L.");
  CHECK_FALSE(second->coordinator());
  good(second->record(CheckInRecorded{yoga, ada, "adult", "", "", CheckInWay::staff}));
  two.sync(*second);
  CHECK(Two::approved(*second) == 1);

  // The founder's kiosk hears of the check-in and of the device in one answer, and signs.
  CHECK(good(sync_once(two.world.client(), two.exchange())).changed);
  CHECK(two.world.attendances() == 1);
  CHECK(good(SyncClient::awaiting_approval(two.world.store().database())).size() == 1);
  CHECK(good(approve_invited(two.world.store())) == 1);
  CHECK(good(approve_invited(two.world.store())) == 0);
  good(sync_once(two.world.client(), two.exchange()));
  CHECK(good(SyncClient::awaiting_approval(two.world.store().database())).empty());
  two.sync(*second);
  CHECK(Two::approved(*second) == 2);
  const auto devices = good(known_devices(*second));
  REQUIRE(devices.size() == 2);
  CHECK(devices[1].label == "Biblioteket");
  CHECK(devices[1].own);
  CHECK(devices[1].pending == 0);
}

TEST_CASE("the window of an unlocked coordinator approves without being asked, a locked one when it is unlocked") {
  Two two;
  done(two.join("second", good(two.new_code()).code, two.invitation()));
  two.world.restart();
  good(sync_once(two.world.client(), two.exchange()));
  CHECK(Two::approved(two.world.store()) == 1);
  two.world.unlock();
  CHECK(Two::approved(two.world.store()) == 2);
}

TEST_CASE("a code lets in one device, and leaves nothing of the second") {
  Two two;
  const std::string code = good(two.new_code()).code;
  done(two.join("second", code, two.invitation()));
  refused(two.join("third", code, two.invitation()), ErrorCode::conflict, "another device");
  CHECK(two.empty("third"));
  refused(two.join("third", "AAAAA-BBBBB-CCCCC-DDDDD", two.invitation()), ErrorCode::refused, "code");
  CHECK(two.empty("third"));
  done(two.join("third", good(two.new_code()).code, two.invitation()));
  refused(two.join("second", good(two.new_code()).code, two.invitation()), ErrorCode::conflict, "holds a programme");
}

TEST_CASE("a code that has ended is refused, and so is one of another programme") {
  Two two, other;
  const std::string old = good(two.new_code()).code;
  two.world.clock.advance(server_tuning::code_ms + 1);
  refused(two.join("second", old, two.invitation()), ErrorCode::refused, "too old");
  refused(two.join("second", good(two.new_code()).code, other.invitation()), ErrorCode::conflict,
          "not for this programme");
  CHECK(two.empty("second"));
}

TEST_CASE("a join whose answer was lost goes on with the same code") {
  Two two;
  const std::string code = good(two.new_code()).code;
  two.lose_answers = true;
  refused(two.join("second", code, two.invitation()), ErrorCode::offline, "connection reset");
  CHECK_FALSE(DataFolder(two.folder.path() / "second").holds_programme());
  two.lose_answers = false;
  done(two.join("second", code, two.invitation()));
  two.sync(*two.open("second"));
}

TEST_CASE("a device that does not hold the programme's key is never approved") {
  Two two;
  Invitation forged = two.invitation();
  forged.ring.clear();
  forged.ring.push_back(ProgrammeKey::generate());
  done(two.join("second", good(two.new_code()).code, forged));
  good(sync_once(two.world.client(), two.exchange()));
  CHECK(good(SyncClient::awaiting_approval(two.world.store().database())).size() == 1);
  CHECK(good(approve_invited(two.world.store())) == 0);
  CHECK(Two::approved(two.world.store()) == 1);
}

TEST_CASE("names that thirty silent days made a device forget come back with the next contact, its own too") {
  Two two;
  KioskStore& store = two.world.store();
  const ParticipantId ada = two.world.add_person("Ada Lund");
  const auto everything = [&] {
    good(sync_once(two.world.client(), two.exchange()));
    done(store.refresh());
  };
  everything();
  const auto sealed = [&] {
    Statement query = store.database().statement("SELECT count(*) FROM change WHERE sealed IS NOT NULL");
    return query.step() ? query.integer(0) : -1;
  };
  const std::int64_t before = sealed();
  two.world.clock.advance(31 * 86'400'000LL);
  CHECK(good(store.forget_stale_names()));
  CHECK(sealed() == 0);
  done(store.unlock(good(open_names(store.folder().database(), test_passphrase))));
  CHECK_FALSE(store.people().find(ada));
  everything();
  CHECK(sealed() == before);
  REQUIRE(store.people().find(ada));
  CHECK(store.people().find(ada)->staff_name() == "Ada L.");
  CHECK_FALSE(good(store.forget_stale_names()));
}

TEST_CASE("what came under a key that a locked device lacked is taken in when it is unlocked") {
  Two two;
  done(two.join("second", good(two.new_code()).code, two.invitation()));
  good(sync_once(two.world.client(), two.exchange()));
  CHECK(good(approve_invited(two.world.store())) == 1);
  good(rotate_programme_key(two.world.store()));
  const ParticipantId ada = two.world.add_person("Ada Lund");
  good(sync_once(two.world.client(), two.exchange()));
  const auto second = two.open("second");
  two.sync(*second);
  SyncClient client(second->log(), second->verifier(), two.world.clock, two.world.random);
  CHECK(good(client.status()).refused > 0);
  done(second->unlock(good(open_names(second->folder().database(), own_passphrase))));
  CHECK(good(client.status()).refused == 0);
  done(second->refresh());
  CHECK(second->people().find(ada));
}

TEST_CASE("only a coordinator gets a code, and not without end") {
  Two two;
  const auto by_other = request_code(two.world.store().database(), SigningKey::generate(), two.exchange());
  REQUIRE_FALSE(by_other.has_value());
  CHECK(by_other.error().code == ErrorCode::refused);
  CHECK(by_other.error().what.find("coordinator") != std::string::npos);
  for (std::int64_t i = 0; i < server_tuning::unused_codes_max; ++i) REQUIRE(two.new_code().has_value());
  const auto one_more = two.new_code();
  REQUIRE_FALSE(one_more.has_value());
  CHECK(one_more.error().code == ErrorCode::conflict);
  two.world.clock.advance(server_tuning::code_ms + 1);
  CHECK(two.new_code().has_value());
}

}  // namespace hk::test
