#include "sync.pb.h"
#include "sync/protocol/message_parts.h"
#include "sync/protocol/messages.h"

/// How a device comes into a programme: enrolment and one-time codes.
namespace hk {
namespace {

namespace wire = halsokiosk::v1;
using namespace decode;

/// A token goes into a header line: nothing but visible ASCII, or it could start a line of its own.
Result<std::string> token_text(std::string& value) {
  HK_ASSIGN(std::string token, at_most(value, token_bytes_max, "token"));
  if (token.empty()) return fail(ErrorCode::invalid, "token", "is empty");
  for (const char c : token) {
    if (c <= ' ' || c > '~') return fail(ErrorCode::invalid, "token", "holds something else than visible ASCII");
  }
  return token;
}

Result<Approver> take(wire::Approver& in) {
  Approver approver;
  HK_ASSIGN(approver.programme, ProgrammeId::from_bytes(in.programme(), "approver.programme"));
  HK_ASSIGN(approver.device, DeviceId::from_bytes(in.device(), "approver.device"));
  HK_ASSIGN(approver.ed25519_public, exact(*in.mutable_ed25519_public(), key_bytes, "approver.ed25519_public"));
  HK_ASSIGN(approver.x25519_public, exact(*in.mutable_x25519_public(), key_bytes, "approver.x25519_public"));
  return approver;
}

}  // namespace

Bytes invitation_statement(ProgrammeId programme, const Enrolment& enrolment) {
  Bytes statement = "halsokiosk invited v1";
  statement += programme.view();
  statement += enrolment.device.view();
  statement += enrolment.ed25519_public;
  statement += enrolment.x25519_public;
  statement += enrolment.label;
  return statement;
}

Bytes code_statement(ProgrammeId programme, DeviceId device) {
  Bytes statement = "halsokiosk code v1";
  statement += programme.view();
  statement += device.view();
  return statement;
}

Bytes encode(const CodeRequest& message) {
  wire::CodeRequest out;
  out.set_signer(message.signer);
  out.set_signature(message.signature);
  return serialised(out);
}

Result<CodeRequest> decode_code_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::CodeRequest>(bytes, flat, "code request"));
  CodeRequest message;
  HK_ASSIGN(message.signer, exact(*in.mutable_signer(), key_bytes, "signer"));
  HK_ASSIGN(message.signature, exact(*in.mutable_signature(), signature_bytes, "signature"));
  return message;
}

Bytes encode(const CodeResponse& message) {
  wire::CodeResponse out;
  out.set_server_id(message.server_id);
  out.set_code(message.code);
  out.set_expires_ms(message.expires_ms);
  return serialised_answer(out);
}

Result<CodeResponse> decode_code_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::CodeResponse>(bytes, flat, "code answer"));
  CodeResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  HK_ASSIGN(message.code, at_most(*in.mutable_code(), code_bytes_max, "code"));
  message.expires_ms = in.expires_ms();
  return message;
}

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
  if (!message.programme.is_nil()) out.set_programme(message.programme.bytes());
  out.set_root_key(message.root_key);
  out.set_label(message.label);
  out.set_proof(message.proof);
  out.set_mac(message.mac);
  out.set_mac_key(message.mac_key);
  return serialised(out);
}

Result<EnrolRequest> decode_enrol_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::EnrolRequest>(bytes, flat, "enrolment"));
  EnrolRequest message;
  HK_ASSIGN(message.code, at_most(*in.mutable_code(), code_bytes_max, "code"));
  HK_ASSIGN(message.device, DeviceId::from_bytes(in.device(), "device"));
  HK_ASSIGN(message.ed25519_public, exact(*in.mutable_ed25519_public(), key_bytes, "ed25519_public"));
  HK_ASSIGN(message.x25519_public, exact(*in.mutable_x25519_public(), key_bytes, "x25519_public"));
  const bool knows_programme = !in.programme().empty();
  if (knows_programme) {
    HK_ASSIGN(message.programme, ProgrammeId::from_bytes(in.programme(), "programme"));
    if (message.programme.is_nil()) return fail(ErrorCode::invalid, "programme", "is nobody's");
  }
  HK_ASSIGN(message.root_key, exact(*in.mutable_root_key(), knows_programme ? key_bytes : 0, "root_key"));
  HK_ASSIGN(message.label, at_most(*in.mutable_label(), label_bytes_max, "label"));
  HK_ASSIGN(message.proof, exact(*in.mutable_proof(), signature_bytes, "proof"));
  const bool invited = knows_programme && !in.mac().empty();
  HK_ASSIGN(message.mac, exact(*in.mutable_mac(), invited ? mac_bytes : 0, "mac"));
  message.mac_key = in.mac_key();
  return message;
}

Bytes encode(const EnrolResponse& message) {
  wire::EnrolResponse out;
  out.set_server_id(message.server_id);
  out.set_token(message.token);
  out.set_fingerprint_key(message.fingerprint_key);
  out.set_approved(message.approved);
  if (message.approver) {
    wire::Approver& approver = *out.mutable_approver();
    approver.set_programme(message.approver->programme.bytes());
    approver.set_device(message.approver->device.bytes());
    approver.set_ed25519_public(message.approver->ed25519_public);
    approver.set_x25519_public(message.approver->x25519_public);
  }
  return serialised_answer(out);
}

Result<EnrolResponse> decode_enrol_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::EnrolResponse>(bytes, flat, "enrolment answer"));
  EnrolResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  HK_ASSIGN(message.token, token_text(*in.mutable_token()));
  HK_ASSIGN(message.fingerprint_key, exact(*in.mutable_fingerprint_key(), key_bytes, "fingerprint_key"));
  message.approved = in.approved();
  if (in.has_approver()) {
    HK_ASSIGN(message.approver, take(*in.mutable_approver()));
  }
  return message;
}

}  // namespace hk
