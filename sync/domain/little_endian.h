#pragma once
#include <cstdint>

#include "sync/domain/bytes.h"

/// Numbers in files of our own and in fingerprints: lowest byte first, on every machine.
namespace hk {

[[nodiscard]] inline Bytes little_endian(std::uint64_t value, std::size_t size) {
  Bytes bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

/// Of at most 8 bytes.
[[nodiscard]] inline std::uint64_t from_little_endian(ByteView bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return value;
}

}  // namespace hk
