#pragma once
#include <functional>
#include <string>

#include "sync/domain/bytes.h"

/// A request and an answer of HTTP as plain values: nothing of the server's logic knows a socket.
namespace hk {

struct HttpRequest {
  std::string method;
  std::string path;  ///< without a query
  std::string authorization;
  std::string content_type;
  std::string content_encoding;
  std::string accept_encoding;
  Bytes body;
  std::string accept = {};
};

struct HttpResponse {
  int status = 200;
  std::string content_type;
  Bytes body;
  bool compressed = false;  ///< the body is zstd
  std::string problem;      ///< last part of the problem's type, for the log line; empty for a success
};

/// Called once for each request, from any thread.
using Respond = std::function<void(HttpResponse)>;

}  // namespace hk
