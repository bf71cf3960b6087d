#include "sync/server/server.h"

#include <charconv>

#include "sync/server/quarantine_replay.h"
#include "sync/server/server_context.h"

namespace hk {
namespace {

constexpr char content_type_text[] = "text/plain; charset=utf-8";
constexpr char content_type_metrics[] = "text/plain; version=0.0.4; charset=utf-8";

void handle_health(ServerContext&, const HttpRequest&, const Respond& respond) {
  respond({200, content_type_text, "ok\n", false, {}});
}

/// The number of programmes, which is also the proof that the store can be read.
Result<std::int64_t> count_programmes(ServerContext& context) {
  HK_ASSIGN(const auto lease, context.reads.take());
  HK_ASSIGN(const auto programmes, ServerStore(*lease).programmes());
  return static_cast<std::int64_t>(programmes.size());
}

void handle_ready(ServerContext& context, const HttpRequest&, const Respond& respond) {
  const auto programmes = count_programmes(context);
  respond(programmes ? HttpResponse{200, content_type_text, "ready\n", false, {}}
                     : context.store_problem(programmes.error()));
}

void handle_metrics(ServerContext& context, const HttpRequest&, const Respond& respond) {
  const auto programmes = count_programmes(context);
  respond(programmes ? HttpResponse{200,
                                    content_type_metrics,
                                    context.metrics.text(*programmes, context.polls.waiting()),
                                    false,
                                    {}}
                     : context.store_problem(programmes.error()));
}

struct Route {
  std::string_view path;  ///< without the version where it has one
  std::string_view method;
  void (*handle)(ServerContext&, const HttpRequest&, const Respond&);
};
constexpr Route routes[] = {{"/push", "POST", handle_push},
                            {"/pull", "POST", handle_pull},
                            {"/compare", "POST", handle_compare},
                            {"/enrolments", "POST", handle_enrolment},
                            {"/codes", "POST", handle_code},
                            {"/enrolments/approval", "POST", handle_approval},
                            {"/enrolments/wait", "POST", handle_wait},
                            {"/healthz", "GET", handle_health},
                            {"/readyz", "GET", handle_ready},
                            {"/metrics", "GET", handle_metrics}};

/// "/v2/push" is version 2 of "/push"; a path without a version is 0 of itself.
struct VersionedPath {
  unsigned version = 0;
  std::string_view rest;
};
VersionedPath versioned(std::string_view path) {
  unsigned version = 0;
  if (!path.starts_with("/v")) return {0, path};
  const char* const end = path.data() + path.size();
  const auto [stopped, error] = std::from_chars(path.data() + 2, end, version);
  if (error != std::errc() || stopped == end || *stopped != '/') return {0, path};
  return {version, {stopped, static_cast<std::size_t>(end - stopped)}};
}

bool is_sync(const Route& route) { return route.method == std::string_view("POST"); }

void route(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  const VersionedPath path = versioned(request.path);
  if (path.rest.size() != request.path.size()) {
    if (path.version < context.versions.min) return respond(context.problem(problems::client_too_old, ""));
    if (path.version > context.versions.max) return respond(context.problem(problems::client_too_new, ""));
  }
  for (const Route& route : routes) {
    if (route.path != path.rest || is_sync(route) != (path.version > 0)) continue;
    if (route.method == request.method) return route.handle(context, request, respond);
    return respond(context.problem(problems::wrong_method, "takes " + std::string(route.method)));
  }
  respond(context.problem(problems::not_found, ""));
}

/// A request for the journal: ours by name, a stranger's words not at all.
std::string line_of(const HttpRequest& request) {
  const VersionedPath path = versioned(request.path);
  for (const Route& route : routes) {
    if (route.path != path.rest) continue;
    const std::string version = path.version == 0 ? "" : "/v" + std::to_string(path.version);
    return (request.method == route.method ? request.method : "?") + " " + version + std::string(route.path);
  }
  return "another path";
}

void note(ServerContext& context, const std::string& line, const HttpResponse& response) {
  context.metrics.count_request(response.status);
  if (response.status < 400) return;
  context.journal(line + " " + std::to_string(response.status) + " " + response.problem);
}

/// Folds what an older program kept without knowing its kind.
Result<void> fold_late(Database& db) {
  HK_ASSIGN(const auto accounts, ServerStore(db).programmes());
  return sqlite_guard(db, [&]() -> Result<void> {
    Log log(db);
    Transaction transaction(db);
    for (const ProgrammeAccount& account : accounts) {
      if (!account.programme) continue;
      HK_ASSIGN(const ProgrammeRef programme, log.programme(*account.programme));
      Verifier verifier(*account.programme, account.root_key);
      HK_TRY(log.teach(programme, verifier));
      HK_TRY(log.fold_late(programme, verifier));
    }
    transaction.commit();
    return {};
  });
}

/// What was quarantined by an older program, or before somebody mended something, may be believed now.
Result<void> replay_all(Database& db, const Clock& clock, const Server::Journal& journal) {
  HK_ASSIGN(const auto accounts, ServerStore(db).programmes());
  for (const ProgrammeAccount& account : accounts) {
    HK_ASSIGN(const Replayed replayed, replay_quarantine(db, account, clock));
    if (replayed.taken > 0) journal("quarantine: " + std::to_string(replayed.taken) + " changes are believed now");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Server>> Server::open(const std::string& store_path, const Clock& clock, Journal journal,
                                             ProtocolVersions versions) {
  HK_ASSIGN(Database db, ServerStore::open(store_path));
  HK_ASSIGN(ServerIdentity identity, ServerStore(db).identity());
  HK_TRY(fold_late(db));
  HK_TRY(replay_all(db, clock, journal));
  auto context = std::make_unique<ServerContext>(std::move(identity), versions, clock, std::move(db), store_path,
                                                 std::move(journal));
  return std::unique_ptr<Server>(new Server(std::move(context)));
}

Server::Server(std::unique_ptr<ServerContext> context) : context_(std::move(context)) {}
Server::~Server() { stop(); }

void Server::start() {
  context_->commits.start();
  context_->polls.start();
}

void Server::run_on(Runner runner) { context_->runner = std::move(runner); }
void Server::end_polls() { context_->polls.stop(); }
void Server::end_due_polls() { context_->polls.end_due(); }

void Server::stop() {
  ServerContext& context = *context_;
  context.polls.stop();
  // A last word of every device, so that coverage in reports outlives a restart. Refused when stopped before.
  (void)context.commits.submit(
      {[&context](Database& db) { return context.contacts.write(db); }, [](const Result<void>&) {}, 0});
  context.commits.stop();
}

std::size_t Server::commit_waiting() { return context_->commits.commit_waiting(); }

HttpResponse Server::refuse(const HttpRequest& request, const Problem& problem, const std::string& detail) {
  HttpResponse response = context_->problem(problem, detail);
  note(*context_, line_of(request), response);
  return response;
}

void Server::handle(const HttpRequest& request, const Respond& respond) {
  ServerContext& context = *context_;
  // The answer may come from the committing thread, when `request` is gone.
  route(context, request, [&context, respond, line = line_of(request)](HttpResponse response) {
    note(context, line, response);
    respond(std::move(response));
  });
}

}  // namespace hk
