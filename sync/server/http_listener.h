#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "sync/domain/result.h"
#include "sync/server/server.h"
#include "sync/server/tls_identity.h"

namespace hk {

/// Where to listen.
struct ListenAddress {
  std::string host;  ///< a numeric IPv4 or IPv6 address
  std::uint16_t port = 0;
  [[nodiscard]] bool is_loopback() const;
  /// "127.0.0.1:8080", "[::1]:8080".
  [[nodiscard]] std::string text() const;
};
/// "127.0.0.1:8080", "[::1]:0". Errors: invalid.
[[nodiscard]] Result<ListenAddress> parse_listen_address(const std::string& text);

/// Sockets before a Server: one thread waits for all of them (epoll), a few workers handle requests, and a connection
/// sleeps while its push is being committed. HTTPS (TLS 1.2 and later) where files are given, else plain HTTP.
class HttpListener {
 public:
  /// Keeps a reference to `server`, which has been started. Errors: conflict when the port is taken; io; those of
  /// TlsIdentity::read().
  [[nodiscard]] static Result<std::unique_ptr<HttpListener>> start(Server& server, const ListenAddress& address,
                                                                   std::optional<TlsFiles> tls = {});
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;
  ~HttpListener();

  /// With the port that was really taken.
  [[nodiscard]] const ListenAddress& address() const;
  /// "http://127.0.0.1:8080", "https://[::1]:8443".
  [[nodiscard]] std::string url() const;
  /// Reads certificate and key again, for connections made from now on. Errors: those of TlsIdentity::read(), and then
  /// the old ones stay in use. Does nothing for plain HTTP.
  [[nodiscard]] Result<void> reload_tls();
  /// When the certificate in use ends, seconds since 1970; empty for plain HTTP.
  [[nodiscard]] std::optional<std::int64_t> tls_valid_until_s() const;
  /// Takes no new connection, answers what has been asked, stops the server, then closes.
  void stop();

 private:
  struct Impl;
  explicit HttpListener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hk
