#pragma once
#include <mutex>
#include <string>

#include "sync/domain/environment.h"
#include "sync/domain/hlc.h"
#include "sync/protocol/messages.h"
#include "sync/server/contacts.h"
#include "sync/server/feed_sum.h"
#include "sync/server/group_commit.h"
#include "sync/server/http.h"
#include "sync/server/metrics.h"
#include "sync/server/polls.h"
#include "sync/server/problem.h"
#include "sync/server/read_connections.h"
#include "sync/server/server.h"
#include "sync/server/server_store.h"
#include "sync/server/tuning.h"

namespace hk {

/// Answers wrong codes at a bounded rate. May be called from any thread.
class CodeLimit {
 public:
  /// False while too many wrong codes have come lately.
  [[nodiscard]] bool open(std::int64_t now_ms);
  void count_wrong();

 private:
  std::mutex mutex_;
  double left_ = server_tuning::wrong_codes_burst;
  std::int64_t filled_ms_ = 0;
};

/// What all requests share.
struct ServerContext {
  ServerContext(ServerIdentity who, ProtocolVersions spoken, const Clock& time, Database writer,
                const std::string& path, Server::Journal lines)
      : identity(std::move(who)),
        versions(spoken),
        clock(time),
        journal(std::move(lines)),
        commits(std::move(writer), {[this](Database& db) { return sweep(db); },
                                    [this](Database& db) { return fold_some(db) && sum_some(db); }}),
        reads(path),
        polls(time) {}

  ServerIdentity identity;
  ProtocolVersions versions;
  const Clock& clock;
  Server::Journal journal;
  Metrics metrics;
  Contacts contacts;
  CodeLimit code_limit;
  RecentSums sums;
  HybridClock hlc;        ///< on the committing thread only
  GroupCommit commits;    ///< its thread uses all of the above
  ReadConnections reads;  ///< closed before the writer, which then leaves no WAL behind
  Polls polls;
  Server::Runner runner;
  void run(const std::function<void()>& job) const { runner ? runner(job) : job(); }

  [[nodiscard]] HttpResponse problem(const Problem& problem, const std::string& detail) const {
    return to_response(problem, {identity.server_id, versions}, detail);
  }
  /// Overwrites what was erased; false while somebody reads it. On the committing thread.
  [[nodiscard]] bool sweep(Database& db) const;
  /// Folds some of what was acknowledged before it was folded; false while there is more. On the committing thread.
  [[nodiscard]] bool fold_some(Database& db) const;
  /// Carries the sums of the feeds on; false while there is more. On the committing thread.
  [[nodiscard]] bool sum_some(Database& db) const;
  /// How long a kiosk is to wait before it comes again; 0 while the committer keeps up.
  [[nodiscard]] std::uint32_t delay_ms();
  /// For an error of the store; also written to the journal.
  [[nodiscard]] HttpResponse store_problem(const Error& error) const;
};

/// The message of a request: type and encoding checked, inflated to at most `inflated_max` bytes. The error is the
/// answer to give.
[[nodiscard]] tl::expected<Bytes, HttpResponse> read_message(const ServerContext& context, const HttpRequest& request,
                                                             std::size_t inflated_max,
                                                             std::string_view type = content_type_protobuf);
/// A good answer, as zstd where the caller takes it and it pays.
[[nodiscard]] HttpResponse message_response(const HttpRequest& request, Bytes message,
                                            const char* type = content_type_protobuf);
/// Whom the bearer token belongs to, also when that device still waits to be approved. The error is the answer to give.
[[nodiscard]] tl::expected<CallingDevice, HttpResponse> identify(ServerContext& context, const HttpRequest& request);
/// The same, for what a device may do once it is approved.
[[nodiscard]] tl::expected<CallingDevice, HttpResponse> authenticate(ServerContext& context,
                                                                     const HttpRequest& request);

void handle_code(ServerContext& context, const HttpRequest& request, const Respond& respond);
void handle_enrolment(ServerContext& context, const HttpRequest& request, const Respond& respond);
void handle_approval(ServerContext& context, const HttpRequest& request, const Respond& respond);
void handle_wait(ServerContext& context, const HttpRequest& request, const Respond& respond);
void handle_push(ServerContext& context, const HttpRequest& request, const Respond& respond);
void handle_pull(ServerContext& context, const HttpRequest& request, const Respond& respond);
void handle_compare(ServerContext& context, const HttpRequest& request, const Respond& respond);

}  // namespace hk
