#pragma once
#include "sync/crypto/keys.h"
#include "sync/log/bundle.h"

namespace hk::test {

inline Bytes lowest_first(std::uint64_t value, std::size_t size) {
  Bytes bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

/// A page of a bundle file: its length and its bytes.
inline Bytes bundle_page(ByteView bytes) { return lowest_first(bytes.size(), 4) + Bytes(bytes); }

/// A bundle file by hand, with whatever bytes between head and end: well signed, so that readers look at them.
inline Bytes signed_bundle(const BundleHead& head, ByteView pages, const SigningKey& device_key) {
  Bytes file = "halsokiosk bundle 1\n" + head.programme.bytes() + head.device.bytes() +
               lowest_first(static_cast<std::uint64_t>(head.made_ms), 8) + Bytes(pages);
  const Bytes whole = digest(file);
  return file + "halsokiosk bundle end\n" + whole + sign(device_key, "halsokiosk bundle v1" + whole);
}

}  // namespace hk::test
