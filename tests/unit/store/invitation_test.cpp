#include "kiosk/store/invitation.h"

#include <doctest/doctest.h>

#include "sync/crypto/one_time_code.h"
#include "tests/support/author.h"

using namespace hk;

namespace {

constexpr SlotCost cheap{1, 8192};
constexpr const char* passphrase = "ABCDE-FGHJK-23456-789AB";

Invitation invitation_of(const test::TestProgramme& programme) {
  Invitation invitation{programme.id, programme.root.public_key, {}};
  invitation.ring.push_back(programme.key.clone());
  return invitation;
}

Bytes written() { return write_invitation(invitation_of(test::TestProgramme()), passphrase, cheap).value(); }

}  // namespace

TEST_CASE("an invitation opens with its passphrase, however that is typed, and tells all of the programme") {
  const test::TestProgramme programme;
  Invitation invitation = invitation_of(programme);
  const ProgrammeKey newest = ProgrammeKey::generate();
  invitation.ring.push_back(newest.clone());
  const Bytes file = write_invitation(invitation, passphrase, cheap).value();
  CHECK(file.size() <= invitation_bytes_max);
  for (const char* typed : {passphrase, "abcdefghjk23456789ab", " abcde fghjk 23456 789ab "}) {
    const auto opened = read_invitation(file, typed);
    REQUIRE(opened.has_value());
    CHECK(opened->programme == programme.id);
    CHECK(opened->root_key == programme.root.public_key);
    REQUIRE(opened->ring.size() == 2);
    CHECK(opened->ring[0].view() == programme.key.view());
    CHECK(opened->ring[1].view() == newest.view());
  }
  CHECK(file.find(programme.key.view()) == Bytes::npos);
  CHECK(file.find(programme.id.view()) == Bytes::npos);
}

TEST_CASE("a wrong passphrase is told apart from a damaged file") {
  const Bytes file = written();
  const auto wrong = read_invitation(file, "ABCDE-FGHJK-23456-789AC");
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().code == ErrorCode::wrong_passphrase);
  CHECK(wrong.error().message() == "passphrase: does not open the invitation");
}

TEST_CASE("a flipped byte anywhere, and a cut anywhere, is damage") {
  const Bytes file = written();
  for (std::size_t i = 0; i < file.size(); ++i) {
    CAPTURE(i);
    Bytes flipped = file;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    CHECK(read_invitation(flipped, passphrase).error().code == ErrorCode::corrupt);
    CHECK(read_invitation(ByteView(file).substr(0, i), passphrase).error().code == ErrorCode::corrupt);
  }
  CHECK(read_invitation("", passphrase).error().code == ErrorCode::corrupt);
}
