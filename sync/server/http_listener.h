#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "sync/domain/result.h"
#include "sync/server/server.h"

namespace hk {

/// Where to listen.
struct ListenAddress {
  std::string host;  ///< a numeric IPv4 or IPv6 address
  std::uint16_t port = 0;
  [[nodiscard]] bool is_loopback() const;
  /// "http://127.0.0.1:8080", "http://[::1]:8080".
  [[nodiscard]] std::string url() const;
};
/// "127.0.0.1:8080", "[::1]:0". Errors: invalid.
[[nodiscard]] Result<ListenAddress> parse_listen_address(const std::string& text);

/// Sockets before a Server: one thread waits for all of them (epoll), a few workers handle requests, and a connection
/// sleeps while its push is being committed.
class HttpListener {
 public:
  /// Keeps a reference to `server`, which has been started. Errors: conflict when the port is taken; io.
  [[nodiscard]] static Result<std::unique_ptr<HttpListener>> start(Server& server, const ListenAddress& address);
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;
  ~HttpListener();

  /// With the port that was really taken.
  [[nodiscard]] const ListenAddress& address() const;
  /// Takes no new connection, answers what has been asked, stops the server, then closes.
  void stop();

 private:
  struct Impl;
  explicit HttpListener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hk
