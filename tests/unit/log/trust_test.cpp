#include <doctest/doctest.h>

#include <array>

#include "tests/support/open_log.h"
#include "tests/support/wire.h"

using namespace hk;
using namespace hk::test;

namespace {

SigningKey clone(const SigningKey& key) { return {key.secret.clone(), key.public_key}; }

struct World {
  TestProgramme programme;
  Author author{programme, 5};
  Verifier verifier = programme.verifier();
  OpenLog log{programme.id};
  SigningKey other = SigningKey::generate();

  CoordinatorGranted grant() const { return {numbered<StaffId>(31), other.public_key}; }
  CoordinatorWithdrawn withdrawal() const { return {numbered<StaffId>(31), other.public_key}; }
  /// A privileged change that `key` signs.
  ChangeRecord signed_by(const SigningKey& key) {
    AuthorKeys keys = programme.author_keys();
    keys.coordinator = clone(key);
    return author_record(author.change(ProgrammeSet{{{"small_cell", "5"}}}), keys).value();
  }
  bool believes(const SigningKey& key) { return verifier.check(signed_by(key)).has_value(); }
  /// As an older program stored it, which did not know the kind.
  void append_unknown(const Authored& one) {
    Authored unknown = one;
    unknown.change.body = UnknownKind{};
    REQUIRE(log.append(unknown) == Appended::added);
  }
  Result<std::size_t> fold_late() {
    Transaction transaction(log.db());
    auto folded = log.log().fold_late(log.programme(), verifier);
    transaction.commit();
    return folded;
  }
};

}  // namespace

TEST_CASE("a coordinator's word counts from the grant to the withdrawal, and no second grant brings it back") {
  World world;
  CHECK_FALSE(world.believes(world.other));
  world.verifier.learn(world.grant());
  CHECK(world.believes(world.other));
  CHECK(world.verifier.is_coordinator(world.other.public_key));
  world.verifier.learn(world.withdrawal());
  CHECK_FALSE(world.believes(world.other));
  world.verifier.learn(world.grant());
  CHECK_FALSE(world.believes(world.other));
  world.verifier.unlearn();
  CHECK_FALSE(world.believes(world.other));
  CHECK(world.believes(world.programme.root));
}

TEST_CASE("the root key cannot be withdrawn") {
  World world;
  world.verifier.learn(CoordinatorWithdrawn{numbered<StaffId>(1), world.programme.root.public_key});
  CHECK(world.believes(world.programme.root));
}

TEST_CASE("who is granted by a granted coordinator is believed too, and stays when that one is withdrawn") {
  World world;
  const SigningKey third = SigningKey::generate();
  world.verifier.learn(world.grant());
  world.verifier.learn(CoordinatorGranted{numbered<StaffId>(32), third.public_key});
  world.verifier.learn(world.withdrawal());
  CHECK(world.believes(third));
}

TEST_CASE("the form of a change is checked without knowing who may sign; whether its signature fits as well") {
  World world;
  ChangeRecord record = world.signed_by(world.other);
  const Result<Change> change = world.verifier.check_form(record);
  REQUIRE(change.has_value());
  CHECK(world.verifier.check_signer(*change, record).error().code == ErrorCode::refused);
  world.verifier.learn(world.grant());
  CHECK(world.verifier.check_signer(*change, record).has_value());
  record.signer = world.programme.root.public_key;
  CHECK(world.verifier.check_form(record).error().code == ErrorCode::refused);
  record.signer.clear();
  record.signature.clear();
  CHECK(world.verifier.check_form(record).error().code == ErrorCode::refused);
}

TEST_CASE("the log teaches a verifier who may sign: now, or ever") {
  World world;
  REQUIRE(world.log.append(world.author.make(world.grant())) == Appended::added);
  REQUIRE(world.log.log().teach(world.log.programme(), world.verifier).has_value());
  CHECK(world.believes(world.other));
  REQUIRE(world.log.append(world.author.make(world.withdrawal())) == Appended::added);
  REQUIRE(world.log.log().teach(world.log.programme(), world.verifier).has_value());
  CHECK_FALSE(world.believes(world.other));
  REQUIRE(world.log.log().teach(world.log.programme(), world.verifier, Log::Signers::ever).has_value());
  CHECK(world.believes(world.other));
  // What it knew from elsewhere is gone.
  const SigningKey stranger = SigningKey::generate();
  world.verifier.learn(CoordinatorGranted{numbered<StaffId>(33), stranger.public_key});
  REQUIRE(world.log.log().teach(world.log.programme(), world.verifier).has_value());
  CHECK_FALSE(world.believes(stranger));
}

TEST_CASE("what an older program kept without knowing its kind is folded once its kind is known") {
  World world;
  const std::vector<Authored> all{world.author.make(world.grant()),
                                  world.author.make(ParticipantErased{numbered<ParticipantId>(21)}),
                                  world.author.make(DeviceRevoked{numbered<DeviceId>(41)})};
  for (const Authored& one : all) world.append_unknown(one);
  CHECK(world.log.number("SELECT count(*) FROM erased_participant") == 0);
  CHECK(world.fold_late() == 3U);
  CHECK(world.fold_late() == 0U);
  CHECK(world.believes(world.other));
  OpenLog at_once(world.programme.id);
  at_once.append_all(all);
  CHECK(world.log.dump() == at_once.dump());
  CHECK(world.log.number("SELECT count(*) FROM change WHERE kind = 0") == 0);
}

TEST_CASE("what an older program read in part is folded anew once all of it can be read") {
  World world;
  CheckInRecorded check_in{numbered<SessionId>(1), numbered<ParticipantId>(2), "adult", "woman", "", CheckInWay::self};
  const Authored whole = world.author.make(check_in);
  const Authored other =
      world.author.make(CheckInRecorded{numbered<SessionId>(1), numbered<ParticipantId>(3), "adult"});
  Authored in_part = whole;
  check_in.gender.clear();
  in_part.change.body = check_in;
  in_part.change.partly_known = true;
  REQUIRE(world.log.append(in_part) == Appended::added);
  REQUIRE(world.log.append(other) == Appended::added);
  OpenLog at_once(world.programme.id);
  at_once.append_all(std::array{whole, other});
  CHECK(world.log.dump() != at_once.dump());
  CHECK(world.fold_late() == 1U);
  CHECK(world.log.dump() == at_once.dump());
  CHECK(world.fold_late() == 0U);
}

TEST_CASE("what was kept of a signer whom nobody granted stays unfolded") {
  World world;
  const SigningKey stranger = SigningKey::generate();
  AuthorKeys keys = world.programme.author_keys();
  keys.coordinator = clone(stranger);
  Authored forged = world.author.make(DeviceRevoked{numbered<DeviceId>(41)});
  forged.envelope.record = author_record(forged.change, keys).value();
  world.append_unknown(forged);
  CHECK(world.fold_late() == 0U);
  CHECK(world.log.number("SELECT count(*) FROM revoked_device") == 0);
  CHECK(world.log.number("SELECT count(*) FROM change WHERE kind = 0") == 1);
}

TEST_CASE("a device is revoked from the first word of it, for ever, and the feed tells where") {
  World world;
  const auto device = numbered<DeviceId>(41);
  CHECK_FALSE(world.log.log().revoked_at(world.log.programme(), device)->has_value());
  Authored revocation = world.author.make(DeviceRevoked{device});
  revocation.envelope.position = 17;
  REQUIRE(world.log.append(revocation) == Appended::added);
  CHECK(*world.log.log().revoked_at(world.log.programme(), device) == 17U);
  Authored again = world.author.make(DeviceRevoked{device});
  again.envelope.position = 18;
  REQUIRE(world.log.append(again) == Appended::added);
  REQUIRE(world.log.append(world.author.make(DeviceApproved{device, "Igen", Bytes(32, 'e'), Bytes(32, 'x')})) ==
          Appended::added);
  world.log.rebuild();
  CHECK(*world.log.log().revoked_at(world.log.programme(), device) == 17U);
  CHECK_FALSE(world.log.log().revoked_at(world.log.programme(), numbered<DeviceId>(42))->has_value());
}

TEST_CASE("a device's own count shows how many of its changes did not come") {
  World world;
  std::vector<Authored> counted;
  for (std::uint64_t n = 1; n <= 5; ++n) {
    Change change = world.author.change(CheckInWithdrawn{});
    change.ordinal = n;
    counted.push_back(world.author.wrap(std::move(change)));
  }
  // From a program that did not count.
  REQUIRE(world.log.append(world.author.make(CheckInWithdrawn{})) == Appended::added);
  const auto missing = [&] { return world.log.log().missing(world.log.programme()).value(); };
  CHECK(missing().empty());
  REQUIRE(world.log.append(counted[0]) == Appended::added);
  CHECK(missing().empty());
  REQUIRE(world.log.append(counted[4]) == Appended::added);
  CHECK(missing() == std::map<DeviceId, std::uint64_t>{{world.author.device(), 3}});
  for (const std::size_t n : {1U, 2U, 3U}) REQUIRE(world.log.append(counted[n]) == Appended::added);
  CHECK(missing().empty());
  // A device restored from a copy uses a number twice.
  Change twice = world.author.change(CheckInWithdrawn{});
  twice.ordinal = 5;
  REQUIRE(world.log.append(world.author.wrap(std::move(twice))) == Appended::added);
  CHECK(missing().empty());
}
