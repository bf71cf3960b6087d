#pragma once
#include "sync.pb.h"
#include "sync/domain/change.h"

namespace hk::decode {

/// Errors: invalid, naming the field.
[[nodiscard]] Result<ChangeBody> parse(const halsokiosk::v1::ExportRecorded& in);

}  // namespace hk::decode
