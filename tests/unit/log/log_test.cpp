#include "sync/log/log.h"

#include <doctest/doctest.h>

#include "tests/support/bytes.h"
#include "tests/support/open_log.h"
#include "tests/support/sample_changes.h"
#include "tests/support/wire.h"

using namespace hk;
using namespace hk::test;

namespace {

const auto session = numbered<SessionId>(1);

struct World {
  TestProgramme programme;
  OpenLog log{programme.id};
  Author author{programme, 5};
};

}  // namespace

TEST_CASE("appending a change again changes nothing") {
  World world;
  for (const ChangeBody& body : one_of_every_kind()) {
    const Authored made = world.author.make(body);
    CHECK(world.log.append(made) == Appended::added);
    const std::string before = world.log.dump();
    CHECK(world.log.append(made) == Appended::duplicate);
    CHECK(world.log.dump() == before);
  }
  CHECK(world.log.number("SELECT count(*) FROM change") == static_cast<std::int64_t>(one_of_every_kind().size()));
}

TEST_CASE("the same change under another number is the same change") {
  World world;
  Authored made = world.author.make(CheckInWithdrawn{});
  REQUIRE(world.log.append(made));
  made.envelope.epoch = 99;
  made.envelope.seq = 1;
  CHECK(world.log.append(made) == Appended::duplicate);
}

TEST_CASE("another change under a number that is taken is a conflict, and nothing is written") {
  World world;
  const Authored first = world.author.make(CheckInWithdrawn{});
  Authored second = world.author.make(SessionAutoClosed{session, 5});
  REQUIRE(world.log.append(first));
  second.envelope.seq = first.envelope.seq;
  const std::string before = world.log.dump();
  const auto refused = world.log.append(second);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK(world.log.dump() == before);
  CHECK(world.log.number("SELECT count(*) FROM change") == 1);
  second.envelope.epoch += 1;
  CHECK(world.log.append(second) == Appended::added);
}

TEST_CASE("a change comes back from the log with every byte of its envelope") {
  World world;
  Authored made = world.author.make(one_of_every_kind()[11]);
  made.envelope.hlc_accepted = Hlc::of(1'780'000'000'001);
  made.envelope.position = 7;
  made.envelope.received_at_ms = 1'780'000'000'002;
  made.envelope.record.mac_key = ~0ULL;
  REQUIRE(world.log.append(made));
  const auto page = world.log.log().range(world.log.programme(), made.envelope.device, made.envelope.epoch, 1, 10, 1);
  REQUIRE(page);
  REQUIRE(page->size() == 1);
  CHECK(page->front() == made.envelope);
}

TEST_CASE("a kind from the future is kept byte for byte and changes no projection") {
  World world;
  Authored made = world.author.make(CheckInWithdrawn{});
  made.envelope.record.core += wire::bytes(60, "a fact of next year");
  made.change.body = UnknownKind{};
  const std::string before = world.log.dump();
  REQUIRE(world.log.append(made));
  world.log.rebuild();
  CHECK(world.log.dump() == before);
  const auto page = world.log.log().rows(world.log.programme(), 0, 10, 1 << 20);
  REQUIRE(page->size() == 1);
  CHECK(page->front().envelope.record == made.envelope.record);
}

TEST_CASE("the range of a device comes in order, bounded by count and bytes, with at least one") {
  World world;
  std::vector<Authored> made;
  for (int n = 0; n < 20; ++n) made.push_back(world.author.make(SessionAutoClosed{session, n}));
  std::reverse(made.begin(), made.end());
  world.log.append_all(made);
  const auto seqs = [&](std::uint64_t first, std::size_t count, std::size_t bytes) {
    std::vector<std::uint64_t> numbers;
    const auto page =
        world.log.log().range(world.log.programme(), world.author.device(), world.author.epoch(), first, count, bytes);
    for (const Envelope& one : page.value()) numbers.push_back(one.seq);
    return numbers;
  };
  CHECK(seqs(1, 3, 1 << 20) == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(seqs(19, 100, 1 << 20) == std::vector<std::uint64_t>{19, 20});
  CHECK(seqs(4, 100, 1) == std::vector<std::uint64_t>{4});
  CHECK(seqs(21, 100, 1 << 20).empty());
  CHECK(world.log.log().last_seq(world.log.programme(), world.author.device(), world.author.epoch()) == 20);
  CHECK(world.log.log().last_seq(world.log.programme(), world.author.device(), 1) == 0);
  CHECK(world.log.log().last_seq(world.log.programme(), numbered<DeviceId>(99), 1) == 0);
}

TEST_CASE("rows go through the whole log in order of arrival, page by page, each once") {
  World world;
  std::vector<Authored> made;
  for (int n = 0; n < 50; ++n) made.push_back(world.author.make(SessionAutoClosed{session, n}));
  std::shuffle(made.begin(), made.end(), std::mt19937_64(3));
  world.log.append_all(made);
  std::vector<std::uint64_t> seen;
  std::int64_t after = 0;
  while (true) {
    const auto page = world.log.log().rows(world.log.programme(), after, 7, 1 << 20).value();
    if (page.empty()) break;
    for (const LogRow& row : page) seen.push_back(row.envelope.seq);
    after = page.back().row;
  }
  std::vector<std::uint64_t> expected;
  for (const Authored& one : made) expected.push_back(one.envelope.seq);
  CHECK(seen == expected);
}

TEST_CASE("positions are dense, and the feed gives them in order without the caller's own") {
  World world;
  Author other(world.programme, 6);
  Log& log = world.log.log();
  for (int n = 0; n < 10; ++n) {
    Authored made = (n % 2 == 0 ? world.author : other).make(SessionAutoClosed{session, n});
    Transaction transaction(world.log.db());
    made.envelope.position = log.last_position(world.log.programme()).value() + 1;
    REQUIRE(log.append(world.log.programme(), made.envelope, made.change));
    CHECK(log.take_positions(world.log.programme(), 1) == made.envelope.position);
    transaction.commit();
  }
  CHECK(log.last_position(world.log.programme()) == 10);
  const auto positions = [&](std::uint64_t after, DeviceId except, std::size_t count) {
    std::vector<std::uint64_t> numbers;
    const auto page = log.feed(world.log.programme(), after, {except}, count, 1 << 20);
    for (const Envelope& one : page.value()) numbers.push_back(one.position);
    return numbers;
  };
  CHECK(positions(0, world.author.device(), 100) == std::vector<std::uint64_t>{2, 4, 6, 8, 10});
  CHECK(positions(4, world.author.device(), 2) == std::vector<std::uint64_t>{6, 8});
  CHECK(positions(0, DeviceId{}, 100).size() == 10);
  CHECK(positions(10, DeviceId{}, 100).empty());
}

TEST_CASE("a position taken in a transaction that fails is given again") {
  World world;
  {
    Transaction transaction(world.log.db());
    CHECK(world.log.log().take_positions(world.log.programme(), 5) == 1);
  }
  Transaction transaction(world.log.db());
  CHECK(world.log.log().take_positions(world.log.programme(), 1) == 1);
}

TEST_CASE("two programmes in one database know nothing of each other") {
  World world;
  TestProgramme other;
  other.id = numbered<ProgrammeId>(2);
  Author stranger(other, 5);
  const auto person = numbered<ParticipantId>(3);
  SessionSet set;
  set.session = session;
  set.what = {"", "", "", SessionKind::group};
  set.when = {20'000, 60, 1'728'000'000'000, std::nullopt};
  const std::vector<ChangeBody> day = {set, SessionStateSet{session, SessionState::running, std::nullopt}};
  for (const ChangeBody& body : day) REQUIRE(world.log.append(world.author.make(body)));
  REQUIRE(world.log.append(world.author.make(CheckInRecorded{session, person, "adult", "", "", CheckInWay::self})));
  Log& log = world.log.log();
  Transaction transaction(world.log.db());
  const ProgrammeRef second = log.programme(other.id).value();
  for (const ChangeBody& body : day) {
    const Authored made = stranger.make(body);
    REQUIRE(log.append(second, made.envelope, made.change));
  }
  const Authored made = stranger.make(CheckInRecorded{session, person, "secret_category", "", "", CheckInWay::self});
  REQUIRE(log.append(second, made.envelope, made.change));
  transaction.commit();

  const auto report = read_tally(world.log.db(), world.log.programme(), parse_period("2024").value()).value();
  CHECK(report.tally.attendances == 1);
  for (const auto& category : report.words.categories) CHECK(category.code != "secret_category");
  CHECK(log.last_seq(second, stranger.device(), stranger.epoch()) == 3);
  CHECK(log.find_programme(numbered<ProgrammeId>(3)).error().code == ErrorCode::not_found);
}
