#include "sync/server/server.h"

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
  respond(programmes ? HttpResponse{200, content_type_metrics, context.metrics.text(*programmes), false, {}}
                     : context.store_problem(programmes.error()));
}

struct Route {
  std::string_view path;
  std::string_view method;
  void (*handle)(ServerContext&, const HttpRequest&, const Respond&);
};
constexpr Route routes[] = {
    {"/v1/push", "POST", handle_push},  {"/v1/pull", "POST", handle_pull}, {"/v1/enrolments", "POST", handle_enrolment},
    {"/healthz", "GET", handle_health}, {"/readyz", "GET", handle_ready},  {"/metrics", "GET", handle_metrics}};

void route(ServerContext& context, const HttpRequest& request, const Respond& respond) {
  for (const Route& route : routes) {
    if (route.path != request.path) continue;
    if (route.method == request.method) return route.handle(context, request, respond);
    return respond(context.problem(problems::wrong_method, "takes " + std::string(route.method)));
  }
  respond(context.problem(problems::not_found, ""));
}

/// A request for the journal: ours by name, a stranger's words not at all.
std::string line_of(const HttpRequest& request) {
  for (const Route& route : routes) {
    if (route.path == request.path) return (request.method == route.method ? request.method : "?") + " " + request.path;
  }
  return "another path";
}

void note(ServerContext& context, const std::string& line, const HttpResponse& response) {
  context.metrics.count_request(response.status);
  if (response.status < 400) return;
  context.journal(line + " " + std::to_string(response.status) + " " + response.problem);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::open(const std::string& store_path, const Clock& clock, Journal journal) {
  HK_ASSIGN(Database db, ServerStore::open(store_path));
  HK_ASSIGN(ServerIdentity identity, ServerStore(db).identity());
  auto context =
      std::make_unique<ServerContext>(std::move(identity), clock, std::move(db), store_path, std::move(journal));
  return std::unique_ptr<Server>(new Server(std::move(context)));
}

Server::Server(std::unique_ptr<ServerContext> context) : context_(std::move(context)) {}
Server::~Server() { stop(); }

void Server::start() { context_->commits.start(); }

void Server::stop() {
  ServerContext& context = *context_;
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
