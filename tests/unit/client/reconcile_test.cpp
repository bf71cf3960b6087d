#include "sync/client/reconcile.h"

#include <filesystem>

#include "tests/unit/client/comparing.h"

using namespace hk;
using namespace hk::test;

TEST_CASE("a device that has read the feed knows that it holds what the server holds") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  CHECK_FALSE(device.status().compared_ms);
  device.check_in_many(1200);
  other.check_in();
  const int comparisons = count_comparisons(world, [&] {
    settle(world, other);
    settle(world, device);
    settle(world, other);
  });
  CHECK(comparisons == 0);
  for (Device* one : {&device, &other}) {
    CHECK(one->status().compared_ms == world.clock.wall_ms());
    CHECK(one->status().agrees);
  }
}

TEST_CASE("a change that a device lost behind its cursor comes back, its own too") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  for (int i = 0; i < 300; ++i) other.check_in();
  const ChangeId theirs = other.check_in();
  device.check_in();
  const ChangeId own = device.check_in();
  device.check_in();
  settle(world, other);
  settle(world, device);
  lose(device.db, theirs);
  lose(device.db, own);
  let_a_day_pass(world);
  settle(world, device);
  CHECK(device.holds(theirs));
  CHECK(device.holds(own));
  CHECK(device.status().agrees);
  CHECK(device.status().pending == 0);
  CHECK(value_of(device.log.canonical_dump()) == dump_of_server(world));
}

TEST_CASE("a change that the server lost comes back from whoever has it") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  for (int i = 0; i < 300; ++i) other.check_in();
  const ChangeId lost_one = other.check_in();
  const ChangeId own = device.check_in();
  device.check_in();
  settle(world, other);
  settle(world, device);
  lose_on_server(world, lost_one);
  lose_on_server(world, own);
  settle(world, device);
  CHECK(server_holds(world, lost_one));
  CHECK(server_holds(world, own));
  CHECK(device.status().agrees);
  settle(world, other);
  CHECK(other.status().agrees);
  CHECK(other.changes() == 303);
  CHECK(dump_of_server(world) == value_of(other.log.canonical_dump()));
}

TEST_CASE("an author that never heard what was ruled of its clock hears it with what it gives back") {
  World world;
  Device& device = world.add_founder();
  Change ahead = device.make_change(device.check_in_body());
  ahead.hlc = Hlc::of(world.clock.wall_ms() + 73LL * 365 * 86'400'000);
  device.append_record(device.author(ahead), ahead);
  device.check_in();
  settle(world, device);
  device.db.execute("UPDATE change SET hlc_accepted = NULL");
  lose_on_server(world, ahead.id);
  settle(world, device);
  CHECK(server_holds(world, ahead.id));
  CHECK(value_of(device.log.accepted(device.ref, ahead.id)).has_value());
  CHECK(value_of(device.log.canonical_dump()) == dump_of_server(world));
}

TEST_CASE("both sides get what they lack in one go, and nothing is counted twice") {
  World world;
  Device& device = world.add_founder();
  Device& other = world.add_member();
  std::vector<ChangeId> ids;
  for (int i = 0; i < 900; ++i) ids.push_back(other.check_in());
  settle(world, other);
  settle(world, device);
  for (int i = 0; i < 900; i += 50) i % 100 == 0 ? lose(device.db, ids[i]) : lose_on_server(world, ids[i]);
  let_a_day_pass(world);
  settle(world, device);
  CHECK(device.changes() == 900);
  CHECK(world.server_changes() == 900);
  CHECK(device.status().agrees);
  CHECK(value_of(device.log.canonical_dump()) == dump_of_server(world));
}

TEST_CASE("a server restored from before an author was lost for ever gets that author's changes back from the others") {
  World world;
  Device& author = world.add_founder();
  Device& other = world.add_member();
  settle(world, author);
  world.server.reset();
  const std::string backup = world.dir.file("backup.db");
  std::filesystem::copy_file(world.server_path(), backup);
  world.open_server();
  const ParticipantId person = author.add_person("Ada");
  for (int i = 0; i < 200; ++i) author.check_in();
  other.check_in();
  settle(world, author);
  settle(world, other);
  const std::string before = dump_of_server(world);
  world.server.reset();
  std::filesystem::copy_file(backup, world.server_path(), std::filesystem::copy_options::overwrite_existing);
  world.open_server();
  REQUIRE(world.server_changes() == 0);
  settle(world, other);
  settle(world, other);
  CHECK(dump_of_server(world) == before);
  CHECK(other.status().agrees);
  CHECK(world.on_server("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 1);
  CHECK(world.on_server("SELECT max(position) = count(DISTINCT position) FROM change") == 1);
  // The author was not lost after all: nothing doubles.
  settle(world, author);
  CHECK(author.status().pending == 0);
  CHECK(dump_of_server(world) == before);
  author.append(ParticipantErased{person});
  settle(world, author);
  CHECK(world.on_server("SELECT count(*) FROM change WHERE sealed IS NOT NULL") == 0);
}

TEST_CASE("one change among twenty thousand is found in a handful of questions") {
  World world;
  Device& device = world.add_founder();
  device.check_in_many(12'000);
  const ChangeId lost_one = device.check_in();
  device.check_in_many(8'000);
  settle(world, device);
  lose_on_server(world, lost_one);
  // A server too believes its kept sum for a day; then it sums anew beside its other work.
  let_a_day_pass(world);
  settle(world, device);
  std::size_t bytes = 0;
  int questions = 0;
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind != SyncRequest::Kind::compare) return reply;
    ++questions;
    bytes += request.body.size() + reply.body.size();
    return reply;
  };
  settle(world, device);
  CHECK(server_holds(world, lost_one));
  CHECK(questions <= 5);
  CHECK(bytes < 8192);
}

TEST_CASE("a server that lies about its sums costs questions, and neither changes nor an end") {
  World world;
  Device& device = world.add_founder();
  device.check_in_many(500);
  settle(world, device);
  std::uint64_t lie = 1;
  bool another_lie_each_time = false;
  int questions = 0;
  world.on_the_way = [&](const SyncRequest& request, SyncReply reply) {
    if (request.kind == SyncRequest::Kind::pull) {
      PullResponse answer = value_of(
          decode_pull_response(reply.compressed ? value_of(inflate(reply.body, body_inflated_max)) : reply.body));
      if (answer.fingerprint) answer.fingerprint->low ^= lie;
      lie += another_lie_each_time ? 1 : 0;
      return SyncReply{request.kind, request.number, 200, content_type_protobuf, encode(answer), false, ""};
    }
    if (request.kind != SyncRequest::Kind::compare) return reply;
    ++questions;
    const CompareRequest asked = value_of(decode_compare_request(value_of(inflate(request.body, body_inflated_max))));
    CompareResponse answer;
    answer.server_id = value_of(decode_compare_response(
                                    reply.compressed ? value_of(inflate(reply.body, body_inflated_max)) : reply.body))
                           .server_id;
    answer.answered = static_cast<std::uint32_t>(asked.ranges.size());
    answer.differ = ~0ULL;
    for (const ComparedRange& range : asked.ranges) {
      answer.wanted.insert(answer.wanted.end(), range.ids.begin(), range.ids.end());
    }
    return SyncReply{request.kind, request.number, 200, content_type_protobuf, encode(answer), false, ""};
  };
  settle(world, device);
  const int first = questions;
  CHECK(first > 0);
  CHECK(first < 20);
  CHECK_FALSE(device.status().agrees);
  // The same two sums, a whole day long.
  for (int i = 0; i < 20; ++i) {
    world.clock.advance(client_tuning::compare_again_ms_max);
    settle(world, device);
  }
  CHECK(questions == first);
  another_lie_each_time = true;
  for (int i = 0; i < 100; ++i) {
    world.clock.advance(client_tuning::pull_idle_ms);
    settle(world, device);
  }
  CHECK(questions < 10 * first);
  CHECK(device.changes() == 500);
  CHECK(world.server_changes() == 500);
  world.on_the_way = nullptr;
  world.clock.advance(client_tuning::compare_again_ms_max);
  settle(world, device);
  CHECK(device.status().agrees);
}

TEST_CASE("a server that promises answers to a comparison and gives none is asked with patience") {
  World world;
  Device& device = world.add_founder();
  const ChangeId lost_one = device.check_in();
  device.check_in_many(200);
  settle(world, device);
  lose_on_server(world, lost_one);
  change_comparisons(world, [&](CompareResponse& answer) {
    answer.answered = 0;
    answer.differ = 0;
  });
  world.requests = 0;
  CHECK_FALSE(world.sync(device).has_value());
  CHECK(world.requests < 5);
  world.on_the_way = nullptr;
  settle(world, device);
  CHECK(server_holds(world, lost_one));
}

TEST_CASE("a server that goes through the ids one by one, and brings nothing, is not followed for ever") {
  World world;
  Device& device = world.add_founder();
  const ChangeId lost_one = device.check_in();
  settle(world, device);
  lose_on_server(world, lost_one);
  std::uint8_t at = 0;
  change_comparisons(world, [&](CompareResponse& answer) {
    answer.answered = 0;
    answer.entries.clear();
    answer.next.emplace().value[15] = ++at;
  });
  world.requests = 0;
  CHECK_FALSE(world.sync(device).has_value());
  CHECK(world.requests < client_tuning::barren_answers_max + 5);
}

TEST_CASE("a server that asks for patience in a comparison gets it") {
  World world;
  Device& device = world.add_founder();
  const ChangeId lost_one = device.check_in();
  device.check_in_many(200);
  settle(world, device);
  lose_on_server(world, lost_one);
  change_comparisons(world, [&](CompareResponse& answer) { answer.delay_ms = 7000; });
  world.requests = 0;
  CHECK_FALSE(world.sync(device).has_value());
  CHECK(value_of(device.client->due_requests()).empty());
  world.on_the_way = nullptr;
  world.clock.advance(7000);
  settle(world, device);
  CHECK(server_holds(world, lost_one));
}

TEST_CASE("hashing a long log is done in short turns") {
  World world;
  Device& device = world.add_founder();
  device.check_in_many(2000);
  REQUIRE(world.sync(device).has_value());
  let_a_day_pass(world);
  device.client->hurry();
  for (const SyncRequest& request : value_of(device.client->due_requests())) {
    REQUIRE(device.client->on_reply(world.carry(request)).has_value());
  }
  int turns = 0;
  for (; device.client->comparing(); ++turns) {
    CHECK(device.client->next_due_ms() == world.clock.monotonic_ms());
    CHECK(value_of(device.client->due_requests()).empty());
  }
  CHECK(turns == 2000 / static_cast<int>(client_tuning::compare_slice_changes));
  CHECK(device.client->settled());
  CHECK(device.status().compared_ms == world.clock.wall_ms());
}
