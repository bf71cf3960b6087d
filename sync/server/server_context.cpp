#include "sync/server/server_context.h"

#include <algorithm>

#include "sync/protocol/messages.h"
#include "sync/server/feed_sum.h"

namespace hk {

bool CodeLimit::open(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  // A wall clock set back only stops the refill until it has caught up.
  const double elapsed_s = static_cast<double>(std::max<std::int64_t>(0, now_ms - filled_ms_)) / 1000;
  left_ = std::min(server_tuning::wrong_codes_burst, left_ + elapsed_s * server_tuning::wrong_codes_per_s);
  filled_ms_ = now_ms;
  return left_ >= 1;
}

void CodeLimit::count_wrong() {
  const std::lock_guard lock(mutex_);
  left_ -= 1;
}

HttpResponse ServerContext::store_problem(const Error& error) const {
  journal("store: " + error.message());
  return problem(problems::store_failed, error.what);
}

bool ServerContext::sweep(Database& db) const {
  const Result<void> swept = [&]() -> Result<void> {
    Log log(db);
    HK_ASSIGN(const bool needed, log.needs_sweep());
    return needed ? log.sweep() : Result<void>();
  }();
  if (swept) return true;
  if (swept.error().code == ErrorCode::busy) return false;
  // A disk that fails is not asked again before the next commit.
  journal("sweep: " + swept.error().message());
  return true;
}

bool ServerContext::fold_some(Database& db) const {
  const Result<bool> done = sqlite_guard(db, [&]() -> Result<bool> {
    Transaction transaction(db);
    HK_ASSIGN(const bool all, Log(db).catch_up(server_tuning::fold_turn_changes));
    transaction.commit();
    return all;
  });
  if (done) return *done;
  // Not tried again before the next commit.
  journal("fold: " + done.error().message());
  return true;
}

bool ServerContext::sum_some(Database& db) const {
  const Result<bool> done = carry_on_sums(db, clock.wall_ms());
  if (done) return *done;
  journal("sum: " + done.error().message());
  return true;
}

std::uint32_t ServerContext::delay_ms() {
  const std::size_t waiting = commits.waiting_bytes();
  if (waiting <= server_tuning::commit_queue_bytes_calm) return 0;
  return static_cast<std::uint32_t>(server_tuning::busy_delay_ms * std::uint64_t{waiting} /
                                    server_tuning::commit_queue_bytes_max);
}

tl::expected<Bytes, HttpResponse> read_message(const ServerContext& context, const HttpRequest& request,
                                               std::size_t inflated_max, std::string_view type) {
  const auto answer = [&](const Problem& problem, const std::string& detail) {
    return tl::unexpected(context.problem(problem, detail));
  };
  if (request.content_type != type) return answer(problems::wrong_type, "Content-Type");
  if (request.body.size() > body_compressed_max) return answer(problems::too_large, "more than 1 MiB");
  if (request.content_encoding.empty() || request.content_encoding == "identity") {
    if (request.body.size() > inflated_max) return answer(problems::too_large, "more than is taken here");
    return request.body;
  }
  if (request.content_encoding != "zstd") return answer(problems::wrong_type, "Content-Encoding");
  Result<Bytes> inflated = inflate(request.body, inflated_max);
  if (!inflated) return answer(problems::bad_request, inflated.error().message());
  return std::move(*inflated);
}

HttpResponse message_response(const HttpRequest& request, Bytes message, const char* type) {
  const bool pays = message.size() >= server_tuning::deflate_from_bytes;
  if (pays && request.accept_encoding.find("zstd") != std::string::npos) {
    return {200, type, deflate(message), true, {}};
  }
  return {200, type, std::move(message), false, {}};
}

tl::expected<CallingDevice, HttpResponse> authenticate(ServerContext& context, const HttpRequest& request) {
  auto caller = identify(context, request);
  if (caller && caller->waiting) return tl::unexpected(context.problem(problems::not_approved, ""));
  return caller;
}

tl::expected<CallingDevice, HttpResponse> identify(ServerContext& context, const HttpRequest& request) {
  constexpr std::string_view scheme = "Bearer ";
  if (!request.authorization.starts_with(scheme)) {
    return tl::unexpected(context.problem(problems::wrong_token, "Authorization: Bearer is missing"));
  }
  const Bytes hash = digest(std::string_view(request.authorization).substr(scheme.size()));
  const auto device = [&]() -> Result<CallingDevice> {
    HK_ASSIGN(const auto lease, context.reads.take());
    return ServerStore(*lease).find_device(hash);
  }();
  if (device) return *device;
  if (device.error().code != ErrorCode::not_found) return tl::unexpected(context.store_problem(device.error()));
  return tl::unexpected(context.problem(problems::wrong_token, "the token is not known here"));
}

}  // namespace hk
