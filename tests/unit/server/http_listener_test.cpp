#include "sync/server/http_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "sync/client/curl_transport.h"
#include "sync/client/sync_thread.h"
#include "tests/unit/client/sync_world.h"

using namespace hk;
using namespace hk::test;

namespace {

/// A world whose server listens on a real port.
struct Wired {
  Wired() {
    world.server->start();
    listener = value_of(HttpListener::start(*world.server, value_of(parse_listen_address("127.0.0.1:0"))));
    url = listener->url();
  }
  Device& enrolled() {
    Device& device = world.add_device();
    succeeds(device.client->set_server(url, value_of(enrol(url, world.enrol_request(device), {}))));
    return device;
  }
  World world;
  std::unique_ptr<HttpListener> listener;
  std::string url;
};

/// Sends raw bytes and reads until the server closes or has said `enough`.
std::string speak(std::uint16_t port, const std::string& bytes, const std::string& enough) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  std::string answer;
  char chunk[4096];
  while (answer.find(enough) == std::string::npos) {
    const ssize_t size = recv(fd, chunk, sizeof chunk, 0);
    if (size <= 0) break;
    answer.append(chunk, static_cast<std::size_t>(size));
  }
  close(fd);
  return answer;
}

}  // namespace

TEST_CASE("over real sockets a check-in arrives, and one round drains feed and outbox") {
  Wired wired;
  Device& device = wired.enrolled();
  Device& second = wired.world.add_member();
  device.check_in_many(1200);
  const auto round = sync_once(*device.client);
  REQUIRE_MESSAGE(round.has_value(), (round ? "" : round.error().message()));
  CHECK(round->status.pending == 0);
  CHECK(wired.world.server_changes() == 1200);
  Statement token = second.db.statement("SELECT token FROM own_device");
  REQUIRE(token.step());
  const auto identity = [&] {
    Database db = value_of(ServerStore::open(wired.world.server_path()));
    return value_of(ServerStore(db).identity()).server_id;
  }();
  succeeds(second.client->set_server(wired.url, {identity, std::string(token.text(0)), Bytes(32, 'f'), true}));
  REQUIRE(sync_once(*second.client).has_value());
  CHECK(second.changes() == 1200);
}

TEST_CASE("the sync thread carries requests and wakes up for new ones") {
  Wired wired;
  Device& device = wired.enrolled();
  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<SyncReply> replies;
  SyncThread thread([&](SyncReply reply) {
    const std::lock_guard lock(mutex);
    replies.push_back(std::move(reply));
    arrived.notify_one();
  });
  for (int i = 0; i < 3; ++i) {
    device.check_in();
    auto requests = value_of(device.client->due_requests());
    const std::size_t expected = requests.size();
    thread.submit(std::move(requests));
    std::vector<SyncReply> got;
    {
      std::unique_lock lock(mutex);
      arrived.wait(lock, [&] { return replies.size() == expected; });
      got = std::exchange(replies, {});
    }
    for (const SyncReply& reply : got) REQUIRE(device.client->on_reply(reply).has_value());
    CHECK(device.status().pending == 0);
  }
  CHECK(wired.world.server_changes() == 3);
}

TEST_CASE("a server that is not there is offline, with the reason") {
  Wired wired;
  Device& device = wired.enrolled();
  device.check_in();
  wired.listener->stop();
  const auto round = sync_once(*device.client);
  REQUIRE_FALSE(round.has_value());
  CHECK(round.error().code == ErrorCode::offline);
  CHECK(round.error().message().find(wired.url) == 0);
  CHECK(device.status().pending == 1);
}

TEST_CASE("a body that announces or turns out to be too large is answered, not read to the end") {
  Wired wired;
  const std::uint16_t port = wired.listener->address().port;
  const std::string announced =
      speak(port, "POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n", "}");
  CHECK(announced.find("HTTP/1.1 413") == 0);
  CHECK(announced.find("urn:halsokiosk:problem:too-large") != std::string::npos);
  std::string chunked = "POST /v1/push HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunked += "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  chunked += "0\r\n\r\n";
  CHECK(speak(port, chunked, "}").find("HTTP/1.1 413") == 0);
}

TEST_CASE("half a request does not keep the server from stopping") {
  Wired wired;
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(wired.listener->address().port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  const std::string half = "POST /v1/pu";
  REQUIRE(send(fd, half.data(), half.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(half.size()));
  wired.listener->stop();
  char byte;
  CHECK(recv(fd, &byte, 1, 0) <= 0);
  close(fd);
}

TEST_CASE("a port that is taken is a conflict, and an address is read strictly") {
  Wired wired;
  const auto second = HttpListener::start(*wired.world.server, wired.listener->address());
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == ErrorCode::conflict);
  CHECK(value_of(parse_listen_address("[::1]:80")).text() == "[::1]:80");
  CHECK(value_of(parse_listen_address("127.9.9.9:80")).is_loopback());
  CHECK_FALSE(value_of(parse_listen_address("0.0.0.0:80")).is_loopback());
  CHECK_FALSE(value_of(parse_listen_address("[::]:80")).is_loopback());
  for (const char* bad : {"", "80", "localhost:80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:80x", "::1:80",
                          "[127.0.0.1]:80", "127.0.0.1:-1"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_listen_address(bad).has_value());
  }
}
