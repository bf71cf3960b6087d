#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "sync/client/curl_transport.h"
#include "sync/client/sync_thread.h"
#include "sync/server/http_listener.h"
#include "sync/server/tuning.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

std::string token_of(Device& device) {
  Statement query = device.db.statement("SELECT token FROM own_device");
  REQUIRE(query.step());
  return std::string(query.text(0));
}

/// A pull that may wait, and its answer once there is one.
struct Poll {
  Poll(World& world, const std::string& token, std::uint32_t wait_s, Bytes cursor = {}) {
    const HttpRequest request{"POST",
                              "/v1/pull",
                              "Bearer " + token,
                              content_type_protobuf,
                              "",
                              "",
                              encode(PullRequest{cursor, 0, wait_s, {}})};
    world.server->handle(request, [this](const HttpResponse& response) {
      ++answers;
      REQUIRE(response.status == 200);
      answer = value_of(decode_pull_response(response.body));
    });
  }
  Poll(const Poll&) = delete;
  int answers = 0;
  PullResponse answer;
};

/// The gauge that operators see.
std::int64_t polls_waiting(Server& server) {
  std::string text;
  server.handle({"GET", "/metrics", "", "", "", "", ""}, [&](const HttpResponse& response) { text = response.body; });
  const std::string name = "\nhalsokiosk_polls_waiting ";
  return std::stoll(text.substr(text.find(name) + name.size()));
}

std::size_t threads_here() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

}  // namespace

TEST_CASE("a pull without news waits, and another kiosk's change ends the wait") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  first.check_in();
  REQUIRE(world.sync(first).has_value());
  const Poll poll(world, token_of(second), 25);
  CHECK(poll.answers == 1);
  CHECK(poll.answer.entries.size() == 1);
  const Poll waiting(world, token_of(second), 25, poll.answer.cursor);
  CHECK(waiting.answers == 0);
  CHECK(polls_waiting(*world.server) == 1);
  first.check_in();
  REQUIRE(world.sync(first).has_value());
  CHECK(waiting.answers == 1);
  CHECK(waiting.answer.entries.size() == 1);
  CHECK(polls_waiting(*world.server) == 0);
}

TEST_CASE("a kiosk's own change does not end its poll; its patience does, and the cursor has moved on") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  const Poll poll(world, token_of(device), 10'000);
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  CHECK(poll.answers == 0);
  world.clock.advance(server_tuning::poll_ms_max - 1);
  world.server->end_due_polls();
  CHECK(poll.answers == 0);
  world.clock.advance(1);
  world.server->end_due_polls();
  CHECK(poll.answers == 1);
  CHECK(poll.answer.entries.empty());
  CHECK_FALSE(poll.answer.cursor.empty());
}

TEST_CASE("a device holds one poll: a new one ends the old") {
  World world;
  Device& first = world.add_founder();
  Device& second = world.add_member();
  first.check_in();
  REQUIRE(world.sync(first).has_value());
  REQUIRE(world.sync(second).has_value());
  const Bytes cursor = Poll(world, token_of(second), 0).answer.cursor;
  const Poll old(world, token_of(second), 25, cursor);
  const Poll newer(world, token_of(second), 25, cursor);
  CHECK(old.answers == 1);
  CHECK(newer.answers == 0);
  CHECK(polls_waiting(*world.server) == 1);
  world.server->end_polls();
  CHECK(newer.answers == 1);
}

TEST_CASE("a server that stops sends its polls home, and keeps none after that") {
  World world;
  Device& device = world.add_founder();
  device.check_in();
  REQUIRE(world.sync(device).has_value());
  const Poll poll(world, token_of(device), 25);
  CHECK(poll.answers == 0);
  world.server->end_polls();
  CHECK(poll.answers == 1);
  CHECK(Poll(world, token_of(device), 25).answers == 1);
}

namespace {

/// A world over real sockets and threads. Its clock stands still: nothing happens because time passes.
struct Wired {
  Wired() : first(world.add_founder()), second(world.add_member()) {
    world.server->start();
    listener = value_of(HttpListener::start(*world.server, value_of(parse_listen_address("127.0.0.1:0"))));
    for (Device* device : {&first, &second}) {
      device->db.statement("UPDATE own_device SET server_url = :url").bind_text(":url", listener->url()).run();
    }
  }
  World world;
  Device& first;
  Device& second;
  std::unique_ptr<HttpListener> listener;
};

/// Kiosks with a sync thread each; their cores take turns on the test's thread.
class Cores {
 public:
  explicit Cores(std::vector<Device*> devices) : devices_(std::move(devices)) {
    for (std::size_t i = 0; i < devices_.size(); ++i) {
      threads_.push_back(std::make_unique<SyncThread>([this, i](SyncReply reply) {
        const std::lock_guard lock(mutex_);
        replies_.emplace_back(i, std::move(reply));
        arrived_.notify_one();
      }));
    }
  }
  /// Lets them work until `done`.
  void work_until(const std::function<bool()>& done) {
    while (!done()) {
      for (std::size_t i = 0; i < devices_.size(); ++i) {
        threads_[i]->submit(value_of(devices_[i]->client->due_requests()));
      }
      for (auto& [i, reply] : take()) REQUIRE(devices_[i]->client->on_reply(reply).has_value());
    }
  }

 private:
  std::vector<std::pair<std::size_t, SyncReply>> take() {
    constexpr auto look_again = std::chrono::milliseconds(5);  // `done` may come true without a reply
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, look_again, [this] { return !replies_.empty(); });
    return std::exchange(replies_, {});
  }

  std::vector<Device*> devices_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::pair<std::size_t, SyncReply>> replies_;
  std::vector<std::unique_ptr<SyncThread>> threads_;
};

}  // namespace

TEST_CASE("a change goes through while polls are open, and reaches the idle kiosk by its poll") {
  Wired wired;
  Device& first = wired.first;
  Device& second = wired.second;
  for (Device* device : {&first, &second}) device->client->keep_poll_open();
  first.check_in();
  Cores cores({&first, &second});
  const auto both_wait = [&] { return polls_waiting(*wired.world.server) == 2 && first.status().pending == 0; };
  cores.work_until([&] { return both_wait() && second.changes() == 1; });
  for (std::int64_t held = 2; held <= 5; ++held) {
    cores.work_until(both_wait);
    first.check_in();
    // Whose answer comes first, the poll's or the push's, nobody says.
    cores.work_until([&] { return second.changes() == held && first.status().pending == 0; });
    CHECK(first.changes() == held);
  }
  // Both ends stop although polls are open.
  cores.work_until(both_wait);
  wired.listener->stop();
}

TEST_CASE("two hundred waiting kiosks cost no thread each, hold up no push, and all get the news") {
  constexpr std::size_t kiosks = 200;
  Wired wired;
  Device& writer = wired.first;
  writer.check_in();
  REQUIRE(sync_once(*writer.client).has_value());
  const Bytes cursor = Poll(wired.world, token_of(writer), 0).answer.cursor;
  std::vector<SyncRequest> polls;
  {
    Database db = value_of(ServerStore::open(wired.world.server_path()));
    Transaction transaction(db);
    const auto account = value_of(ServerStore(db).find_programme("Lindängen"));
    for (std::size_t i = 0; i < kiosks; ++i) {
      EnrolRequest request = wired.world.enrol_request(writer);
      request.device = make_id<DeviceId>(wired.world.clock, wired.world.random);
      const std::string token = to_hex(random_bytes(32));
      succeeds(ServerStore(db).put_token(account.row, request, digest(token), 0));
      polls.push_back({SyncRequest::Kind::pull,
                       i + 1,
                       wired.listener->url() + "/v1/pull",
                       token,
                       deflate(encode(PullRequest{cursor, 0, 25, {}})),
                       {},
                       25});
    }
    transaction.commit();
  }
  CurlTransport transport;
  const std::size_t threads_before = threads_here();
  for (SyncRequest& poll : polls) transport.start(std::move(poll));
  std::size_t answered = 0;
  while (polls_waiting(*wired.world.server) < static_cast<std::int64_t>(kiosks)) answered += transport.wait(5).size();
  CHECK(answered == 0);
  CHECK(threads_here() == threads_before);
  writer.check_in();
  REQUIRE(sync_once(*writer.client).has_value());
  CHECK(wired.world.server_changes() == 2);
  std::size_t with_news = 0;
  while (answered < kiosks) {
    for (const SyncReply& reply : transport.wait(1000)) {
      ++answered;
      const Bytes body = reply.compressed ? value_of(inflate(reply.body, body_inflated_max)) : reply.body;
      with_news += value_of(decode_pull_response(body)).entries.size();
    }
  }
  CHECK(with_news == kiosks);
}
