#include "sync/client/answer.h"

#include "sync/protocol/wire_bounds.h"
#include "tests/fuzz/message_fuzz.h"

/// Whatever a kiosk gets for an answer on a strange network: the first byte says in which clothes.
namespace hk::fuzz {
namespace {

const Bytes server_id(16, 'i');

}  // namespace

void take(ByteView input) {
  if (input.empty()) return;
  const auto how = static_cast<unsigned char>(input[0]);
  SyncReply reply;
  reply.kind = SyncRequest::Kind::pull;
  reply.status = (how & 1) != 0 ? 200 : 503;
  reply.content_type = (how & 2) != 0 ? content_type_protobuf : content_type_problem;
  reply.compressed = (how & 4) != 0;
  reply.body = input.substr(1);
  const unsigned version = (how & 16) != 0 ? 1 : protocol_versions.max;
  const Answer answer = read_answer(reply, (how & 8) != 0 ? ByteView(server_id) : ByteView(), version);
  HK_CHECK(answer.kind == Answer::Kind::message || !answer.why.empty());
  HK_CHECK(answer.kind != Answer::Kind::message || version == 1 || ends_whole(answer.message));
  // A person reads it, on one line.
  for (const char c : answer.why) HK_CHECK(static_cast<unsigned char>(c) >= 0x20);
}

std::vector<Bytes> seeds() {
  const Bytes problem = R"({"type":"urn:halsokiosk:problem:busy","title":"Busy","status":503,"retry":true,)"
                        R"("delay_ms":5000,"detail":"soon","server_id":")" +
                        to_hex(server_id) + "\"}";
  const Bytes message = encode(PushResponse{server_id, 9, {}, 500, 1'780'000'000'000, {}});
  return {'\0' + problem,   '\x08' + problem, '\x07' + deflate(message),
          '\x03' + message, "\x13message",    "\x01<html>Log in</html>"};
}

}  // namespace hk::fuzz
