#include "tests/fuzz/message_fuzz.h"

/// An enrolment, which anybody may send, a coordinator's wish for a code, and the answers.
namespace hk::fuzz {

void take(ByteView input) {
  take_message<EnrolRequest>(input, decode_enrol_request);
  take_message<EnrolResponse>(input, decode_enrol_response);
  take_message<CodeRequest>(input, decode_code_request);
  take_message<CodeResponse>(input, decode_code_response);
  take_message<ApprovalRequest>(input, decode_approval_request);
  take_message<ApprovalResponse>(input, decode_approval_response);
  take_message<WaitRequest>(input, decode_wait_request);
  take_message<WaitResponse>(input, decode_wait_response);
}

std::vector<Bytes> seeds() {
  EnrolRequest request;
  request.code = "AAAA-BBBB-CCCC-DDDD";
  request.device = test::numbered<DeviceId>(1);
  request.ed25519_public = Bytes(32, 'e');
  request.x25519_public = Bytes(32, 'x');
  request.programme = test::numbered<ProgrammeId>(2);
  request.root_key = Bytes(32, 'r');
  request.label = "Surfplattan";
  request.proof = Bytes(64, 'p');
  std::vector<Bytes> seeds;
  add_seed(seeds, request);
  EnrolRequest by_words = request;
  by_words.programme = {};
  by_words.root_key.clear();
  add_seed(seeds, by_words);
  add_seed(seeds, EnrolResponse{Bytes(16, 'i'), "a-token", Bytes(32, 'f'), true});
  const Approver approver{request.programme, request.device, request.ed25519_public, request.x25519_public};
  add_seed(seeds, EnrolResponse{Bytes(16, 'i'), "a-token", Bytes(32, 'f'), false, approver});
  add_seed(seeds, ApprovalRequest{request.device, Bytes(200, 'b'), Bytes(64, 's')});
  add_seed(seeds, ApprovalResponse{Bytes(16, 'i')});
  add_seed(seeds, WaitRequest{25});
  add_seed(seeds, WaitResponse{Bytes(16, 'i'), Bytes(200, 'b'), Bytes(64, 's')});
  return seeds;
}

}  // namespace hk::fuzz
