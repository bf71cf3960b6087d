#include "sync/server/problem.h"

#include <nlohmann/json.hpp>

#include "sync/protocol/messages.h"

namespace hk {

HttpResponse to_response(const Problem& problem, const Answerer& who, const std::string& detail) {
  nlohmann::json body{{"type", std::string("urn:halsokiosk:problem:") + problem.slug},
                      {"title", problem.title},
                      {"status", problem.status},
                      {"detail", detail},
                      {"retry", problem.retry},
                      {"server_id", to_hex(who.server_id)},
                      {"protocol", {{"min", who.versions.min}, {"max", who.versions.max}}}};
  if (problem.delay_ms > 0) body["delay_ms"] = problem.delay_ms;
  // A detail may quote bytes of the request, which need not be UTF-8.
  return {problem.status, content_type_problem, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
          false, problem.slug};
}

}  // namespace hk
