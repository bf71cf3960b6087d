#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/domain/change.h"
#include "sync/domain/fingerprint.h"

/// The requests and answers of protocol.md as plain values, and their bytes.
namespace hk {

/// The versions of the protocol that a program speaks. A version is the number in a request's path: /v2/push.
///
/// The rule: fields and kinds are added within a version, and whoever does not know them keeps or ignores them. A new
/// number is for what an older program would get wrong. A kiosk asks by its highest version. A server that speaks only
/// lower ones answers `client-too-new` and says which it speaks, as every problem does; the kiosk then falls back to
/// the highest that both speak, and goes up again when a pull's answer names a higher one. A server that has given up
/// the kiosk's versions answers `client-too-old`: the kiosk keeps everything and says that it wants an update.
///
/// From version 2 on an answer says at its end that it is whole. One of version 1 that something on the way cut in half
/// may still be a message, and acknowledge what it does not say the rest of.
struct ProtocolVersions {
  unsigned min = 1, max = 2;
  bool operator==(const ProtocolVersions&) const = default;
};
inline constexpr ProtocolVersions protocol_versions{};
inline constexpr unsigned whole_answers_from = 2;

/// Of the founder, of an invited device or of one that comes in by six words; the last has neither programme, root key
/// nor mac.
struct EnrolRequest {
  std::string code;
  DeviceId device;
  Bytes ed25519_public, x25519_public;
  ProgrammeId programme;
  Bytes root_key;
  std::string label;
  Bytes proof;  ///< device signature over enrolment_statement()
  Bytes mac;    ///< of an invited device, over invitation_statement(); else empty
  std::uint64_t mac_key = 0;
  bool operator==(const EnrolRequest&) const = default;
};
/// What the device signs, so that nobody enrols a key it does not hold.
[[nodiscard]] Bytes enrolment_statement(const EnrolRequest& request);

/// A device that no coordinator has approved yet. That it was invited is told by its mac: only who holds the programme
/// key can make one, and the server does not. Without a mac it came in by a code that the reader asked for, and nothing
/// but six words tells that its keys are its own.
struct Enrolment {
  DeviceId device;
  std::string label;
  Bytes ed25519_public, x25519_public;
  Bytes mac;
  std::uint64_t mac_key = 0;
  bool operator==(const Enrolment&) const = default;
};
/// What the mac covers: "halsokiosk invited v1" ‖ programme ‖ device ‖ both public keys ‖ label.
[[nodiscard]] Bytes invitation_statement(ProgrammeId programme, const Enrolment& enrolment);

/// For a one-time code; signed by a coordinator over code_statement().
struct CodeRequest {
  Bytes signer, signature;
  bool operator==(const CodeRequest&) const = default;
};
[[nodiscard]] Bytes code_statement(ProgrammeId programme, DeviceId device);
struct CodeResponse {
  Bytes server_id;
  std::string code;
  std::int64_t expires_ms = 0;
  bool operator==(const CodeResponse&) const = default;
};

/// Whose code let a device in, as the server says: the six words cover all of it.
struct Approver {
  ProgrammeId programme;
  DeviceId device;
  Bytes ed25519_public, x25519_public;
  bool operator==(const Approver&) const = default;
};
struct EnrolResponse {
  Bytes server_id;  ///< 16 bytes
  std::string token;
  Bytes fingerprint_key;
  bool approved = false;
  std::optional<Approver> approver = {};  ///< for a device that comes in by six words
  bool operator==(const EnrolResponse&) const = default;
};

/// From the approving device; its signature is over approval_statement().
struct ApprovalRequest {
  DeviceId device;  ///< that is approved
  Bytes box;        ///< for its X25519 key
  Bytes signature;
  bool operator==(const ApprovalRequest&) const = default;
};
/// What the approving device signs: "halsokiosk approval v1" ‖ programme ‖ device ‖ both its public keys ‖ box.
[[nodiscard]] Bytes approval_statement(ProgrammeId programme, const Enrolment& approved, ByteView box);
struct ApprovalResponse {
  Bytes server_id;
  bool operator==(const ApprovalResponse&) const = default;
};

/// From a device with a token that is not approved yet.
struct WaitRequest {
  std::uint32_t wait_s = 0;
  bool operator==(const WaitRequest&) const = default;
};
struct WaitResponse {
  Bytes server_id;
  Bytes box, signature;  ///< as in ApprovalRequest; empty: not yet
  bool operator==(const WaitResponse&) const = default;
};

struct DeviceStatus {
  std::int64_t pending = 0;
  std::int64_t oldest_pending_ms = 0;
  std::string app_version;
  std::int64_t wall_time_ms = 0;
  bool operator==(const DeviceStatus&) const = default;
};

/// A contiguous range of the calling device's log, seq first_seq upwards, and what is not to wait until the range has
/// come to it: erasures, revocations and withdrawals of coordinators that stand further on.
struct PushRequest {
  std::uint64_t epoch = 0;
  std::uint64_t first_seq = 0;
  std::vector<ChangeRecord> changes;
  std::vector<std::pair<std::uint64_t, Hlc>> hlc_accepted;  ///< (seq, accepted) as received earlier
  DeviceStatus status;
  std::vector<std::pair<std::uint64_t, ChangeRecord>> ahead = {};  ///< with their seq
  bool operator==(const PushRequest&) const = default;
};
struct Quarantined {
  std::uint64_t seq = 0;
  std::string reason;
  bool operator==(const Quarantined&) const = default;
};
struct PushResponse {
  Bytes server_id;
  std::uint64_t received_through = 0;
  std::vector<Quarantined> quarantined;
  std::uint32_t delay_ms = 0;
  std::int64_t server_time_ms = 0;
  std::vector<std::pair<std::uint64_t, Hlc>> hlc_accepted;  ///< (seq, ruling) for changes of this push
  bool operator==(const PushResponse&) const = default;
};

struct PullRequest {
  Bytes cursor;  ///< empty: from the start
  std::uint32_t limit = 0;
  std::uint32_t wait_s = 0;
  DeviceStatus status;
  std::optional<std::uint64_t> epoch = {};  ///< of the caller's own changes, which are left out; empty: of every epoch
  bool with_devices = false;                ///< the answer is to tell how far the programme's devices have come
  bool operator==(const PullRequest&) const = default;
};
/// How far a device has come, as the server knows it.
struct DeviceState {
  DeviceId device;
  std::string label;
  std::int64_t last_contact_ms = 0;  ///< 0: never
  std::uint64_t received_through = 0;
  std::int64_t pending = 0;
  bool operator==(const DeviceState&) const = default;
};
struct PullResponse {
  Bytes server_id;
  std::vector<Envelope> entries;
  Bytes cursor;
  bool more = false;
  /// With the feed's last page: of all that stands in it, and what the server keeps of the caller's in quarantine.
  /// Empty while the server is still summing.
  std::optional<Fingerprint> fingerprint;
  std::uint32_t delay_ms = 0;
  std::int64_t server_time_ms = 0;
  std::uint32_t protocol_max = 0;  ///< the server's highest version
  std::vector<DeviceState> devices;
  std::vector<Enrolment> enrolments;  ///< with the feed's last page
  /// How far the server holds the caller's log in the epoch it named; with the feed's last page. Less than it once said
  /// means that the server was restored.
  std::optional<std::uint64_t> received_through = {};
  std::vector<Quarantined> quarantined = {};  ///< of the epoch that the caller named; with the devices
  bool operator==(const PullResponse&) const = default;
};

[[nodiscard]] Bytes encode(const EnrolRequest& message);
[[nodiscard]] Bytes encode(const EnrolResponse& message);
[[nodiscard]] Bytes encode(const CodeRequest& message);
[[nodiscard]] Bytes encode(const CodeResponse& message);
[[nodiscard]] Bytes encode(const ApprovalRequest& message);
[[nodiscard]] Bytes encode(const ApprovalResponse& message);
[[nodiscard]] Bytes encode(const WaitRequest& message);
[[nodiscard]] Bytes encode(const WaitResponse& message);
[[nodiscard]] Bytes encode(const PushRequest& message);
[[nodiscard]] Bytes encode(const PushResponse& message);
[[nodiscard]] Bytes encode(const PullRequest& message);
[[nodiscard]] Bytes encode(const PullResponse& message);
// Each: Errors: invalid, naming the field. Records inside are bytes still to be verified.
[[nodiscard]] Result<EnrolRequest> decode_enrol_request(ByteView bytes);
[[nodiscard]] Result<EnrolResponse> decode_enrol_response(ByteView bytes);
[[nodiscard]] Result<CodeRequest> decode_code_request(ByteView bytes);
[[nodiscard]] Result<CodeResponse> decode_code_response(ByteView bytes);
[[nodiscard]] Result<ApprovalRequest> decode_approval_request(ByteView bytes);
[[nodiscard]] Result<ApprovalResponse> decode_approval_response(ByteView bytes);
[[nodiscard]] Result<WaitRequest> decode_wait_request(ByteView bytes);
[[nodiscard]] Result<WaitResponse> decode_wait_response(ByteView bytes);
[[nodiscard]] Result<PushRequest> decode_push_request(ByteView bytes);
[[nodiscard]] Result<PushResponse> decode_push_response(ByteView bytes);
[[nodiscard]] Result<PullRequest> decode_pull_request(ByteView bytes);
[[nodiscard]] Result<PullResponse> decode_pull_response(ByteView bytes);

/// zstd. `deflate` compresses one message.
[[nodiscard]] Bytes deflate(ByteView bytes);
/// Stops as soon as more than `inflated_max` bytes come out, or the frame asks for a window over 8 MiB.
/// Errors: invalid.
[[nodiscard]] Result<Bytes> inflate(ByteView compressed, std::size_t inflated_max);

/// Limits of protocol.md, "Wire".
inline constexpr std::size_t push_changes_max = 1000;
inline constexpr std::size_t push_ahead_max = 100;
inline constexpr std::size_t quarantined_max = 1000;  ///< told in one answer
inline constexpr std::size_t devices_max = 4000;
inline constexpr std::size_t enrolments_max = 100;  ///< in one answer; the others come when these are approved
inline constexpr std::size_t approval_box_max = 4 << 10;
inline constexpr std::size_t body_compressed_max = 1 << 20;
inline constexpr std::size_t body_inflated_max = 8 << 20;
inline constexpr char content_type_protobuf[] = "application/x-protobuf";
inline constexpr char content_type_problem[] = "application/problem+json";

}  // namespace hk
