#pragma once
#include "sync/protocol/messages.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/author.h"
#include "tests/support/sample_changes.h"

namespace hk::fuzz {

/// The message as it is, and as the inflated form of what came.
template <class Message>
void take_message(ByteView input, Result<Message> (*decode)(ByteView)) {
  const auto claim = [decode](ByteView bytes) {
    const Result<Message> message = decode(bytes);
    if (!message) return;
    const Result<Message> again = decode(encode(*message));
    HK_CHECK(again && *again == *message);
  };
  claim(input);
  if (const auto inflated = inflate(input, body_inflated_max)) {
    HK_CHECK(inflated->size() <= body_inflated_max);
    claim(*inflated);
  }
}

/// Records of every kind, as a device sends them.
inline std::vector<Envelope> sample_envelopes() {
  const test::TestProgramme programme;
  test::Author author(programme, 1);
  std::vector<Envelope> envelopes;
  for (const ChangeBody& body : test::one_of_every_kind()) {
    Envelope envelope = author.make(body).envelope;
    envelope.position = envelope.seq;
    envelopes.push_back(std::move(envelope));
  }
  envelopes.back().hlc_accepted = Hlc::of(1'780'000'000'000, 3);
  return envelopes;
}

/// In both forms.
template <class Message>
void add_seed(std::vector<Bytes>& seeds, const Message& message) {
  seeds.push_back(encode(message));
  seeds.push_back(deflate(seeds.back()));
}

}  // namespace hk::fuzz
