#include "sync/server/cursor.h"

namespace hk {
namespace {

constexpr char version = 1;
constexpr std::size_t id_bytes = 16;
constexpr std::size_t position_bytes = 8;
constexpr std::size_t anchor_bytes = 16;
constexpr std::size_t signed_bytes = 1 + id_bytes + id_bytes + position_bytes + anchor_bytes;
constexpr std::size_t digest_bytes = 32;

}  // namespace

Bytes cursor_anchor(ByteView core, std::int64_t received_at_ms) {
  return digest(Bytes(core) + std::to_string(received_at_ms)).substr(0, anchor_bytes);
}

Bytes write_cursor(const Cursor& cursor, ByteView server_id, const Secret& key) {
  HK_CHECK(server_id.size() == id_bytes && cursor.anchor.size() == anchor_bytes);
  Bytes token(1, version);
  token += server_id;
  token += cursor.programme.view();
  for (int shift = 56; shift >= 0; shift -= 8) token += static_cast<char>(cursor.position >> shift & 0xff);
  token += cursor.anchor;
  return token + keyed_digest(key, {token});
}

std::optional<Cursor> read_cursor(ByteView token, ByteView server_id, const Secret& key) {
  if (token.size() != signed_bytes + digest_bytes || token[0] != version) return std::nullopt;
  const ByteView body = token.substr(0, signed_bytes);
  if (!equal_secret(keyed_digest(key, {body}), token.substr(signed_bytes))) return std::nullopt;
  if (body.substr(1, id_bytes) != server_id) return std::nullopt;
  Cursor cursor;
  const auto programme = ProgrammeId::from_bytes(body.substr(1 + id_bytes, id_bytes), "cursor");
  HK_CHECK(programme.has_value());
  cursor.programme = *programme;
  for (const char c : body.substr(1 + 2 * id_bytes, position_bytes)) {
    cursor.position = cursor.position << 8 | static_cast<unsigned char>(c);
  }
  cursor.anchor = body.substr(1 + 2 * id_bytes + position_bytes);
  return cursor;
}

}  // namespace hk
