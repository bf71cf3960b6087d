#include "sync/protocol/messages.h"

#include "sync.pb.h"
#include "sync/protocol/wire_bounds.h"

namespace hk {
namespace {

namespace wire = halsokiosk::v1;

// Numbers that a row of SQLite and a double of a JSON reader both hold exactly.
constexpr std::uint64_t seq_max = 1ULL << 53;
constexpr std::size_t code_bytes_max = 64;
constexpr std::size_t label_bytes_max = 128;
constexpr std::size_t version_bytes_max = 64;
constexpr std::size_t token_bytes_max = 256;
constexpr std::size_t cursor_bytes_max = 256;
constexpr std::size_t reason_bytes_max = 512;
constexpr std::size_t fingerprint_bytes_max = 64;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t signature_bytes = 64;

// A newer program may add fields to a change; 64 leaves room and still bounds what a parse may allocate.
constexpr WireShape flat{64, 0, nullptr};
constexpr WireShape feed_entry_shape{64, 1, &flat};
constexpr WireShape push_shape{2 * push_changes_max + 64, 3, &flat};
constexpr WireShape push_response_shape{push_changes_max + 64, 2, &flat};
constexpr WireShape pull_response_shape{push_changes_max + 64, 2, &feed_entry_shape};

template <class Message>
Result<Message> parse(ByteView bytes, const WireShape& shape, const char* thing) {
  if (bytes.size() > body_inflated_max) return fail(ErrorCode::invalid, thing, "larger than 8 MiB");
  HK_TRY(check_wire_bounds(bytes, shape, thing));
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(ErrorCode::invalid, thing, "is not a whole message of its kind");
  }
  return message;
}

template <class Message>
Bytes serialised(const Message& message) {
  Bytes bytes;
  HK_CHECK(message.SerializeToString(&bytes));
  return bytes;
}

Result<Bytes> exact(std::string& value, std::size_t size, const char* thing) {
  if (value.size() != size) return fail(ErrorCode::invalid, thing, "has not " + std::to_string(size) + " bytes");
  return std::move(value);
}

Result<std::string> at_most(std::string& value, std::size_t size, const char* thing) {
  if (value.size() > size) return fail(ErrorCode::invalid, thing, "longer than " + std::to_string(size) + " bytes");
  return std::move(value);
}

/// A token goes into a header line: nothing but visible ASCII, or it could start a line of its own.
Result<std::string> token_text(std::string& value) {
  HK_ASSIGN(std::string token, at_most(value, token_bytes_max, "token"));
  if (token.empty()) return fail(ErrorCode::invalid, "token", "is empty");
  for (const char c : token) {
    if (c <= ' ' || c > '~') return fail(ErrorCode::invalid, "token", "holds something else than visible ASCII");
  }
  return token;
}

Result<std::uint64_t> ordinal(std::uint64_t value, const char* thing) {
  if (value == 0 || value > seq_max) return fail(ErrorCode::invalid, thing, "lies outside 1 … 2^53");
  return value;
}

void put(const ChangeRecord& record, wire::Change& out) {
  out.set_core(record.core);
  out.set_sealed(record.sealed);
  out.set_sealed_digest(record.sealed_digest);
  out.set_mac(record.mac);
  out.set_mac_key(record.mac_key);
  out.set_signature(record.signature);
  out.set_signer(record.signer);
}

ChangeRecord take(wire::Change& in) {
  return {std::move(*in.mutable_core()),
          std::move(*in.mutable_sealed()),
          std::move(*in.mutable_sealed_digest()),
          std::move(*in.mutable_mac()),
          in.mac_key(),
          std::move(*in.mutable_signature()),
          std::move(*in.mutable_signer())};
}

void put(const DeviceStatus& status, wire::DeviceStatus& out) {
  out.set_pending(status.pending);
  out.set_oldest_pending_ms(status.oldest_pending_ms);
  out.set_app_version(status.app_version);
  out.set_wall_time_ms(status.wall_time_ms);
}

Result<DeviceStatus> take(wire::DeviceStatus& in) {
  if (in.pending() < 0) return fail(ErrorCode::invalid, "status.pending", "is negative");
  DeviceStatus status{in.pending(), in.oldest_pending_ms(), {}, in.wall_time_ms()};
  HK_ASSIGN(status.app_version, at_most(*in.mutable_app_version(), version_bytes_max, "status.app_version"));
  return status;
}

void put(const Envelope& envelope, wire::FeedEntry& out) {
  put(envelope.record, *out.mutable_change());
  out.set_device(envelope.device.bytes());
  out.set_epoch(envelope.epoch);
  out.set_seq(envelope.seq);
  out.set_position(envelope.position);
  out.set_received_at_ms(envelope.received_at_ms);
  if (envelope.hlc_accepted) out.set_hlc_accepted(envelope.hlc_accepted->packed);
}

Result<Envelope> take(wire::FeedEntry& in) {
  Envelope envelope;
  envelope.record = take(*in.mutable_change());
  HK_ASSIGN(envelope.device, DeviceId::from_bytes(in.device(), "entries.device"));
  envelope.epoch = in.epoch();
  HK_ASSIGN(envelope.seq, ordinal(in.seq(), "entries.seq"));
  HK_ASSIGN(envelope.position, ordinal(in.position(), "entries.position"));
  envelope.received_at_ms = in.received_at_ms();
  if (in.has_hlc_accepted()) envelope.hlc_accepted = Hlc{in.hlc_accepted()};
  return envelope;
}

}  // namespace

Bytes enrolment_statement(const EnrolRequest& request) {
  Bytes statement = "halsokiosk enrol v1";
  statement += request.code;
  statement += request.programme.view();
  statement += request.root_key;
  statement += request.x25519_public;
  return statement;
}

Bytes encode(const EnrolRequest& message) {
  wire::EnrolRequest out;
  out.set_code(message.code);
  out.set_device(message.device.bytes());
  out.set_ed25519_public(message.ed25519_public);
  out.set_x25519_public(message.x25519_public);
  out.set_programme(message.programme.bytes());
  out.set_root_key(message.root_key);
  out.set_label(message.label);
  out.set_proof(message.proof);
  return serialised(out);
}

Result<EnrolRequest> decode_enrol_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::EnrolRequest>(bytes, flat, "enrolment"));
  EnrolRequest message;
  HK_ASSIGN(message.code, at_most(*in.mutable_code(), code_bytes_max, "code"));
  HK_ASSIGN(message.device, DeviceId::from_bytes(in.device(), "device"));
  HK_ASSIGN(message.ed25519_public, exact(*in.mutable_ed25519_public(), key_bytes, "ed25519_public"));
  HK_ASSIGN(message.x25519_public, exact(*in.mutable_x25519_public(), key_bytes, "x25519_public"));
  HK_ASSIGN(message.programme, ProgrammeId::from_bytes(in.programme(), "programme"));
  HK_ASSIGN(message.root_key, exact(*in.mutable_root_key(), key_bytes, "root_key"));
  HK_ASSIGN(message.label, at_most(*in.mutable_label(), label_bytes_max, "label"));
  HK_ASSIGN(message.proof, exact(*in.mutable_proof(), signature_bytes, "proof"));
  return message;
}

Bytes encode(const EnrolResponse& message) {
  wire::EnrolResponse out;
  out.set_server_id(message.server_id);
  out.set_token(message.token);
  out.set_fingerprint_key(message.fingerprint_key);
  out.set_approved(message.approved);
  return serialised(out);
}

Result<EnrolResponse> decode_enrol_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::EnrolResponse>(bytes, flat, "enrolment answer"));
  EnrolResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  HK_ASSIGN(message.token, token_text(*in.mutable_token()));
  HK_ASSIGN(message.fingerprint_key, exact(*in.mutable_fingerprint_key(), key_bytes, "fingerprint_key"));
  message.approved = in.approved();
  return message;
}

Bytes encode(const PushRequest& message) {
  wire::PushRequest out;
  out.set_epoch(message.epoch);
  out.set_first_seq(message.first_seq);
  for (const ChangeRecord& record : message.changes) put(record, *out.add_changes());
  for (const auto& [seq, hlc] : message.hlc_accepted) {
    wire::HlcAccepted& accepted = *out.add_hlc_accepted();
    accepted.set_seq(seq);
    accepted.set_hlc(hlc.packed);
  }
  put(message.status, *out.mutable_status());
  return serialised(out);
}

Result<PushRequest> decode_push_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::PushRequest>(bytes, push_shape, "push"));
  PushRequest message;
  message.epoch = in.epoch();
  HK_ASSIGN(message.first_seq, ordinal(in.first_seq(), "first_seq"));
  const auto count = static_cast<std::size_t>(in.changes_size());
  if (count > push_changes_max) return fail(ErrorCode::invalid, "changes", "more than 1000");
  HK_TRY(ordinal(message.first_seq + count, "first_seq"));
  message.changes.reserve(count);
  for (wire::Change& change : *in.mutable_changes()) message.changes.push_back(take(change));
  for (const wire::HlcAccepted& accepted : in.hlc_accepted()) {
    const bool pushed = accepted.seq() >= message.first_seq && accepted.seq() < message.first_seq + count;
    if (!pushed) return fail(ErrorCode::invalid, "hlc_accepted.seq", "names a change that is not in this push");
    message.hlc_accepted.emplace_back(accepted.seq(), Hlc{accepted.hlc()});
  }
  HK_ASSIGN(message.status, take(*in.mutable_status()));
  return message;
}

Bytes encode(const PushResponse& message) {
  wire::PushResponse out;
  out.set_server_id(message.server_id);
  out.set_received_through(message.received_through);
  for (const Quarantined& one : message.quarantined) {
    wire::Quarantined& quarantined = *out.add_quarantined();
    quarantined.set_seq(one.seq);
    quarantined.set_reason(one.reason);
  }
  out.set_fingerprint(message.fingerprint);
  out.set_delay_ms(message.delay_ms);
  out.set_server_time_ms(message.server_time_ms);
  return serialised(out);
}

Result<PushResponse> decode_push_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::PushResponse>(bytes, push_response_shape, "push answer"));
  PushResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  if (in.received_through() > seq_max) return fail(ErrorCode::invalid, "received_through", "is beyond 2^53");
  message.received_through = in.received_through();
  for (wire::Quarantined& one : *in.mutable_quarantined()) {
    Quarantined quarantined;
    HK_ASSIGN(quarantined.seq, ordinal(one.seq(), "quarantined.seq"));
    HK_ASSIGN(quarantined.reason, at_most(*one.mutable_reason(), reason_bytes_max, "quarantined.reason"));
    message.quarantined.push_back(std::move(quarantined));
  }
  HK_ASSIGN(message.fingerprint, at_most(*in.mutable_fingerprint(), fingerprint_bytes_max, "fingerprint"));
  message.delay_ms = in.delay_ms();
  message.server_time_ms = in.server_time_ms();
  return message;
}

Bytes encode(const PullRequest& message) {
  wire::PullRequest out;
  out.set_cursor(message.cursor);
  out.set_limit(message.limit);
  out.set_wait_s(message.wait_s);
  put(message.status, *out.mutable_status());
  return serialised(out);
}

Result<PullRequest> decode_pull_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::PullRequest>(bytes, flat, "pull"));
  PullRequest message;
  HK_ASSIGN(message.cursor, at_most(*in.mutable_cursor(), cursor_bytes_max, "cursor"));
  message.limit = in.limit();
  message.wait_s = in.wait_s();
  HK_ASSIGN(message.status, take(*in.mutable_status()));
  return message;
}

Bytes encode(const PullResponse& message) {
  wire::PullResponse out;
  out.set_server_id(message.server_id);
  for (const Envelope& envelope : message.entries) put(envelope, *out.add_entries());
  out.set_cursor(message.cursor);
  out.set_more(message.more);
  out.set_fingerprint(message.fingerprint);
  out.set_protocol_max(message.protocol_max);
  out.set_delay_ms(message.delay_ms);
  out.set_server_time_ms(message.server_time_ms);
  return serialised(out);
}

Result<PullResponse> decode_pull_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::PullResponse>(bytes, pull_response_shape, "pull answer"));
  PullResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  if (static_cast<std::size_t>(in.entries_size()) > push_changes_max) {
    return fail(ErrorCode::invalid, "entries", "more than 1000");
  }
  message.entries.reserve(static_cast<std::size_t>(in.entries_size()));
  for (wire::FeedEntry& entry : *in.mutable_entries()) {
    HK_ASSIGN(Envelope envelope, take(entry));
    message.entries.push_back(std::move(envelope));
  }
  HK_ASSIGN(message.cursor, at_most(*in.mutable_cursor(), cursor_bytes_max, "cursor"));
  message.more = in.more();
  message.protocol_max = in.protocol_max();
  HK_ASSIGN(message.fingerprint, at_most(*in.mutable_fingerprint(), fingerprint_bytes_max, "fingerprint"));
  message.delay_ms = in.delay_ms();
  message.server_time_ms = in.server_time_ms();
  return message;
}

}  // namespace hk
