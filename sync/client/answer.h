#pragma once
#include <optional>
#include <string>

#include "sync/client/sync_client.h"

namespace hk {

/// What a reply turned out to be, before anyone believes it.
struct Answer {
  enum class Kind {
    message,   ///< 200 and a protobuf message, inflated; whose server it is stands inside
    problem,   ///< our server's own words on why not
    not_ours,  ///< no answer, a portal's or proxy's page, a cut one: no network
  } kind = Kind::not_ours;
  Bytes message;
  std::string slug;  ///< of a problem: the stable part of its type
  bool retry = false;
  std::optional<ProtocolVersions> server_versions;
  std::uint32_t delay_ms = 0;
  std::string why;  ///< of all but a message, for a person
};

/// The version to ask by after a server that does not speak ours said so; empty where none is left.
[[nodiscard]] std::optional<unsigned> lower_version(const Answer& answer, const ProtocolVersions& ours);

/// `server_id` is empty before enrolment, when any server's problem is taken; `version` is the one asked by.
[[nodiscard]] Answer read_answer(const SyncReply& reply, ByteView server_id, unsigned version);

}  // namespace hk
