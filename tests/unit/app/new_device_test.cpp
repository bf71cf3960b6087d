#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/app/tuning.h"
#include "kiosk/store/approve_devices.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

using Page = CoordinationPage;
using Do = CoordinationAct;

/// A coordinator at "Enheter", and a device that came in by a code of this one.
struct Office : KioskWorld {
  Office() {
    assets = std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets";
    restart();
    unlock();
    tap(ShowCoordination{});
    tap(TypeText{test_passphrase});
    tap(SubmitText{});
    do_jobs();
    open(Page::devices);
  }
  void open(Page page, CoordinationSubject subject = {}) { tap(OpenCoordination{page, subject}); }
  void act(Do act) { tap(Act{act}); }
  void arrive(const PublicKeys& with) {
    Statement insert = store().database().statement(R"sql(
      INSERT OR REPLACE INTO enrolment(device, place, label, ed25519_public, x25519_public, mac, mac_key)
      VALUES(:device, 0, 'Biblioteket', :ed25519, :x25519, x'', 0))sql");
    insert.bind_blob(":device", waiting.view()).bind_blob(":ed25519", with.ed25519).bind_blob(":x25519", with.x25519);
    insert.run();
  }
  void compare() {
    arrive(keys);
    open(Page::device, waiting);
    do_jobs();
  }
  /// An address at which nobody answers.
  void enrol_nowhere() {
    REQUIRE(client().set_server("http://127.0.0.1:1", {Bytes(16, 's'), "token", Bytes(32, 'f'), true}).has_value());
  }
  [[nodiscard]] KnownDevice known() {
    const std::vector<KnownDevice> devices = known_devices(store()).value();
    for (const KnownDevice& device : devices) {
      if (device.device == waiting) return device;
    }
    throw std::runtime_error("the waiting device is not listed");
  }
  CoordinationModel shown() { return model<CoordinationModel>(); }

  DeviceId waiting = make_id<DeviceId>(clock, random);
  PublicKeys keys{SigningKey::generate().public_key, BoxKey::generate().public_key};
};

}  // namespace

TEST_CASE("a code for a new device is asked for in the background and shown with its end") {
  Office world;
  world.act(Do::new_device);
  CHECK(world.shown().working);
  REQUIRE(std::holds_alternative<CodeJob>(world.next_job()));
  world.kiosk().on_job(CodeDone{CodeResponse{Bytes(16, 's'), "7KQ2M-XH4RN", world.clock.wall_ms() + 3'600'000}});
  CHECK(world.shown().page == Page::new_device);
  REQUIRE(world.shown().code);
  CHECK(world.shown().code->code == "7KQ2M-XH4RN");
  CHECK(world.shown().code->until.time == ClockTime{14 * 60});
  CHECK(world.shown().devices.empty());
  world.arrive(world.keys);
  REQUIRE(world.shown().devices.size() == 1);
  CHECK(world.shown().devices.front().label == "Biblioteket");
  world.tap(GoBack{});
  CHECK(world.shown().page == Page::devices);
  CHECK_FALSE(world.shown().code);
}

TEST_CASE("without a server, and without a network, it is said that no code came and nothing is lost") {
  Office world;
  world.act(Do::new_device);
  world.do_jobs();
  CHECK(world.screen()->notice->kind == Notice::Kind::no_server);
  world.enrol_nowhere();
  world.act(Do::new_device);
  world.do_jobs();
  CHECK(world.screen()->notice->kind == Notice::Kind::server_away);
  CHECK(world.shown().page == Page::devices);
  CHECK_FALSE(world.shown().working);
}

TEST_CASE("the same six words are shown that the new device computes, and nothing is approved before a yes") {
  Office world;
  world.arrive(world.keys);
  world.open(Page::device, world.waiting);
  CHECK_FALSE(world.shown().words);
  world.act(Do::approve_words);
  world.do_jobs();
  REQUIRE(world.shown().words);
  const PublicKeys own{world.store().device_keys().device.public_key, world.store().device_keys().box_public};
  const auto list = read_word_list(world.assets).value();
  CHECK(*world.shown().words == six_words(world.store().own().programme, own, world.keys, list).value());
  CHECK_FALSE(world.known().approved);
}

TEST_CASE(
    "a yes hands over the keys, and then records the approval of what was shown, whatever the server says by now") {
  Office world;
  world.compare();
  world.arrive({SigningKey::generate().public_key, BoxKey::generate().public_key});
  world.act(Do::approve_words);
  CHECK(world.shown().working);
  CHECK_FALSE(world.known().approved);
  Job job = world.next_job();
  const Handover& handover = std::get<HandoverJob>(job).handover;
  CHECK(PublicKeys{handover.waiting.ed25519_public, handover.waiting.x25519_public} == world.keys);
  CHECK(PublicKeys{handover.approval.ed25519_public, handover.approval.x25519_public} == world.keys);
  world.kiosk().on_job(HandoverDone{{}, handover.approval});
  CHECK(world.screen()->notice->kind == Notice::Kind::device_approved);
  CHECK(world.shown().page == Page::devices);
  CHECK(world.known().approved);
}

TEST_CASE("other words approve nothing, and neither does a yes after a no") {
  Office world;
  world.compare();
  world.act(Do::refuse_words);
  CHECK(world.shown().words_differ);
  CHECK_FALSE(world.shown().words);
  world.act(Do::approve_words);
  CHECK(world.waiting_jobs() == 0);
  CHECK_FALSE(world.known().approved);
}

TEST_CASE("where the keys cannot be handed over nothing is approved, and the words stay to try again") {
  Office world;
  world.enrol_nowhere();
  world.compare();
  world.act(Do::approve_words);
  world.do_jobs();
  CHECK(world.screen()->notice->kind == Notice::Kind::server_away);
  CHECK(world.shown().words);
  CHECK_FALSE(world.known().approved);
}

TEST_CASE("after five minutes a yes asks for the passphrase, and the words are shown again") {
  Office world;
  world.compare();
  world.wait(tuning::coordinator_proof_ms);
  world.act(Do::approve_words);
  CHECK(world.shown().asks == CoordinationAsks::passphrase);
  world.tap(TypeText{test_passphrase});
  world.tap(SubmitText{});
  world.do_jobs();
  CHECK(world.shown().words);
  CHECK_FALSE(world.known().approved);
}

TEST_CASE("without the list of words none are shown, and it is said why") {
  Office world;
  world.assets = world.data();
  world.restart();
  world.unlock();
  world.tap(ShowCoordination{});
  world.tap(TypeText{test_passphrase});
  world.tap(SubmitText{});
  world.do_jobs();
  world.compare();
  CHECK(world.screen()->notice->kind == Notice::Kind::no_words);
  CHECK_FALSE(world.shown().words);
}

}  // namespace hk::test
