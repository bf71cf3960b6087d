#include "sync/log/bundle.h"

#include <doctest/doctest.h>

#include "sync/machine/files.h"
#include "sync/protocol/bundle_page.h"
#include "sync/protocol/messages.h"
#include "tests/support/bundle_file.h"
#include "tests/support/bytes.h"
#include "tests/support/open_log.h"
#include "tests/support/random_changes.h"

using namespace hk;
using namespace hk::test;

/// The file itself: what is in it, and what is refused before a single change is looked at.
namespace {

constexpr std::int64_t made_ms = 1'780'000'000'000;

/// One device whose log holds the coordinator's approval of it.
struct Maker {
  TestProgramme programme;
  Author author{programme, 77};
  SigningKey key = SigningKey::generate();
  OpenLog log{programme.id};
  TempDir folder;
  std::string file = folder.file("stick.bundle");

  explicit Maker(bool approved = true) {
    if (approved) add(approval(key));
  }
  ChangeBody approval(const SigningKey& of) const {
    return DeviceApproved{author.device(), "Biblioteket", of.public_key, Bytes(32, 'x')};
  }
  void add(ChangeBody body) { REQUIRE(log.append(author.make(std::move(body)))); }
  Result<std::uint64_t> write() { return write(file, key); }
  Result<std::uint64_t> write(const std::string& to, const SigningKey& signer) {
    return write_bundle(log.log(), log.programme(), {programme.id, author.device(), made_ms}, signer, to);
  }
  /// As another device of the programme that has heard of nothing.
  Result<Bundle> open_elsewhere() const {
    OpenLog other(programme.id);
    return open_in(other);
  }
  Result<Bundle> open_in(OpenLog& other) const {
    return Bundle::open(file, other.log(), other.programme(), programme.id, programme.root.public_key);
  }
};

std::vector<Envelope> all_of(const Bundle& bundle) {
  std::vector<Envelope> all;
  for (std::size_t number = 0; number < bundle.pages(); ++number) {
    auto page = bundle.page(number).value();
    for (Envelope& one : page) all.push_back(std::move(one));
  }
  return all;
}

std::string refusal(const Result<Bundle>& opened) { return opened ? "opened" : opened.error().message(); }

void check_refused(const Result<Bundle>& opened, ErrorCode code, const char* why) {
  CAPTURE(refusal(opened));
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == code);
  CHECK(opened.error().message().find(why) != std::string::npos);
}

TEST_CASE("a bundle holds the whole log in its order, byte for byte, on pages of 500") {
  Maker maker;
  RandomChanges random(maker.programme, 3);
  maker.log.append_all(random.make(1200));
  CHECK(maker.write().value() == 1201);
  const Bundle bundle = maker.open_elsewhere().value();
  CHECK(bundle.changes() == 1201);
  CHECK(bundle.pages() == 3);
  CHECK(bundle.head().device == maker.author.device());
  CHECK(bundle.head().made_ms == made_ms);
  std::vector<Envelope> expected;
  auto rows = maker.log.log().rows(maker.log.programme(), 0, 2000, 1 << 30).value();
  for (LogRow& row : rows) expected.push_back(std::move(row.envelope));
  CHECK(all_of(bundle) == expected);
  CHECK(read_file(maker.file, 10 << 20).value().size() < 1201 * 250);
}

TEST_CASE("a bundle is never written over a file that is there") {
  Maker maker;
  REQUIRE(write_file_durably(maker.file, "mine", 0600));
  const auto written = maker.write();
  REQUIRE_FALSE(written);
  CHECK(written.error().message() == maker.file + ": exists already");
  CHECK(read_file(maker.file, 100).value() == "mine");
  CHECK_FALSE(std::filesystem::exists(maker.file + ".part"));
}

TEST_CASE("a bundle with any byte changed, cut off anywhere or longer than it was is refused") {
  Maker maker;
  maker.add(ParticipantSet{numbered<ParticipantId>(1), ParticipantDetails{}});
  REQUIRE(maker.write());
  const Bytes whole = read_file(maker.file, 1 << 20).value();
  OpenLog other(maker.programme.id);
  REQUIRE(maker.open_in(other));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    Bytes changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
    REQUIRE(write_file_durably(maker.file, changed, 0600));
    CHECK_FALSE(maker.open_in(other));
    REQUIRE(write_file_durably(maker.file, whole.substr(0, at), 0600));
    CHECK_FALSE(maker.open_in(other));
  }
  REQUIRE(write_file_durably(maker.file, whole + '\0', 0600));
  check_refused(maker.open_in(other), ErrorCode::corrupt, "is cut short, or goes on after its end");
}

TEST_CASE("a refusal says what is wrong with the file") {
  Maker maker;
  REQUIRE(maker.write());
  const Bytes whole = read_file(maker.file, 1 << 20).value();
  const auto opened_as = [&](const Bytes& bytes) {
    REQUIRE(write_file_durably(maker.file, bytes, 0600));
    return maker.open_elsewhere();
  };
  check_refused(opened_as("a letter"), ErrorCode::invalid, "is no bundle of this program");
  check_refused(opened_as(whole.substr(0, 30)), ErrorCode::corrupt, "is cut short");
  check_refused(opened_as(whole.substr(0, whole.size() - 1)), ErrorCode::corrupt, "is cut short");
  Bytes changed = whole;
  changed[whole.size() / 2] ^= 1;
  check_refused(opened_as(changed), ErrorCode::corrupt, "is damaged: its checksum does not fit");
  changed = whole;
  changed[std::string_view("halsokiosk bundle ").size()] = '2';
  check_refused(opened_as(changed), ErrorCode::newer_version, "newer program");
}

TEST_CASE("a bundle of another programme is refused") {
  const Maker maker;
  Maker foreign;
  foreign.programme.id = numbered<ProgrammeId>(99);
  REQUIRE(foreign.write(maker.file, foreign.key));
  check_refused(maker.open_elsewhere(), ErrorCode::invalid, "is of another programme");
}

TEST_CASE("a bundle is believed from a device that a coordinator approved, and from no other") {
  Maker stranger(false);
  stranger.add(AccessLogged{"pin", "ok", std::nullopt});
  REQUIRE(stranger.write());
  check_refused(stranger.open_elsewhere(), ErrorCode::refused, "is not known here");
  OpenLog knows(stranger.programme.id);
  Author coordinator(stranger.programme, 2);
  REQUIRE(knows.append(coordinator.make(stranger.approval(stranger.key))));
  CHECK(stranger.open_in(knows));

  Maker impostor;
  REQUIRE(impostor.write(impostor.file, SigningKey::generate()));
  check_refused(impostor.open_elsewhere(), ErrorCode::refused, "did not sign it");
}

TEST_CASE("an approval in the bundle counts only under a coordinator's signature") {
  Maker maker(false);
  Authored forged = maker.author.make(maker.approval(maker.key));
  const SigningKey nobody = SigningKey::generate();
  forged.envelope.record.signer = nobody.public_key;
  forged.envelope.record.signature = sign(nobody, forged.envelope.record.core);
  REQUIRE(maker.log.append(forged));
  REQUIRE(maker.write());
  check_refused(maker.open_elsewhere(), ErrorCode::refused, "is not known here");
}

TEST_CASE("that the device which made a bundle was revoked is known from the log, or told by the bundle") {
  Maker maker;
  REQUIRE(maker.write());
  OpenLog knows(maker.programme.id);
  CHECK_FALSE(maker.open_in(knows).value().is_of_revoked());
  Author coordinator(maker.programme, 2);
  REQUIRE(knows.append(coordinator.make(DeviceRevoked{maker.author.device()})));
  CHECK(maker.open_in(knows).value().is_of_revoked());

  Maker told;
  told.add(DeviceRevoked{told.author.device()});
  REQUIRE(told.write());
  CHECK(told.open_elsewhere().value().is_of_revoked());
}

TEST_CASE("pages that no program of ours writes are refused, however well they are signed") {
  Maker maker;
  const BundleHead head{maker.programme.id, maker.author.device(), made_ms};
  const auto opened_with = [&](const Bytes& pages) {
    write_bytes(maker.file, signed_bundle(head, pages, maker.key));
    OpenLog knows(maker.programme.id);
    Author coordinator(maker.programme, 2);
    REQUIRE(knows.append(coordinator.make(maker.approval(maker.key))));
    return maker.open_in(knows);
  };
  const Envelope one = maker.author.make(AccessLogged{"pin", "ok", std::nullopt}).envelope;
  const auto page_of = [&](std::size_t count) {
    return bundle_page(deflate(encode_bundle_page(std::vector<Envelope>(count, one))));
  };
  CHECK(opened_with("").value().pages() == 0);
  CHECK(opened_with(page_of(500) + page_of(0)).value().changes() == 500);
  check_refused(opened_with(page_of(501)), ErrorCode::invalid, "page 1: page: too many fields");
  check_refused(opened_with(bundle_page("no zstd")), ErrorCode::invalid, "page 1: zstd");
  check_refused(opened_with(bundle_page(deflate(Bytes(9 << 20, '\0')))), ErrorCode::invalid, "more than 8388608 bytes");
  check_refused(opened_with("abc"), ErrorCode::corrupt, "a page has no length");
  check_refused(opened_with(lowest_first(4, 4) + "abc"), ErrorCode::corrupt, "a page is longer than the file");
}

TEST_CASE("pages that are exchanged between two readings are noticed") {
  Maker maker;
  REQUIRE(maker.write());
  const Bundle bundle = maker.open_elsewhere().value();
  Bytes bytes = read_file(maker.file, 1 << 20).value();
  bytes[bytes.size() / 2] ^= 1;
  std::FILE* file = std::fopen(maker.file.c_str(), "r+b");
  REQUIRE(file != nullptr);
  REQUIRE(std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
  REQUIRE(std::fclose(file) == 0);
  const auto page = bundle.page(0);
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::corrupt);
}

}  // namespace
