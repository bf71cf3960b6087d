#include "sync/log/verifier.h"

#include <doctest/doctest.h>

#include "tests/support/author.h"
#include "tests/support/bytes.h"
#include "tests/support/sample_changes.h"
#include "tests/support/wire.h"

using namespace hk;
using namespace hk::test;

namespace {

struct World {
  TestProgramme programme;
  Verifier kiosk = programme.verifier();
  Verifier server = programme.server_verifier();
  Author author{programme, 5};

  [[nodiscard]] bool refuses(const Verifier& verifier, const ChangeRecord& record) const {
    const auto checked = verifier.check(record);
    return !checked && (checked.error().code == ErrorCode::refused || checked.error().code == ErrorCode::invalid);
  }
};

ParticipantSet named(const char* name) {
  ParticipantDetails details;
  details.identity = {name, "", "", std::nullopt};
  return {numbered<ParticipantId>(1), details};
}

}  // namespace

TEST_CASE("every kind of change is believed by kiosks and by the server, and opens with the seal key") {
  World world;
  for (const ChangeBody& body : one_of_every_kind()) {
    const Authored made = world.author.make(body);
    auto checked = world.kiosk.check(made.envelope.record);
    REQUIRE_MESSAGE(checked, checked.error().message());
    CHECK(world.server.check(made.envelope.record));
    CHECK(checked->body == without_sealed(body));
    const SealKeys seal_keys = world.programme.seal_keys();
    REQUIRE(open_record(made.envelope.record, seal_keys, *checked));
    CHECK(*checked == made.change);
  }
}

TEST_CASE("a changed byte in core, sealed part, digest, mac, signature or signer is refused") {
  World world;
  for (const ChangeBody& body : one_of_every_kind()) {
    const ChangeRecord record = world.author.make(body).envelope.record;
    for (Bytes ChangeRecord::*part : {&ChangeRecord::core, &ChangeRecord::sealed, &ChangeRecord::sealed_digest,
                                      &ChangeRecord::mac, &ChangeRecord::signature, &ChangeRecord::signer}) {
      each_byte_flipped(record.*part, [&](const Bytes& flipped, std::size_t at) {
        CAPTURE(kind_name(body));
        CAPTURE(at);
        ChangeRecord changed = record;
        changed.*part = flipped;
        CHECK(world.refuses(world.kiosk, changed));
      });
    }
  }
}

TEST_CASE("a server without keys still refuses a changed sealed part, and a changed core of a signed kind") {
  World world;
  const ChangeRecord person = world.author.make(named("Ada")).envelope.record;
  each_byte_flipped(person.sealed, [&](const Bytes& flipped, std::size_t) {
    ChangeRecord changed = person;
    changed.sealed = flipped;
    CHECK(world.refuses(world.server, changed));
  });
  const ChangeRecord setting = world.author.make(ProgrammeSet{{{"name", "\"A\""}}}).envelope.record;
  each_byte_flipped(setting.core, [&](const Bytes& flipped, std::size_t) {
    ChangeRecord changed = setting;
    changed.core = flipped;
    CHECK(world.refuses(world.server, changed));
  });
}

TEST_CASE("a name cannot be attached to another change") {
  World world;
  const ChangeRecord ada = world.author.make(named("Ada")).envelope.record;
  const ChangeRecord bo = world.author.make(named("Bo")).envelope.record;
  ChangeRecord swapped = ada;
  swapped.sealed = bo.sealed;
  CHECK(world.refuses(world.kiosk, swapped));
  swapped.sealed_digest = bo.sealed_digest;
  CHECK(world.refuses(world.kiosk, swapped));
  swapped.mac = bo.mac;
  CHECK(world.refuses(world.kiosk, swapped));
  // Not even by somebody who holds the mac key, but not the seal key.
  const Secret mac = world.programme.key.subkey(Purpose::mac);
  swapped.mac = keyed_digest(mac, {swapped.core, swapped.sealed_digest});
  auto checked = world.kiosk.check(swapped);
  REQUIRE(checked);
  const SealKeys seal_keys = world.programme.seal_keys();
  CHECK(open_record(swapped, seal_keys, *checked).error().code == ErrorCode::refused);
}

TEST_CASE("nothing can be hung on a change whose author sealed and signed nothing") {
  World world;
  const ChangeRecord plain = world.author.make(CheckInWithdrawn{}).envelope.record;
  ChangeRecord hung = plain;
  hung.sealed = "extra";
  hung.sealed_digest = digest("extra");
  CHECK(world.refuses(world.kiosk, hung));
  hung.sealed_digest.clear();
  CHECK(world.refuses(world.kiosk, hung));
  hung = plain;
  hung.sealed_digest = digest("");
  CHECK(world.refuses(world.kiosk, hung));
  CHECK(world.refuses(world.server, hung));
  hung = plain;
  hung.signature = Bytes(64, 's');
  CHECK(world.refuses(world.kiosk, hung));
  hung = plain;
  hung.signer = world.programme.root.public_key;
  CHECK(world.refuses(world.server, hung));
}

TEST_CASE("an erased sealed part leaves a change that is still believed") {
  World world;
  ChangeRecord erased = world.author.make(named("Ada")).envelope.record;
  erased.sealed.clear();
  auto checked = world.kiosk.check(erased);
  REQUIRE(checked);
  const SealKeys seal_keys = world.programme.seal_keys();
  CHECK(open_record(erased, seal_keys, *checked));
  CHECK_FALSE(std::get<ParticipantSet>(checked->body).details);
}

TEST_CASE("changes of another programme, or made with a key this device never had, are refused") {
  World world;
  TestProgramme other;
  other.id = numbered<ProgrammeId>(2);
  Author stranger(other, 6);
  const auto foreign = world.kiosk.check(stranger.make(CheckInWithdrawn{}).envelope.record);
  CHECK(foreign.error().code == ErrorCode::invalid);
  TestProgramme same_id;
  Author forger(same_id, 7);
  const auto forged = world.kiosk.check(forger.make(CheckInWithdrawn{}).envelope.record);
  CHECK(forged.error().code == ErrorCode::refused);
}

TEST_CASE("privileged kinds need the programme's root key, whatever the mac says") {
  World world;
  const SigningKey stranger = SigningKey::generate();
  int privileged = 0;
  for (const ChangeBody& body : one_of_every_kind()) {
    if (!is_privileged(body)) continue;
    ++privileged;
    ChangeRecord record = world.author.make(body).envelope.record;
    record.signer = stranger.public_key;
    record.signature = sign(stranger, record.core);
    CHECK(world.kiosk.check(record).error().code == ErrorCode::refused);
    record.signer = world.programme.root.public_key;
    CHECK(world.kiosk.check(record).error().code == ErrorCode::refused);
    record.signer.clear();
    record.signature.clear();
    CHECK(world.kiosk.check(record).error().code == ErrorCode::refused);
  }
  CHECK(privileged == 11);
}

TEST_CASE("a locked kiosk authors what is neither sealed nor signed") {
  World world;
  for (const ChangeBody& body : one_of_every_kind()) {
    const Change change = world.author.change(body);
    const auto record = author_record(change, world.programme.locked_keys());
    const bool needs_a_key = is_privileged(body) || !(without_sealed(body) == body);
    if (needs_a_key) {
      CHECK(record.error().code == ErrorCode::locked);
    } else {
      CHECK(world.kiosk.check(record.value()));
    }
  }
}

TEST_CASE("what a reader would refuse is refused to its author, by name") {
  World world;
  const auto keys = world.programme.author_keys();
  const auto refusal = [&](const ChangeBody& body) {
    const auto record = author_record(world.author.change(body), keys);
    REQUIRE_FALSE(record);
    CHECK(record.error().code == ErrorCode::invalid);
    return record.error().thing;
  };
  CHECK(refusal(CheckInRecorded{numbered<SessionId>(1), numbered<ParticipantId>(1), "Vuxna", "", "",
                                CheckInWay::self}) == "check_in_recorded");
  CHECK(refusal(HeadcountRecorded{numbered<SessionId>(1), HeadcountFigure::headcount, "adult", 1, -3}) ==
        "headcount_recorded.total");
  CHECK(refusal(named(Bytes(801, 'n').c_str())) == "participant.identity");
}

TEST_CASE("a kind from the future keeps its author's bytes, and they are checked as any others") {
  World world;
  const Secret mac = world.programme.key.subkey(Purpose::mac);
  ChangeRecord record = world.author.make(CheckInWithdrawn{}).envelope.record;
  record.core.resize(record.core.size() - wire::bytes(33, "").size());
  record.core += wire::bytes(60, "a fact of next year");
  CHECK(world.kiosk.check(record).error().code == ErrorCode::refused);
  record.mac = keyed_digest(mac, {record.core, digest("")});
  const auto checked = world.kiosk.check(record);
  REQUIRE(checked);
  CHECK(std::holds_alternative<UnknownKind>(checked->body));
}
