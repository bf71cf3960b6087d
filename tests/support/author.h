#pragma once
#include <vector>

#include "sync/log/verifier.h"
#include "tests/support/fakes.h"
#include "tests/support/numbered.h"

namespace hk::test {

/// Every program starts libsodium once; so does a test program that includes this.
inline const bool crypto_started = (crypto_start(), true);

/// A programme's keys, without a device.
struct TestProgramme {
  ProgrammeId id = numbered<ProgrammeId>(1);
  ProgrammeKey key = ProgrammeKey::generate();
  SigningKey root = SigningKey::generate();

  /// As an unlocked coordinator's device holds them.
  [[nodiscard]] AuthorKeys author_keys() const {
    return {key.id(), key.subkey(Purpose::mac), key.subkey(Purpose::seal),
            SigningKey{root.secret.clone(), root.public_key}};
  }
  [[nodiscard]] SealKeys seal_keys() const {
    SealKeys keys;
    keys.emplace(key.id(), key.subkey(Purpose::seal));
    return keys;
  }
  /// As a device after a restart holds them.
  [[nodiscard]] AuthorKeys locked_keys() const { return {key.id(), key.subkey(Purpose::mac), {}, {}}; }
  [[nodiscard]] Verifier verifier() const {
    Verifier verifier = server_verifier();
    verifier.add_mac_key(key.id(), key.subkey(Purpose::mac));
    return verifier;
  }
  /// A server holds no keys.
  [[nodiscard]] Verifier server_verifier() const { return {id, root.public_key}; }
};

/// A change with its envelope, and what it says.
struct Authored {
  Envelope envelope;
  Change change;
};

/// One device that authors changes with a clock of its own.
class Author {
 public:
  Author(const TestProgramme& programme, std::uint64_t number)
      : programme_(programme), device_(numbered<DeviceId>(number)), epoch_(number * 1'000'003), random_(number) {}

  [[nodiscard]] DeviceId device() const { return device_; }
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }
  FakeClock& clock() { return clock_; }
  FakeRandom& random() { return random_; }

  /// The change alone, a second later than the one before.
  [[nodiscard]] Change change(ChangeBody body) {
    clock_.advance(1000);
    Change change;
    change.id = make_id<ChangeId>(clock_, random_);
    change.programme = programme_.id;
    change.device = device_;
    change.wall_ms = clock_.wall_ms();
    change.hlc = hybrid_clock_.tick(change.wall_ms);
    change.monotonic_ms = clock_.monotonic_ms();
    change.boot = clock_.boot();
    change.body = std::move(body);
    return change;
  }
  [[nodiscard]] Authored make(ChangeBody body) { return wrap(change(std::move(body))); }
  [[nodiscard]] Authored wrap(Change change) {
    ChangeRecord record = author_record(change, programme_.author_keys()).value();
    return {Envelope{std::move(record), device_, epoch_, ++seq_, std::nullopt, 0, 0}, std::move(change)};
  }

 private:
  const TestProgramme& programme_;
  DeviceId device_;
  std::uint64_t epoch_;
  std::uint64_t seq_ = 0;
  FakeClock clock_;
  FakeRandom random_;
  HybridClock hybrid_clock_;
};

}  // namespace hk::test
