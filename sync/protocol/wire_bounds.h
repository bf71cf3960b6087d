#pragma once
#include <cstddef>

#include "sync/domain/bytes.h"

namespace hk {

/// How many fields a message may hold, and which field holds messages that are looked into.
struct WireShape {
  std::size_t fields_max = 0;
  int nested_field = 0;  ///< 0: none
  const WireShape* nested = nullptr;
};

/// Walks a protobuf message without building it. A parsed message takes up to fifty times its bytes when it consists of
/// empty submessages, so the number of fields is bounded before anything is allocated.
/// Errors: invalid, naming `thing`.
[[nodiscard]] Result<void> check_wire_bounds(ByteView bytes, const WireShape& shape, std::string_view thing);

/// True where the last field of an answer says that it is whole (sync.proto, "answers"): where it was cut, it does not.
[[nodiscard]] bool ends_whole(ByteView answer);

}  // namespace hk
