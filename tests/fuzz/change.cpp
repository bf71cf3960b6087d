#include "sync/protocol/codec.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/author.h"
#include "tests/support/sample_changes.h"

/// A change's clear part.
namespace hk::fuzz {

void take(ByteView input) {
  const auto change = decode_core(input);
  if (!change || std::holds_alternative<UnknownKind>(change->body)) return;
  // What was understood is written and understood again, whole.
  const auto again = decode_core(encode_core(*change));
  Change understood = *change;
  understood.partly_known = false;
  HK_CHECK(again && *again == understood);
}

std::vector<Bytes> seeds() {
  const test::TestProgramme programme;
  test::Author author(programme, 1);
  std::vector<Bytes> seeds;
  for (const ChangeBody& body : test::one_of_every_kind()) seeds.push_back(encode_core(author.change(body)));
  return seeds;
}

}  // namespace hk::fuzz
