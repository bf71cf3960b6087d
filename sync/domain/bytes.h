#pragma once
#include <string>
#include <string_view>

#include "sync/domain/result.h"

namespace hk {

/// Raw bytes. std::string, because protobuf, SQLite and libsodium all take it without a copy; never text for people.
using Bytes = std::string;
using ByteView = std::string_view;

[[nodiscard]] std::string to_hex(ByteView bytes);
/// Errors: invalid (odd length, or not a hexadecimal digit). `thing` names the input in the error.
[[nodiscard]] Result<Bytes> from_hex(std::string_view hex, std::string_view thing);

}  // namespace hk
