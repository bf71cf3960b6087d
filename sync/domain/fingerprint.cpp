#include "sync/domain/fingerprint.h"

namespace hk {
namespace {

std::uint64_t number_at(ByteView bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void put_number(std::uint64_t value, Bytes& out) {
  for (int i = 0; i < 8; ++i, value >>= 8) out.push_back(static_cast<char>(value & 0xff));
}

}  // namespace

Fingerprint& Fingerprint::operator+=(const Fingerprint& other) {
  count += other.count;
  low += other.low;
  high += other.high + (low < other.low ? 1 : 0);
  return *this;
}

Bytes fingerprint_to_bytes(const Fingerprint& fingerprint) {
  Bytes bytes;
  for (const std::uint64_t number : {fingerprint.count, fingerprint.low, fingerprint.high}) put_number(number, bytes);
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
