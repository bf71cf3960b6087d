#pragma once
#include <string_view>

#include "sync/domain/bytes.h"

namespace hk {

/// What the server keeps of a founder's or an invitation's one-time code.
[[nodiscard]] Bytes founder_code_hash(std::string_view code);

}  // namespace hk
