#pragma once
#include "sync/domain/bytes.h"

/// Protobuf's wire format by hand, so that tests can write what no encoder of ours writes. Fields appended to a message
/// win over those before them, and submessages are merged.
namespace hk::test::wire {

inline Bytes varint(std::uint64_t value) {
  Bytes bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  return bytes + static_cast<char>(value);
}
inline Bytes number(unsigned field, std::int64_t value) {
  return varint(field << 3) + varint(static_cast<std::uint64_t>(value));
}
/// A sint32 or sint64.
inline Bytes zigzag(unsigned field, std::int64_t value) {
  return number(field, static_cast<std::int64_t>(static_cast<std::uint64_t>(value) << 1) ^ (value >> 63));
}
inline Bytes fixed(unsigned field, std::uint64_t value) {
  Bytes bytes = varint(field << 3 | 1);
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}
/// A string, bytes or a submessage.
inline Bytes bytes(unsigned field, ByteView value) {
  return varint(field << 3 | 2) + varint(value.size()) + Bytes(value);
}

}  // namespace hk::test::wire
