#pragma once
#include <zlib.h>

#include <map>
#include <string>

#include "sync/domain/bytes.h"
#include "sync/domain/result.h"

/// What stands in a zip file, read by its own words in the central directory.
namespace hk::test {

inline std::size_t little_endian(ByteView bytes, std::size_t at, std::size_t size) {
  std::size_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i - 1));
  return value;
}

inline Bytes inflated(ByteView packed, std::size_t size) {
  Bytes out(size, '\0');
  z_stream stream{};
  HK_CHECK(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  HK_CHECK(ended == Z_STREAM_END);
  return out;
}

/// name → content of every file in it.
inline std::map<std::string, Bytes> unzipped(ByteView zip) {
  std::map<std::string, Bytes> files;
  const std::size_t end = zip.rfind(ByteView("PK\5\6", 4));
  HK_CHECK(end != ByteView::npos);
  std::size_t at = little_endian(zip, end + 16, 4);
  for (std::size_t left = little_endian(zip, end + 10, 2); left > 0; --left) {
    const std::size_t packed = little_endian(zip, at + 20, 4), size = little_endian(zip, at + 24, 4);
    const std::size_t name = little_endian(zip, at + 28, 2), local = little_endian(zip, at + 42, 4);
    const std::size_t data = local + 30 + little_endian(zip, local + 26, 2) + little_endian(zip, local + 28, 2);
    const ByteView bytes = zip.substr(data, packed);
    const bool stored = little_endian(zip, at + 10, 2) == 0;
    files[std::string(zip.substr(at + 46, name))] = stored ? Bytes(bytes) : inflated(bytes, size);
    at += 46 + name + little_endian(zip, at + 30, 2) + little_endian(zip, at + 32, 2);
  }
  return files;
}

}  // namespace hk::test
