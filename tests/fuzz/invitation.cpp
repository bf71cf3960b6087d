#include "kiosk/store/invitation.h"

#include "tests/fuzz/fuzz.h"
#include "tests/support/author.h"

/// An invitation's file: as it is, and with a digest that fits, as whoever forges one would write it.
namespace hk::fuzz {
namespace {

constexpr char passphrase[] = "ABCDE-FGHJK-23456-789AB";
constexpr std::size_t digest_bytes = 32;
// Where the cost stands. It is bounded, but a forged one takes minutes.
constexpr std::size_t cost_at = 24, cost_bytes = 16;

Bytes sample() {
  const test::TestProgramme programme;
  Invitation invitation{programme.id, programme.root.public_key, {}};
  invitation.ring.push_back(programme.key.clone());
  return write_invitation(invitation, passphrase, {1, 8192}).value();
}

void take_file(ByteView file) {
  const auto invitation = read_invitation(file, passphrase);
  HK_CHECK(!invitation || invitation->root_key.size() == 32);
}

}  // namespace

void take(ByteView input) {
  take_file(input);
  if (input.size() < cost_at + cost_bytes + digest_bytes) return;
  static const Bytes cheap = sample().substr(cost_at, cost_bytes);
  Bytes forged(input.substr(0, input.size() - digest_bytes));
  forged.replace(cost_at, cost_bytes, cheap);
  take_file(forged + digest(forged));
}

std::vector<Bytes> seeds() { return {sample()}; }

}  // namespace hk::fuzz
