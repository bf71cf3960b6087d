#include "sync/protocol/compare_messages.h"

#include "tests/fuzz/message_fuzz.h"

/// A comparison and its answer.
namespace hk::fuzz {

void take(ByteView input) {
  take_message<CompareRequest>(input, decode_compare_request);
  take_message<CompareResponse>(input, decode_compare_response);
  const auto request = decode_compare_request(input);
  if (!request) return;
  for (const ComparedRange& compared : request->ranges) {
    HK_CHECK(compared.fingerprint.count <= compare_range_changes_max && compared.ids.size() <= compare_ids_max);
    for (const ChangeId& id : compared.ids) HK_CHECK(compared.range.holds(id));
  }
}

std::vector<Bytes> seeds() {
  const auto from = test::numbered<ChangeId>(1), middle = test::numbered<ChangeId>(5), to = test::numbered<ChangeId>(9);
  std::vector<Envelope> envelopes = sample_envelopes();
  for (Envelope& envelope : envelopes) envelope.position = 0;
  std::vector<Bytes> seeds;
  add_seed(seeds,
           CompareRequest{{{{from, middle}, {400, 1, 2}, false, {}}, {{middle, to}, {}, true, {middle}}}, envelopes});
  add_seed(seeds, CompareResponse{Bytes(16, 'i'), 1, middle, 5, envelopes, {from, to}, 10});
  return seeds;
}

}  // namespace hk::fuzz
