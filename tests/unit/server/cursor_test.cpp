#include "sync/server/cursor.h"

#include <doctest/doctest.h>

using namespace hk;

TEST_CASE("a cursor comes back as it was given, and not when a bit of it was changed") {
  crypto_start();
  const Secret key = Secret::random(32);
  const Bytes server_id(16, 'i');
  Cursor cursor;
  cursor.programme.value.fill(7);
  cursor.position = 0x0102030405060708;
  cursor.anchor = cursor_anchor("core", 1);
  const Bytes token = write_cursor(cursor, server_id, key);
  CHECK(read_cursor(token, server_id, key) == cursor);
  for (std::size_t at = 0; at < token.size(); ++at) {
    Bytes forged = token;
    forged[at] = static_cast<char>(forged[at] ^ 1);
    CHECK_FALSE(read_cursor(forged, server_id, key).has_value());
  }
  CHECK_FALSE(read_cursor("", server_id, key).has_value());
  CHECK_FALSE(read_cursor(token, Bytes(16, 'j'), key).has_value());
  CHECK_FALSE(read_cursor(token, server_id, Secret::random(32)).has_value());
}
