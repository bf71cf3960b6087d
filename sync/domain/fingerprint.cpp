#include "sync/domain/fingerprint.h"

#include "sync/domain/little_endian.h"

namespace hk {
namespace {

std::uint64_t number_at(ByteView bytes, std::size_t at) { return from_little_endian(bytes.substr(at, 8)); }

}  // namespace

Fingerprint& Fingerprint::operator+=(const Fingerprint& other) {
  count += other.count;
  low += other.low;
  high += other.high + (low < other.low ? 1 : 0);
  return *this;
}

Bytes fingerprint_to_bytes(const Fingerprint& fingerprint) {
  Bytes bytes;
  for (const std::uint64_t number : {fingerprint.count, fingerprint.low, fingerprint.high})
    bytes += little_endian(number, 8);
  return bytes;
}

Result<Fingerprint> fingerprint_from_bytes(ByteView bytes) {
  if (bytes.size() != fingerprint_bytes) return fail(ErrorCode::invalid, "fingerprint", "has not 24 bytes");
  return Fingerprint{number_at(bytes, 0), number_at(bytes, 16), number_at(bytes, 8)};
}

Fingerprint fingerprint_of_digest(ByteView digest) {
  HK_CHECK(digest.size() >= 16);
  return {1, number_at(digest, 8), number_at(digest, 0)};
}

}  // namespace hk
