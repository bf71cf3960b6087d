#include "sync/protocol/envelope_parts.h"

namespace hk::decode {

namespace wire = halsokiosk::v1;

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
  envelope.position = in.position();
  envelope.received_at_ms = in.received_at_ms();
  if (in.has_hlc_accepted()) envelope.hlc_accepted = Hlc{in.hlc_accepted()};
  return envelope;
}

}  // namespace hk::decode
