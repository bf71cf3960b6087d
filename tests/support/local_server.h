#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "kiosk/store/join_programme.h"
#include "sync/client/one_shot.h"
#include "sync/crypto/one_time_code.h"
#include "sync/server/founder_code.h"
#include "sync/server/server.h"
#include "sync/server/server_store.h"

namespace hk::test {

/// A server in this process that keeps one programme. It answers each request before the next one.
class LocalServer {
 public:
  static constexpr const char* url = "http://127.0.0.1:1";

  LocalServer(
      const std::filesystem::path& folder, const Clock& clock,
      std::function<void(const std::string&)> log = [](const std::string&) {})
      : path_((folder / "server.db").string()), code_(make_one_time_code()) {
    server_ = Server::open(path_, clock, std::move(log)).value();
    Database db = ServerStore::open(path_).value();
    require(ServerStore(db).add_programme("Prov", founder_code_hash(code_), clock.wall_ms()));
  }

  SyncReply carry(const SyncRequest& request) {
    HttpResponse answer;
    server_->handle(
        {"POST", request.url.substr(std::string(url).size()), request.token.empty() ? "" : "Bearer " + request.token,
         content_type_protobuf, "zstd", "zstd", request.body},
        [&answer](HttpResponse response) { answer = std::move(response); });
    (void)server_->commit_waiting();
    return {request.kind, request.number, answer.status, answer.content_type, answer.body, answer.compressed, ""};
  }
  [[nodiscard]] Exchange exchange() {
    return [this](const SyncRequest& request) { return carry(request); };
  }

  /// The store's device brings the programme.
  void found(const KioskStore& store, SyncClient& client, const Exchange& exchange) {
    require(client.set_server(url, enrol(url, enrol_request(store, code_), {}, exchange).value()));
  }
  void found(const KioskStore& store, SyncClient& client) { found(store, client, exchange()); }

 private:
  static void require(const Result<void>& result) {
    if (!result) throw std::runtime_error(result.error().message());
  }

  std::string path_, code_;
  std::unique_ptr<Server> server_;
};

}  // namespace hk::test
