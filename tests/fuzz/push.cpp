#include "tests/fuzz/message_fuzz.h"

/// A push and its answer.
namespace hk::fuzz {

void take(ByteView input) {
  take_message<PushRequest>(input, decode_push_request);
  take_message<PushResponse>(input, decode_push_response);
}

std::vector<Bytes> seeds() {
  PushRequest request{7, 1, {}, {{2, Hlc::of(12)}}, {3, 1'780'000'000'000, "0.1.0", 1'780'000'000'001}};
  for (const Envelope& envelope : sample_envelopes()) request.changes.push_back(envelope.record);
  std::vector<Bytes> seeds;
  add_seed(seeds, request);
  add_seed(seeds, PushResponse{Bytes(16, 'i'), 9, {{3, "mac: does not fit"}}, 500, 1'780'000'000'000});
  return seeds;
}

}  // namespace hk::fuzz
