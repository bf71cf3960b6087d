#include <algorithm>

#include "tests/sim/world.h"

/// The way between the tablets and the server.
namespace hk::sim {
namespace {

constexpr std::size_t delay_ms_max = 20'000;
/// The server gathers what comes, and commits it together.
constexpr std::size_t commit_delay_ms_max = 3000;
constexpr int no_process = 0;

SyncReply nothing_came(const SyncRequest& request) {
  return {request.kind, request.number, 0, "", {}, false, "connection reset"};
}

SyncReply foreign(const SyncRequest& request, int status, const char* type, const char* body) {
  return {request.kind, request.number, status, type, body, false, ""};
}

/// What proxies, gateways and other people's servers say.
SyncReply of_a_proxy(const SyncRequest& request, std::size_t chance) {
  constexpr int statuses[] = {400, 401, 403, 404, 407, 409, 413, 429, 500, 502, 503, 504};
  const int status = statuses[chance % std::size(statuses)];
  switch (chance / std::size(statuses) % 3) {
    case 0:
      return foreign(request, status, "text/html; charset=utf-8", "<html>Bad gateway</html>");
    case 1:
      return foreign(request, status, "application/problem+json", R"({"type":"about:blank","title":"No"})");
    default:
      // Our kind of server, but not ours.
      return foreign(request, status, content_type_problem,
                     R"({"type":"urn:halsokiosk:problem:other-change","title":"No","retry":false,"server_id":"00"})");
  }
}

bool by_first_version(const SyncRequest& request) { return request.url.find("/v1/") != std::string::npos; }

/// Where an answer of version 1 that is not compressed breaks off, nobody can tell. Then the rest of it is lost for
/// ever, which matters where it says what was ruled of a clock.
bool rules_by_first_version(const SyncRequest& request, const SyncReply& answer) {
  const bool told = !by_first_version(request) || answer.compressed || answer.status != 200;
  if (told || request.kind != SyncRequest::Kind::push) return false;
  return !decode_push_response(answer.body).value().hlc_accepted.empty();
}

/// The last part of the path: "push" of "/v2/push".
std::string lane_of(const SyncRequest& request) { return request.url.substr(request.url.rfind('/') + 1); }

}  // namespace

void World::ask(std::size_t kiosk) {
  for (SyncRequest& request : kiosks_[kiosk].due()) {
    note(lane_of(request), kiosk, request.number);
    send({kiosk, kiosks_[kiosk].process(), 0, 0, std::move(request), false});
  }
}

void World::lose(Parcel& parcel) {
  // Either the connection breaks, or nobody ever hears of it again and the client must give up by itself.
  if (const auto* request = std::get_if<SyncRequest>(&parcel.what)) {
    parcel.what = nothing_came(*request);
  } else {
    SyncReply& reply = std::get<SyncReply>(parcel.what);
    reply = {reply.kind, reply.number, 0, "", {}, false, "connection reset"};
  }
  if (random_.one_in(3)) parcel.process = no_process;
}

void World::send(Parcel parcel) {
  const bool request = std::holds_alternative<SyncRequest>(parcel.what);
  // Where nothing goes wrong everything arrives at once.
  const auto at = [&] {
    const std::size_t delay = rates_.one_in(Fault::network_up) == 0 ? 0 : random_.below(delay_ms_max);
    return clock_.monotonic_ms() + static_cast<std::int64_t>(delay);
  };
  if (strikes(request ? Fault::request_twice : Fault::answer_twice, parcel.kiosk)) {
    parcel.at_ms = at();
    underway_.push_back(parcel);
  }
  if (!online_[parcel.kiosk] || strikes(request ? Fault::request_lost : Fault::answer_lost, parcel.kiosk)) lose(parcel);
  parcel.at_ms = at();
  underway_.push_back(std::move(parcel));
}

void World::deliver() {
  for (;;) {
    const auto first = std::min_element(underway_.begin(), underway_.end(),
                                        [](const Parcel& a, const Parcel& b) { return a.at_ms < b.at_ms; });
    if (first == underway_.end() || first->at_ms > clock_.monotonic_ms()) break;
    const Parcel parcel = std::move(*first);
    underway_.erase(first);
    if (const auto* request = std::get_if<SyncRequest>(&parcel.what)) {
      arrive_at_server(parcel, *request);
    } else {
      arrive_at_kiosk(parcel, std::get<SyncReply>(parcel.what));
    }
    revive();
  }
}

void World::arrive_at_server(const Parcel& parcel, const SyncRequest& request) {
  const auto take = [this, parcel = Parcel{parcel.kiosk, parcel.process, 0, 0, SyncReply{}, false},
                     request](const HttpResponse& response) { answer(parcel, request, response); };
  if (strikes(Fault::answer_refusal, parcel.kiosk)) {
    server_.refuse(request, static_cast<std::size_t>(random_.next_u64() >> 1), take);
    return;
  }
  const bool idle = !server_.has_to_commit();
  server_.handle(request, kiosks_[parcel.kiosk].device(), take);
  const std::size_t wait = rates_.one_in(Fault::network_up) == 0 ? 0 : random_.below(commit_delay_ms_max);
  if (idle) commit_at_ms_ = clock_.monotonic_ms() + static_cast<std::int64_t>(wait);
  if (server_.has_to_commit() && commit_at_ms_ <= clock_.monotonic_ms()) server_.commit();
}

void World::answer(const Parcel& asked, const SyncRequest& request, const HttpResponse& response) {
  bool half = false;
  SyncReply reply{
      request.kind, request.number, response.status, response.content_type, response.body, response.compressed, ""};
  if (strikes(Fault::answer_portal, asked.kiosk)) {
    reply = foreign(request, 200, "text/html", "<html>Log in to the Wi-Fi</html>");
  } else if (strikes(Fault::answer_proxy, asked.kiosk)) {
    reply = of_a_proxy(request, static_cast<std::size_t>(random_.next_u64() >> 1));
  } else if (!reply.body.empty() && !rules_by_first_version(request, reply) &&
             strikes(Fault::answer_cut, asked.kiosk)) {
    reply.body.resize(random_.below(reply.body.size()));
    half = !by_first_version(request);
  }
  send({asked.kiosk, asked.process, 0, server_.generation(), std::move(reply), half});
}

void World::arrive_at_kiosk(const Parcel& parcel, const SyncReply& reply) {
  SimKiosk& kiosk = kiosks_[parcel.kiosk];
  if (parcel.process != kiosk.process()) return;
  note(reply.status == 200 ? "answered" : "not answered", parcel.kiosk, reply.number);
  // Where it dies now, its cursor is of this feed or of the one before.
  kiosk.read.generation = std::min(kiosk.read.generation, parcel.generation);
  const std::string stood = parcel.half ? kiosk.standing() : "";
  if (!kiosk.take(reply)) {
    note("answer not stored", parcel.kiosk, reply.number);
    return;
  }
  if (parcel.half && kiosk.standing() != stood)
    broken_ = "kiosk " + std::to_string(parcel.kiosk) + " believed half an answer";
  const Bytes cursor = kiosk.cursor();
  if (cursor != kiosk.read.cursor) kiosk.read = {cursor, parcel.generation, 0};
  check(kiosk, parcel.kiosk);
}

}  // namespace hk::sim
