#include "tests/fuzz/message_fuzz.h"

/// A question for the feed, and a page of it: envelopes, whose records are then verified.
namespace hk::fuzz {

void take(ByteView input) {
  take_message<PullRequest>(input, decode_pull_request);
  take_message<PullResponse>(input, decode_pull_response);
  static const test::TestProgramme programme;
  static const Verifier verifier = programme.verifier();
  const auto page = decode_pull_response(input);
  if (!page) return;
  // Nobody without this programme's keys gets a record past the verifier.
  for (const Envelope& envelope : page->entries) HK_CHECK(!verifier.check(envelope.record));
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> seeds;
  add_seed(seeds, PullRequest{Bytes(89, 'c'), 500, 0, {3, 1'780'000'000'000, "0.1.0", 1'780'000'000'001}});
  add_seed(seeds, PullResponse{Bytes(16, 'i'), sample_envelopes(), Bytes(89, 'c'), true, Fingerprint{4, 5, 6}, 10, 11});
  return seeds;
}

}  // namespace hk::fuzz
