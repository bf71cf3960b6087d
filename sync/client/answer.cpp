#include "sync/client/answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/domain/plain_text.h"
#include "sync/domain/planted.h"
#include "sync/protocol/wire_bounds.h"

namespace hk {
namespace {

constexpr std::string_view problem_prefix = "urn:halsokiosk:problem:";
// Far beyond what will ever be spoken, and no number that could overflow.
constexpr unsigned version_max = 1'000'000;

Answer not_ours(std::string why) {
  Answer answer;
  answer.why = std::move(why);
  return answer;
}

/// "application/x-protobuf; charset=…" is still protobuf.
bool is_type(std::string_view content_type, std::string_view expected) {
  return content_type.substr(0, content_type.find(';')) == expected;
}

std::string text_of(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<ProtocolVersions> versions_of(const nlohmann::json& problem) {
  const auto versions = problem.find("protocol");
  if (versions == problem.end() || !versions->is_object()) return std::nullopt;
  const auto min = versions->find("min");
  const auto max = versions->find("max");
  const bool good = min != versions->end() && min->is_number_unsigned() && max != versions->end() &&
                    max->is_number_unsigned() && *max <= version_max;
  if (!good) return std::nullopt;
  return ProtocolVersions{min->get<unsigned>(), max->get<unsigned>()};
}

Answer read_problem(const SyncReply& reply, ByteView server_id) {
  const auto json = nlohmann::json::parse(reply.body, nullptr, false);
  if (!json.is_object()) return not_ours("a damaged answer");
  const std::string type = text_of(json, "type");
  const bool ours =
      type.starts_with(problem_prefix) && (server_id.empty() || text_of(json, "server_id") == to_hex(server_id));
  if (!ours) return not_ours("an answer of another server (status " + std::to_string(reply.status) + ")");
  Answer answer;
  answer.kind = Answer::Kind::problem;
  answer.slug = type.substr(problem_prefix.size());
  const auto retry = json.find("retry");
  answer.retry = retry != json.end() && retry->is_boolean() && retry->get<bool>();
  answer.server_versions = versions_of(json);
  const auto delay = json.find("delay_ms");
  if (delay != json.end() && delay->is_number_unsigned()) {
    answer.delay_ms = static_cast<std::uint32_t>(std::min<std::uint64_t>(delay->get<std::uint64_t>(), 0xffffffff));
  }
  const std::string detail = text_of(json, "detail");
  const std::string title = text_of(json, "title");
  answer.why = title.empty() ? "problem '" + shown(answer.slug) + "'" : shown(title);
  if (!detail.empty()) answer.why += " (" + shown(detail) + ")";
  return answer;
}

}  // namespace

std::optional<unsigned> lower_version(const Answer& answer, const ProtocolVersions& ours) {
  if (answer.slug != "client-too-new" || !answer.server_versions) return std::nullopt;
  const unsigned max = std::min(answer.server_versions->max, ours.max);
  return max >= std::max(ours.min, answer.server_versions->min) ? std::optional(max) : std::nullopt;
}

Answer read_answer(const SyncReply& reply, ByteView server_id, unsigned version) {
  if (reply.status == 0) return not_ours(reply.error.empty() ? "no answer" : reply.error);
  if (is_type(reply.content_type, content_type_problem)) return read_problem(reply, server_id);
  if (reply.status != 200 || !is_type(reply.content_type, content_type_protobuf)) {
    return not_ours("not our server's answer (status " + std::to_string(reply.status) + ", type '" +
                    shown(reply.content_type) + "')");
  }
  Answer answer;
  if (reply.compressed) {
    Result<Bytes> inflated = inflate(reply.body, body_inflated_max);
    if (!inflated) return not_ours("a damaged answer (" + inflated.error().message() + ")");
    answer.message = std::move(*inflated);
  } else {
    answer.message = reply.body;
  }
  const bool whole = version < whole_answers_from || ends_whole(answer.message);
  if (!whole && !planted::is(planted::Bug::half_answers)) return not_ours("an answer that breaks off");
  answer.kind = Answer::Kind::message;
  return answer;
}

}  // namespace hk
