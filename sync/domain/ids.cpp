#include "sync/domain/ids.h"

namespace hk {

std::string uuid_text(ByteView sixteen_bytes) {
  HK_CHECK(sixteen_bytes.size() == 16);
  std::string hex = to_hex(sixteen_bytes);
  for (const std::size_t at : {20, 16, 12, 8}) hex.insert(at, 1, '-');
  return hex;
}

Result<Bytes> uuid_bytes(std::string_view text, std::string_view thing) {
  std::string hex;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return fail(ErrorCode::invalid, std::string(thing), "not a UUID");
    if (!dash) hex += text[i];
  }
  if (hex.size() != 32) return fail(ErrorCode::invalid, std::string(thing), "not a UUID");
  return from_hex(hex, thing);
}

std::array<std::uint8_t, 16> make_uuid7(std::int64_t wall_ms, std::uint64_t chance_a, std::uint64_t chance_b) {
  std::array<std::uint8_t, 16> out;
  const auto ms = static_cast<std::uint64_t>(wall_ms < 0 ? 0 : wall_ms);
  for (int i = 0; i < 6; ++i) out[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
  std::memcpy(out.data() + 6, &chance_a, 2);
  std::memcpy(out.data() + 8, &chance_b, 8);
  out[6] = static_cast<std::uint8_t>((out[6] & 0x0f) | 0x70);
  out[8] = static_cast<std::uint8_t>((out[8] & 0x3f) | 0x80);
  return out;
}

}  // namespace hk
