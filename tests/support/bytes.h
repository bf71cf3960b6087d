#pragma once
#include <fstream>
#include <iterator>

#include "sync/domain/bytes.h"

namespace hk::test {

/// Bytes of a literal in hexadecimal digits.
inline Bytes unhex(std::string_view hex) { return from_hex(hex, "literal").value(); }

/// Calls `check(copy, at)` with a copy of `bytes` for each byte, that byte changed in one bit.
template <class Check>
void each_byte_flipped(const Bytes& bytes, Check&& check) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes copy = bytes;
    copy[at] = static_cast<char>(copy[at] ^ (1 << (at % 8)));
    check(copy, at);
  }
}

inline Bytes file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::string& path, ByteView bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace hk::test
