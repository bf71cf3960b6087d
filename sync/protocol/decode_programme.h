#pragma once
#include "sync.pb.h"
#include "sync/domain/change.h"

/// Checks the kinds that a coordinator signs, field by field. Errors: invalid, naming the field.
namespace hk::decode {

namespace pb = halsokiosk::v1;

[[nodiscard]] Result<ChangeBody> parse(const pb::ProgrammeSet& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::CatalogueSet& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::ScheduleSet& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::DeviceApproved& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::DeviceRevoked& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::StaffSet& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::CoordinatorGranted& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::CoordinatorWithdrawn& in);
[[nodiscard]] Result<ChangeBody> parse(const pb::KeyRotated& in);

}  // namespace hk::decode
