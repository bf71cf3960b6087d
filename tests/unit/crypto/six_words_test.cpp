#include "sync/crypto/six_words.h"

#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "tests/support/bytes.h"

using namespace hk;
using test::unhex;

namespace {

const bool started = (crypto_start(), true);

constexpr SlotCost cheap{1, 8192};

const ProgrammeId programme = ProgrammeId::from_bytes(unhex("000102030405060708090a0b0c0d0e0f"), "programme").value();
const PublicKeys approving{Bytes(32, 'a'), Bytes(32, 'b')};
const PublicKeys waiting{Bytes(32, 'c'), Bytes(32, 'd')};

std::vector<std::string> numbers() {
  std::vector<std::string> words;
  for (std::size_t n = 0; n < word_list_size; ++n) words.push_back(std::to_string(n));
  return words;
}

SixWords words_of(ProgrammeId id, const PublicKeys& one, const PublicKeys& other, SlotCost cost = cheap) {
  static const std::vector<std::string> list = numbers();
  return six_words(id, one, other, list, cost).value();
}

}  // namespace

// As in known_answers_test.cpp: worked out with another implementation of Argon2id.
TEST_CASE("six words are 66 bits of Argon2id over the programme and both devices' keys, 11 bits a word") {
  CHECK(words_of(programme, approving, waiting) == SixWords{"1788", "1198", "941", "1858", "563", "1158"});
  CHECK(words_of(programme, approving, waiting, six_words_cost) ==
        SixWords{"238", "1250", "1797", "1902", "1320", "477"});
}

TEST_CASE("another programme, another key of either device, or roles exchanged give other words") {
  std::set<SixWords> all{words_of(programme, approving, waiting), words_of(programme, waiting, approving),
                         words_of(ProgrammeId(), approving, waiting)};
  const Bytes swapped(32, 'e');
  all.insert(words_of(programme, {swapped, approving.x25519}, waiting));
  all.insert(words_of(programme, {approving.ed25519, swapped}, waiting));
  all.insert(words_of(programme, approving, {swapped, waiting.x25519}));
  all.insert(words_of(programme, approving, {waiting.ed25519, swapped}));
  CHECK(all.size() == 7);
}

TEST_CASE("a key of another length has no words, so that no byte can move from one key to the next") {
  const std::vector<std::string> list = numbers();
  CHECK(six_words(programme, {Bytes(31, 'a'), Bytes(33, 'b')}, waiting, list, cheap).error().code ==
        ErrorCode::invalid);
  CHECK(six_words(programme, approving, {"", Bytes(64, 'd')}, list, cheap).error().code == ErrorCode::invalid);
}
