#include "sync/crypto/six_words.h"

#include <sodium.h>

namespace hk {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t bits_in_word = 11;
static_assert(std::size_t{1} << bits_in_word == word_list_size);
constexpr std::size_t hash_bytes = 16;  // the least that Argon2id gives; 66 bits of it are used
// Nothing secret goes in, so nothing is to be salted: it only tells this use from every other one.
constexpr std::string_view salt = "halsokiosk words";
static_assert(salt.size() == crypto_pwhash_SALTBYTES && hash_bytes == crypto_pwhash_BYTES_MIN);

std::size_t word_at(const std::array<unsigned char, hash_bytes>& hash, std::size_t word) {
  std::size_t index = 0;
  for (std::size_t bit = word * bits_in_word; bit < (word + 1) * bits_in_word; ++bit) {
    index = index << 1 | (hash[bit / 8] >> (7 - bit % 8) & 1U);
  }
  return index;
}

}  // namespace

Result<SixWords> six_words(ProgrammeId programme, const PublicKeys& approving, const PublicKeys& waiting,
                           std::span<const std::string> words, SlotCost cost) {
  HK_CHECK(words.size() == word_list_size);
  Bytes statement = "halsokiosk six words v1";
  statement += programme.view();
  for (const Bytes* key : {&approving.ed25519, &approving.x25519, &waiting.ed25519, &waiting.x25519}) {
    if (key->size() != key_bytes) return fail(ErrorCode::invalid, "public key", "has not 32 bytes");
    statement += *key;
  }
  std::array<unsigned char, hash_bytes> hash{};
  if (crypto_pwhash(hash.data(), hash.size(), statement.data(), statement.size(),
                    reinterpret_cast<const unsigned char*>(salt.data()), cost.operations, cost.memory_bytes,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(ErrorCode::io, "six words", "not enough memory to work them out");
  }
  SixWords six;
  for (std::size_t word = 0; word < six.size(); ++word) six[word] = words[word_at(hash, word)];
  return six;
}

}  // namespace hk
