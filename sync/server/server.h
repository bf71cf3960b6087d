#pragma once
#include <functional>
#include <memory>
#include <string>

#include "sync/domain/environment.h"
#include "sync/protocol/messages.h"
#include "sync/server/http.h"

namespace hk {

struct Problem;
struct ServerContext;

/// The server without sockets: a request comes in, an answer goes out (protocol.md, "Wire"). handle() may be called
/// from any thread. Pushes and enrolments are answered after their commit, by the committing thread.
class Server {
 public:
  /// A line about a failed request or commit, without personal data. Called from any thread.
  using Journal = std::function<void(const std::string&)>;

  /// Carries out work that came up without a request of its own, such as answering a poll when there is news.
  using Runner = std::function<void(std::function<void()> job)>;

  /// Opens the store, or makes it. Keeps a reference to `clock`. Errors: those of Database::open.
  [[nodiscard]] static Result<std::unique_ptr<Server>> open(const std::string& store_path, const Clock& clock,
                                                            Journal journal,
                                                            ProtocolVersions versions = protocol_versions);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  /// Gives commits and the end of polls a thread each. Without it, whoever owns the server calls commit_waiting() and
  /// end_due_polls().
  void start();
  /// Where work runs; null: on the thread that it came up on. Before the first request, or after the last one.
  void run_on(Runner runner);
  /// Answers every pull that waits for news, now and from now on.
  void end_polls();
  /// Commits and answers what waits; from then on everything that writes is answered with `busy`.
  void stop();

  void handle(const HttpRequest& request, const Respond& respond);
  /// The answer to a request that never got as far as handle().
  [[nodiscard]] HttpResponse refuse(const HttpRequest& request, const Problem& problem, const std::string& detail);
  /// For an owner without threads: commits and answers what waits, and folds it. Returns how many transactions the
  /// commits took.
  std::size_t commit_waiting();
  void end_due_polls();

 private:
  explicit Server(std::unique_ptr<ServerContext> context);
  std::unique_ptr<ServerContext> context_;
};

}  // namespace hk
