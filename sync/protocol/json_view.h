#pragma once
#include <string>

#include "sync/protocol/messages.h"

/// The feed for people and scripts (protocol.md, "Wire"): read only, and only what a pull shows anyway. Nothing that is
/// signed or stored ever passes through it.
namespace hk {

inline constexpr char content_type_json[] = "application/json";
/// A question of three short values.
inline constexpr std::size_t json_question_max = 4 << 10;

/// {"cursor": "", "limit": 100, "with_devices": false}; what is left out is as in PullRequest. Errors: invalid, naming
/// the field.
[[nodiscard]] Result<PullRequest> pull_request_of_json(std::string_view text);

/// Ids as they are printed everywhere, other bytes and 64-bit marks in hex, times in milliseconds UTC. The clear part
/// of a change by its fields, its sealed part only by its size.
[[nodiscard]] std::string json_of(const PullResponse& answer);

}  // namespace hk
