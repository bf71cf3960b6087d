#pragma once
#include "sync.pb.h"
#include "sync/protocol/message_parts.h"

/// A change as it stands in every message that carries changes.
namespace hk::decode {

inline constexpr WireShape feed_entry_shape{64, 1, &flat};

void put(const ChangeRecord& record, halsokiosk::v1::Change& out);
[[nodiscard]] ChangeRecord take(halsokiosk::v1::Change& in);
void put(const Envelope& envelope, halsokiosk::v1::FeedEntry& out);
/// Errors: invalid. The position is taken as it is: only in the feed must there be one.
[[nodiscard]] Result<Envelope> take(halsokiosk::v1::FeedEntry& in);

}  // namespace hk::decode
