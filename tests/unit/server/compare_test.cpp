#include "sync/protocol/compare_messages.h"

#include <algorithm>

#include "sync/server/quarantine_replay.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

HttpResponse asked(World& world, Device& device, const CompareRequest& question) {
  Statement query = device.db.statement("SELECT token FROM own_device");
  REQUIRE(query.step());
  return world.ask(
      {"POST", "/v1/compare", "Bearer " + std::string(query.text(0)), content_type_protobuf, "", "", encode(question)});
}

CompareResponse compared(World& world, Device& device, const CompareRequest& question) {
  const HttpResponse response = asked(world, device, question);
  REQUIRE(response.status == 200);
  return value_of(decode_compare_response(response.body));
}

/// All there is, of which the caller lists nothing.
const ComparedRange everything{{}, {}, true, {}};

void settle(World& world, Device& device) { REQUIRE(world.sync(device).has_value()); }

/// A change of `author` as somebody else would give it.
Envelope gift(Device& author, const Change& change, std::uint64_t seq) {
  return {author.author(change), author.own.device, author.own.epoch, seq, {}, 0, 0};
}

}  // namespace

TEST_CASE("whoever is not of the programme, or no longer, gets nothing compared") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  device.check_in();
  settle(world, device);
  CHECK(world.ask({"POST", "/v1/compare", "Bearer nobody", content_type_protobuf, "", "", ""}).status == 401);
  CHECK(compared(world, other, {{everything}}).entries.size() == 1);
  device.append(DeviceRevoked{other.own.device});
  settle(world, device);
  const HttpResponse refused = asked(world, other, {{everything}});
  CHECK(refused.status == 403);
  CHECK(refused.problem == "revoked");
  const Change change = other.make_change(other.check_in_body());
  CHECK(asked(world, other, {{}, {gift(other, change, 1)}}).status == 403);
  CHECK(world.server_changes() == 2);
}

TEST_CASE("a sum that fits is passed over, one that does not is named, and a list is answered both ways") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  std::vector<ChangeId> ids;
  for (int i = 0; i < 4; ++i) {
    ids.push_back(device.check_in());
    world.clock.advance(1);
  }
  settle(world, device);
  const Secret key([&] {
    Statement query = other.db.statement("SELECT fingerprint_key FROM own_device");
    REQUIRE(query.step());
    return Bytes(query.blob(0));
  }());
  Fingerprint first_two;
  for (const IdPrint& one : prints_in(device.db, device.ref, key, {ids[0], ids[2]}, 9)) first_two += one.fingerprint;
  Fingerprint wrong = first_two;
  wrong.low ^= 1;
  const ChangeId unknown = other.check_in();
  const CompareResponse answer = compared(
      world, other,
      {{{{ids[0], ids[2]}, first_two}, {{ids[0], ids[2]}, wrong}, {{ids[2], {}}, {}, true, {ids[3], unknown}}}});
  CHECK(answer.answered == 3);
  CHECK(answer.differ == 2);
  CHECK_FALSE(answer.next);
  REQUIRE(answer.entries.size() == 1);
  CHECK(answer.entries[0].record == device.record_of(ids[2]));
  CHECK(answer.wanted == std::vector{unknown});
}

TEST_CASE("a long list comes in parts, and each part says where it ended") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  device.check_in_many(1203);
  settle(world, device);
  std::vector<ChangeId> got;
  ComparedRange rest = everything;
  for (int part = 0; part < 3; ++part) {
    const CompareResponse answer = compared(world, other, {{rest}});
    for (const Envelope& one : answer.entries) got.push_back(value_of(other.verifier.check(one.record)).id);
    CHECK(answer.answered == (part < 2 ? 0 : 1));
    REQUIRE(answer.next.has_value() == (part < 2));
    if (answer.next) rest.range.from = *answer.next;
  }
  CHECK(got.size() == 1203);
  CHECK(std::is_sorted(got.begin(), got.end()));
  CHECK(std::adjacent_find(got.begin(), got.end()) == got.end());
}

TEST_CASE("what is given is believed as if its author pushed it, each for itself") {
  World world;
  Device& giver = world.add_founder();
  Device& author = world.add_member();
  Device stranger(world.dir.file("stranger.db"), *world.programme, world.clock, world.random);
  const Change good = author.make_change(author.check_in_body());
  Envelope altered = gift(author, author.make_change(author.check_in_body()), 2);
  altered.record.sealed_digest = Bytes(32, 'x');
  altered.record.sealed = "something else";
  const Envelope of_stranger = gift(stranger, stranger.make_change(stranger.check_in_body()), 1);
  Envelope under_another_name = gift(author, author.make_change(author.check_in_body()), 3);
  under_another_name.device = giver.own.device;
  Envelope unsigned_one = gift(author, author.make_change(ProgrammeSet{{{"small_cell", "5"}}}), 4);
  unsigned_one.record.signature[3] = static_cast<char>(unsigned_one.record.signature[3] ^ 1);
  const Change by_nobody = author.make_change(ProgrammeSet{{{"small_cell", "6"}}});
  const Envelope of_no_coordinator{
      author.author(by_nobody, SigningKey::generate()), author.own.device, author.own.epoch, 5, {}, 0, 0};
  const Envelope same_number = gift(author, author.make_change(author.check_in_body()), 1);
  const Change last = author.make_change(author.check_in_body());
  const CompareRequest question{{},
                                {gift(author, good, 1), altered, of_stranger, under_another_name, unsigned_one,
                                 of_no_coordinator, same_number, gift(author, last, 9)}};
  CHECK(compared(world, giver, question).answered == 0);
  CHECK(world.server_changes() == 2);
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 0);
  CHECK(world.on_server("SELECT max(position) FROM change") == 2);
  CHECK(world.journal.back().find("6 given changes are not taken") != std::string::npos);
  compared(world, giver, question);
  CHECK(world.server_changes() == 2);
  // The author's own mark has not moved: it sends everything itself, and nothing doubles.
  author.append_record(author.author(good), good);
  settle(world, author);
  CHECK(author.status().pending == 0);
  // The last one it had forgotten: it goes by an old copy of itself, and on under another epoch.
  CHECK(author.holds(last.id));
  CHECK(world.server_changes() == 2);
}

TEST_CASE("an answer holds no more than its reader takes, also where nothing that is listed is held") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  ComparedRange listed = everything;
  for (std::size_t n = 0; n < compare_ids_max; ++n) {
    listed.ids.push_back(other.check_in());
    world.clock.advance(1);
  }
  device.check_in_many(static_cast<int>(compare_changes_max + compare_ids_max));
  settle(world, device);
  const CompareResponse answer = compared(world, other, {{listed}});
  CHECK(answer.entries.size() == compare_changes_max);
  CHECK(answer.wanted == listed.ids);
  CHECK(answer.next.has_value());
}

TEST_CASE("a giver hears what was ruled of the clock of what it gave, unless it knew") {
  World world;
  Device& device = world.add_founder();
  Change ahead = device.make_change(device.check_in_body());
  ahead.hlc = Hlc::of(world.clock.wall_ms() + 73LL * 365 * 86'400'000);
  const Change fine = device.make_change(device.check_in_body());
  Envelope given = gift(device, ahead, 1);
  const auto rulings = compared(world, device, {{}, {given, gift(device, fine, 2)}}).rulings;
  REQUIRE(rulings.size() == 1);
  CHECK(rulings[0].first == ahead.id);
  CHECK(rulings[0].second.ms() <= world.clock.wall_ms() + hlc_skew_ms_max);
  CHECK(compared(world, device, {{}, {given}}).rulings == rulings);
  given.hlc_accepted = rulings[0].second;
  CHECK(compared(world, device, {{}, {given}}).rulings.empty());
}

TEST_CASE("what a device said before it was revoked may be given, what it said afterwards not") {
  World world;
  Device& giver = world.add_founder();
  Device& lost_one = world.add_member();
  const Change before = lost_one.make_change(lost_one.check_in_body());
  world.clock.advance(1000);
  giver.append(DeviceRevoked{lost_one.own.device});
  settle(world, giver);
  world.clock.advance(1000);
  const Change after = lost_one.make_change(lost_one.check_in_body());
  compared(world, giver, {{}, {gift(lost_one, before, 1), gift(lost_one, after, 2)}});
  CHECK(world.server_changes() == 2);
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 0);
}

TEST_CASE("what is given of an erased person comes without a name, and an erasure that is given counts") {
  World world;
  Device& giver = world.add_founder();
  Device& author = world.add_member();
  const auto named = [&](const ParticipantId& person) {
    ParticipantDetails details;
    details.identity = {"Ada", "", "", std::nullopt};
    return author.make_change(ParticipantSet{person, details});
  };
  const auto ada = make_id<ParticipantId>(world.clock, world.random);
  const auto bo = make_id<ParticipantId>(world.clock, world.random);
  compared(world, giver,
           {{}, {gift(author, named(ada), 1), gift(author, author.make_change(ParticipantErased{bo}), 2)}});
  CHECK(world.on_server("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 1);
  compared(world, giver,
           {{}, {gift(author, named(bo), 3), gift(author, author.make_change(ParticipantErased{ada}), 4)}});
  CHECK(world.server_changes() == 4);
  CHECK(world.on_server("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 0);
  CHECK(world.on_server("SELECT count(*) FROM unswept") == 0);
}

TEST_CASE("what the server keeps in quarantine counts as held by its author's side") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  Change unsigned_one = device.make_change(ProgrammeSet{{{"small_cell", "5"}}});
  ChangeRecord forged = device.author(unsigned_one);
  forged.signature[0] = static_cast<char>(forged.signature[0] ^ 1);
  device.append_record(forged, unsigned_one);
  const ChangeId other_one = device.check_in();
  settle(world, device);
  CHECK(device.status().quarantined == 1);
  CHECK(device.status().agrees);
  settle(world, other);
  CHECK(other.status().agrees);
  const CompareResponse answer = compared(world, device, {{{{}, {}, true, {unsigned_one.id, other_one}}}});
  CHECK(answer.wanted.empty());
  CHECK(answer.entries.empty());
}

TEST_CASE("a quarantined change that is believed later is taken at the next start, and its author hears of it") {
  World world;
  Device& office = world.add_founder();
  Device& kiosk = world.add_member();
  const SigningKey amina = SigningKey::generate();
  const CoordinatorGranted grant{make_id<StaffId>(world.clock, world.random), amina.public_key};
  // Her own device knows of the grant before the server does.
  kiosk.verifier.learn(grant);
  const ChangeId set = kiosk.append_signed(ProgrammeSet{{{"small_cell", "7"}}}, amina);
  settle(world, kiosk);
  CHECK(kiosk.status().quarantined == 1);
  office.append(grant);
  settle(world, office);
  SUBCASE("at the next start") { world.open_server(); }
  SUBCASE("by a command, while it is served") {
    Database db = value_of(ServerStore::open(world.server_path()));
    const auto account = value_of(ServerStore(db).find_programme("Lindängen"));
    const Replayed replayed = value_of(replay_quarantine(db, account, world.clock));
    CHECK(replayed.tried == 1);
    CHECK(replayed.taken == 1);
    CHECK(value_of(replay_quarantine(db, account, world.clock)).tried == 0);
  }
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 0);
  CHECK(world.on_server("SELECT max(position) FROM change") == 2);
  world.clock.advance(10 * 60'000);
  settle(world, kiosk);
  CHECK(kiosk.status().quarantined == 0);
  CHECK(kiosk.status().agrees);
  settle(world, office);
  CHECK(office.holds(set));
}

TEST_CASE("a server with much to store asks whoever comes for patience, and no longer once it is done") {
  World world;
  Device& device = world.add_founder();
  Statement query = device.db.statement("SELECT token FROM own_device");
  REQUIRE(query.step());
  const std::string token = "Bearer " + std::string(query.text(0));
  PushRequest large{device.own.epoch, 1, {}, {}, {}};
  for (int i = 0; i < 70; ++i) large.changes.push_back({Bytes(100'000, 'x'), {}, {}, {}, 0, {}, {}});
  HttpRequest push{"POST", "/v1/push", token, content_type_protobuf, "zstd", "", deflate(encode(large))};
  for (int i = 0; i < 6; ++i) world.server->handle(push, [](const HttpResponse&) {});
  const auto delay_of_pull = [&] {
    std::uint32_t delay_ms = 0;
    world.server->handle(
        {"POST", "/v1/pull", token, content_type_protobuf, "", "", encode(PullRequest{})},
        [&](const HttpResponse& response) { delay_ms = value_of(decode_pull_response(response.body)).delay_ms; });
    return delay_ms;
  };
  CHECK(delay_of_pull() > 1000);
  (void)world.server->commit_waiting();
  CHECK(delay_of_pull() == 0);
}

TEST_CASE("what is still not believed stays in quarantine") {
  World world;
  Device& office = world.add_founder();
  Device& kiosk = world.add_member();
  office.append(DeviceRevoked{kiosk.own.device});
  settle(world, office);
  kiosk.check_in();
  settle(world, kiosk);
  REQUIRE(world.on_server("SELECT count(*) FROM quarantine") == 1);
  world.open_server();
  CHECK(world.on_server("SELECT count(*) FROM quarantine") == 1);
  CHECK(world.server_changes() == 1);
}
