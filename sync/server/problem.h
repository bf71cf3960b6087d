#pragma once
#include "sync/protocol/messages.h"
#include "sync/server/http.h"
#include "sync/server/tuning.h"

namespace hk {

/// What went wrong with a request (RFC 9457). `type` is stable: programs decide by it, people read `detail`.
struct Problem {
  int status;
  const char* slug;  ///< type is "urn:halsokiosk:problem:" + slug
  const char* title;
  bool retry;                  ///< the same request may succeed later without anybody doing anything
  std::uint32_t delay_ms = 0;  ///< how long to wait before that, where the server has an opinion
};

namespace problems {
inline constexpr Problem bad_request{400, "bad-request", "The request breaks the protocol", false};
inline constexpr Problem wrong_token{401, "wrong-token", "The device's token is not known here", false};
inline constexpr Problem wrong_code{403, "wrong-code", "The enrolment code is not known here", false};
inline constexpr Problem code_ended{403, "code-ended", "The enrolment code is too old", false};
inline constexpr Problem not_coordinator{403, "not-coordinator", "Only a coordinator may do that", false};
inline constexpr Problem not_approved{403, "not-approved", "No coordinator has approved this device yet", true};
inline constexpr Problem revoked{403, "revoked", "The device has been revoked", false};
inline constexpr Problem nobody_waits{404, "nobody-waits", "No such device waits for this one's approval", false};
inline constexpr Problem many_unused_codes{409, "many-unused-codes", "Many codes wait to be used already", false};
inline constexpr Problem wrong_proof{403, "wrong-proof", "The device does not hold the key it names", false};
inline constexpr Problem client_too_new{404, "client-too-new", "The server speaks an older protocol", false};
inline constexpr Problem client_too_old{410, "client-too-old", "The program is too old for this server", false};
inline constexpr Problem not_found{404, "not-found", "There is nothing at this address", false};
inline constexpr Problem wrong_method{405, "wrong-method", "This address takes another method", false};
inline constexpr Problem code_used{409, "code-used", "The enrolment code belongs to another device", false};
inline constexpr Problem programme_taken{409, "programme-taken", "The code is not for this programme", false};
inline constexpr Problem other_change{409, "other-change", "The server holds another change with this number", false};
inline constexpr Problem too_large{413, "too-large", "The request is larger than the protocol allows", false};
inline constexpr Problem wrong_type{415, "wrong-type",
                                    "The request is not of the type that is taken here, plain or zstd", false};
inline constexpr Problem too_many_codes{429, "too-many-codes", "Too many wrong enrolment codes", true};
inline constexpr Problem busy{503, "busy", "The server has more to do than it can keep", true,
                              server_tuning::busy_delay_ms};
inline constexpr Problem store_failed{503, "store-failed", "The server cannot store anything now", true,
                                      server_tuning::busy_delay_ms};
}  // namespace problems

/// Who answers: a kiosk tells by the id our server from a proxy's page.
struct Answerer {
  ByteView server_id;
  ProtocolVersions versions;
};
/// The answer. `detail` names the field and holds no person.
[[nodiscard]] HttpResponse to_response(const Problem& problem, const Answerer& who, const std::string& detail);

}  // namespace hk
