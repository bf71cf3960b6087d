#include "sync.pb.h"
#include "sync/protocol/message_parts.h"
#include "sync/protocol/messages.h"

/// How a device that two people compared six words on gets its keys.
namespace hk {
namespace {

namespace wire = halsokiosk::v1;
using namespace decode;

}  // namespace

Bytes approval_statement(ProgrammeId programme, const Enrolment& approved, ByteView box) {
  Bytes statement = "halsokiosk approval v1";
  statement += programme.view();
  statement += approved.device.view();
  statement += approved.ed25519_public;
  statement += approved.x25519_public;
  statement += box;
  return statement;
}

Bytes encode(const ApprovalRequest& message) {
  wire::ApprovalRequest out;
  out.set_device(message.device.bytes());
  out.set_box(message.box);
  out.set_signature(message.signature);
  return serialised(out);
}

Result<ApprovalRequest> decode_approval_request(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::ApprovalRequest>(bytes, flat, "approval"));
  ApprovalRequest message;
  HK_ASSIGN(message.device, DeviceId::from_bytes(in.device(), "device"));
  HK_ASSIGN(message.box, at_most(*in.mutable_box(), approval_box_max, "box"));
  if (message.box.empty()) return fail(ErrorCode::invalid, "box", "is empty");
  HK_ASSIGN(message.signature, exact(*in.mutable_signature(), signature_bytes, "signature"));
  return message;
}

Bytes encode(const ApprovalResponse& message) {
  wire::ApprovalResponse out;
  out.set_server_id(message.server_id);
  return serialised_answer(out);
}

Result<ApprovalResponse> decode_approval_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::ApprovalResponse>(bytes, flat, "approval answer"));
  ApprovalResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  return message;
}

Bytes encode(const WaitRequest& message) {
  wire::WaitRequest out;
  out.set_wait_s(message.wait_s);
  return serialised(out);
}

Result<WaitRequest> decode_wait_request(ByteView bytes) {
  HK_ASSIGN(const auto in, parse<wire::WaitRequest>(bytes, flat, "wait"));
  return WaitRequest{in.wait_s()};
}

Bytes encode(const WaitResponse& message) {
  wire::WaitResponse out;
  out.set_server_id(message.server_id);
  out.set_box(message.box);
  out.set_signature(message.signature);
  return serialised_answer(out);
}

Result<WaitResponse> decode_wait_response(ByteView bytes) {
  HK_ASSIGN(auto in, parse<wire::WaitResponse>(bytes, flat, "wait answer"));
  WaitResponse message;
  HK_ASSIGN(message.server_id, exact(*in.mutable_server_id(), 16, "server_id"));
  HK_ASSIGN(message.box, at_most(*in.mutable_box(), approval_box_max, "box"));
  const std::size_t signed_bytes = message.box.empty() ? 0 : signature_bytes;
  HK_ASSIGN(message.signature, exact(*in.mutable_signature(), signed_bytes, "signature"));
  return message;
}

}  // namespace hk
