#pragma once
#include <cstdint>
#include <optional>

#include "sync/crypto/keys.h"
#include "sync/domain/ids.h"

namespace hk {

/// How far a kiosk has read a programme's feed, as the server hands it out and gets it back.
struct Cursor {
  ProgrammeId programme;
  std::uint64_t position = 0;
  /// 16 bytes told by the change at `position` and when it came: after the server was restored from a backup another
  /// change may stand there, or the same one with others before it than were read.
  Bytes anchor;
  bool operator==(const Cursor&) const = default;
};

/// Opaque to the kiosk and authenticated: version ‖ server id ‖ programme ‖ position ‖ anchor ‖ keyed digest.
[[nodiscard]] Bytes write_cursor(const Cursor& cursor, ByteView server_id, const Secret& key);
/// Nothing for a cursor of another server, or of nobody. Reading from the start is then right, and harms nobody.
[[nodiscard]] std::optional<Cursor> read_cursor(ByteView token, ByteView server_id, const Secret& key);

/// The anchor of a change.
[[nodiscard]] Bytes cursor_anchor(ByteView core, std::int64_t received_at_ms);

}  // namespace hk
