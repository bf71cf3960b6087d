#include "sync/protocol/codec.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/sample_changes.h"

/// The sealed part, opened: whoever holds the programme key may still have written nonsense.
namespace hk::fuzz {
namespace {

void take_as(ByteView input, const ChangeBody& clear) {
  Change change;
  change.body = clear;
  if (!decode_sealed(input, change)) return;
  Change again;
  again.body = clear;
  HK_CHECK(decode_sealed(encode_sealed(change.body), again));
  HK_CHECK(again.body == change.body);
}

}  // namespace

void take(ByteView input) {
  take_as(input, ParticipantSet{});
  take_as(input, SessionNoteSet{});
  take_as(input, CheckInRecorded{});
}

std::vector<Bytes> seeds() {
  std::vector<Bytes> seeds;
  for (const ChangeBody& body : test::one_of_every_kind()) {
    if (Bytes sealed = encode_sealed(body); !sealed.empty()) seeds.push_back(std::move(sealed));
  }
  return seeds;
}

}  // namespace hk::fuzz
