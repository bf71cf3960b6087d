#include <arpa/inet.h>

#include <charconv>

#include "sync/server/http_listener.h"

namespace hk {
namespace {

bool is_v6(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}
bool is_v4(const std::string& host) {
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

}  // namespace

bool ListenAddress::is_loopback() const {
  in6_addr v6{};
  if (inet_pton(AF_INET6, host.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
  in_addr v4{};
  return inet_pton(AF_INET, host.c_str(), &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127;
}

std::string ListenAddress::text() const { return (is_v6(host) ? "[" + host + "]" : host) + ":" + std::to_string(port); }

Result<ListenAddress> parse_listen_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return fail(ErrorCode::invalid, text, "is not ADDRESS:PORT");
  ListenAddress address;
  address.host = text.substr(0, colon);
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc() || stopped != end) return fail(ErrorCode::invalid, text, "has no port from 0 to 65535");
  const bool bracketed = address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']';
  if (bracketed) address.host = address.host.substr(1, address.host.size() - 2);
  if (bracketed ? !is_v6(address.host) : !is_v4(address.host)) {
    return fail(ErrorCode::invalid, text, "does not start with an address like 127.0.0.1 or [::1]");
  }
  return address;
}

}  // namespace hk
