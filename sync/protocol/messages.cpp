#include "sync/protocol/messages.h"

#include "sync/protocol/envelope_parts.h"

namespace hk {
namespace {

namespace wire = halsokiosk::v1;

using namespace decode;

constexpr WireShape push_shape{2 * push_changes_max + push_ahead_max + 64, 3, &flat};
constexpr WireShape ahead_shape{64, 2, &flat};
constexpr WireShape push_ahead_shape{2 * push_changes_max + push_ahead_max + 64, 6, &ahead_shape};
constexpr WireShape push_response_shape{2 * push_changes_max + 64, 2, &flat};
constexpr WireShape pull_response_shape{push_changes_max + devices_max + 2 * enrolments_max + quarantined_max + 64, 2,
                                        &feed_entry_shape};

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

void put(const Quarantined& one, wire::Quarantined& out) {
  out.set_seq(one.seq);
  out.set_reason(one.reason);
}

Result<Quarantined> take(wire::Quarantined& in) {
  Quarantined quarantined;
  HK_ASSIGN(quarantined.seq, ordinal(in.seq(), "quarantined.seq"));
  HK_ASSIGN(quarantined.reason, at_most(*in.mutable_reason(), reason_bytes_max, "quarantined.reason"));
  return quarantined;
}

void put(const DeviceState& state, wire::DeviceState& out) {
  out.set_device(state.device.bytes());
  out.set_label(state.label);
  out.set_last_contact_ms(state.last_contact_ms);
  out.set_received_through(state.received_through);
  out.set_pending(state.pending);
}

void put(const Enrolment& enrolment, wire::Enrolment& out) {
  out.set_device(enrolment.device.bytes());
  out.set_label(enrolment.label);
  out.set_ed25519_public(enrolment.ed25519_public);
  out.set_x25519_public(enrolment.x25519_public);
  out.set_mac(enrolment.mac);
  out.set_mac_key(enrolment.mac_key);
}

Result<DeviceState> take(wire::DeviceState& in) {
  DeviceState state{{}, {}, in.last_contact_ms(), in.received_through(), in.pending()};
  HK_ASSIGN(state.device, DeviceId::from_bytes(in.device(), "devices.device"));
  HK_ASSIGN(state.label, at_most(*in.mutable_label(), label_bytes_max, "devices.label"));
  if (state.received_through > seq_max) return fail(ErrorCode::invalid, "devices.received_through", "is beyond 2^53");
  return state;
}

Result<Enrolment> take(wire::Enrolment& in, std::size_t mac_size) {
  Enrolment enrolment;
  HK_ASSIGN(enrolment.device, DeviceId::from_bytes(in.device(), "enrolments.device"));
  HK_ASSIGN(enrolment.label, at_most(*in.mutable_label(), label_bytes_max, "enrolments.label"));
  HK_ASSIGN(enrolment.ed25519_public, exact(*in.mutable_ed25519_public(), key_bytes, "enrolments.ed25519_public"));
  HK_ASSIGN(enrolment.x25519_public, exact(*in.mutable_x25519_public(), key_bytes, "enrolments.x25519_public"));
  HK_ASSIGN(enrolment.mac, exact(*in.mutable_mac(), mac_size, "enrolments.mac"));
  enrolment.mac_key = in.mac_key();
  return enrolment;
}

Result<void> take_devices(wire::PullResponse& in, PullResponse& message) {
  if (static_cast<std::size_t>(in.devices_size()) > devices_max) {
    return fail(ErrorCode::invalid, "devices", "more than " + std::to_string(devices_max));
  }
  for (const int count : {in.enrolments_size(), in.by_words_size()}) {
    if (static_cast<std::size_t>(count) <= enrolments_max) continue;
    return fail(ErrorCode::invalid, "enrolments", "more than " + std::to_string(enrolments_max));
  }
  for (wire::DeviceState& one : *in.mutable_devices()) {
    HK_ASSIGN(DeviceState state, take(one));
    message.devices.push_back(std::move(state));
  }
  for (wire::Enrolment& one : *in.mutable_enrolments()) {
    HK_ASSIGN(Enrolment enrolment, take(one, mac_bytes));
    message.enrolments.push_back(std::move(enrolment));
  }
  for (wire::Enrolment& one : *in.mutable_by_words()) {
    HK_ASSIGN(Enrolment enrolment, take(one, 0));
    message.enrolments.push_back(std::move(enrolment));
  }
  return {};
}

}  // namespace

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
  for (const auto& [seq, record] : message.ahead) {
    wire::AheadChange& ahead = *out.add_ahead();
    ahead.set_seq(seq);
    put(record, *ahead.mutable_change());
  }
  return serialised(out);
}

Result<PushRequest> decode_push_request(ByteView bytes) {
  HK_TRY(check_wire_bounds(bytes, push_ahead_shape, "push"));
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
  if (static_cast<std::size_t>(in.ahead_size()) > push_ahead_max) {
    return fail(ErrorCode::invalid, "ahead", "more than " + std::to_string(push_ahead_max));
  }
  for (wire::AheadChange& ahead : *in.mutable_ahead()) {
    HK_ASSIGN(const std::uint64_t seq, ordinal(ahead.seq(), "ahead.seq"));
    if (seq < message.first_seq + count) return fail(ErrorCode::invalid, "ahead.seq", "is not ahead of this push");
    message.ahead.emplace_back(seq, take(*ahead.mutable_change()));
  }
  HK_ASSIGN(message.status, take(*in.mutable_status()));
  return message;
}

Bytes encode(const PushResponse& message) {
  wire::PushResponse out;
  out.set_server_id(message.server_id);
  out.set_received_through(message.received_through);
  for (const Quarantined& one : message.quarantined) put(one, *out.add_quarantined());
  for (const auto& [seq, hlc] : message.hlc_accepted) {
    wire::HlcAccepted& accepted = *out.add_hlc_accepted();
    accepted.set_seq(seq);
    accepted.set_hlc(hlc.packed);
  }
  out.set_delay_ms(message.delay_ms);
  out.set_server_time_ms(message.server_time_ms);
  return serialised_answer(out);
}

Result<PushResponse> decode_push_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::PushResponse>(bytes, push_response_shape, "push answer"));
  PushResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  if (in.received_through() > seq_max) return fail(ErrorCode::invalid, "received_through", "is beyond 2^53");
  message.received_through = in.received_through();
  for (wire::Quarantined& one : *in.mutable_quarantined()) {
    HK_ASSIGN(Quarantined quarantined, take(one));
    message.quarantined.push_back(std::move(quarantined));
  }
  for (const wire::HlcAccepted& accepted : in.hlc_accepted()) {
    HK_ASSIGN(const std::uint64_t seq, ordinal(accepted.seq(), "hlc_accepted.seq"));
    message.hlc_accepted.emplace_back(seq, Hlc{accepted.hlc()});
  }
  message.delay_ms = in.delay_ms();
  message.server_time_ms = in.server_time_ms();
  return message;
}

Bytes encode(const PullRequest& message) {
  wire::PullRequest out;
  out.set_cursor(message.cursor);
  out.set_limit(message.limit);
  out.set_wait_s(message.wait_s);
  out.set_with_devices(message.with_devices);
  if (message.epoch) out.set_epoch(*message.epoch);
  put(message.status, *out.mutable_status());
  return serialised(out);
}

Result<PullRequest> decode_pull_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::PullRequest>(bytes, flat, "pull"));
  PullRequest message;
  HK_ASSIGN(message.cursor, at_most(*in.mutable_cursor(), cursor_bytes_max, "cursor"));
  message.limit = in.limit();
  message.wait_s = in.wait_s();
  message.with_devices = in.with_devices();
  if (in.has_epoch()) message.epoch = in.epoch();
  HK_ASSIGN(message.status, take(*in.mutable_status()));
  return message;
}

Bytes encode(const PullResponse& message) {
  wire::PullResponse out;
  out.set_server_id(message.server_id);
  for (const Envelope& envelope : message.entries) put(envelope, *out.add_entries());
  out.set_cursor(message.cursor);
  out.set_more(message.more);
  if (message.fingerprint) out.set_fingerprint(fingerprint_to_bytes(*message.fingerprint));
  out.set_protocol_max(message.protocol_max);
  if (message.received_through) out.set_received_through(*message.received_through);
  for (const DeviceState& device : message.devices) put(device, *out.add_devices());
  for (const Enrolment& enrolment : message.enrolments) {
    put(enrolment, enrolment.mac.empty() ? *out.add_by_words() : *out.add_enrolments());
  }
  for (const Quarantined& one : message.quarantined) put(one, *out.add_quarantined());
  out.set_delay_ms(message.delay_ms);
  out.set_server_time_ms(message.server_time_ms);
  return serialised_answer(out);
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
    HK_TRY(ordinal(envelope.position, "entries.position"));
    message.entries.push_back(std::move(envelope));
  }
  HK_ASSIGN(message.cursor, at_most(*in.mutable_cursor(), cursor_bytes_max, "cursor"));
  message.more = in.more();
  message.protocol_max = in.protocol_max();
  if (in.has_received_through()) message.received_through = in.received_through();
  HK_TRY(take_devices(in, message));
  if (static_cast<std::size_t>(in.quarantined_size()) > quarantined_max) {
    return fail(ErrorCode::invalid, "quarantined", "more than " + std::to_string(quarantined_max));
  }
  for (wire::Quarantined& one : *in.mutable_quarantined()) {
    HK_ASSIGN(Quarantined quarantined, take(one));
    message.quarantined.push_back(std::move(quarantined));
  }
  if (!in.fingerprint().empty()) {
    HK_ASSIGN(message.fingerprint, fingerprint_from_bytes(in.fingerprint()));
  }
  message.delay_ms = in.delay_ms();
  message.server_time_ms = in.server_time_ms();
  return message;
}

}  // namespace hk
