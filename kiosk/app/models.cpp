#include "kiosk/app/models.h"

namespace hk {

ScreenContent::ScreenContent() = default;
ScreenContent::ScreenContent(const ScreenContent&) = default;
ScreenContent::ScreenContent(ScreenContent&&) noexcept = default;
ScreenContent& ScreenContent::operator=(const ScreenContent&) = default;
ScreenContent& ScreenContent::operator=(ScreenContent&&) noexcept = default;
ScreenContent::~ScreenContent() = default;
bool ScreenContent::operator==(const ScreenContent& other) const {
  return static_cast<const ScreenKinds&>(*this) == static_cast<const ScreenKinds&>(other);
}

FailureModel failure_model(const Error& error) {
  const auto kind = [&] {
    switch (error.code) {
      case ErrorCode::busy:
        return FailureModel::Kind::in_use;
      case ErrorCode::disk_full:
        return FailureModel::Kind::disk_full;
      case ErrorCode::read_only:
        return FailureModel::Kind::read_only;
      case ErrorCode::newer_version:
        return FailureModel::Kind::newer_version;
      case ErrorCode::corrupt:
        return FailureModel::Kind::damaged;
      default:
        return FailureModel::Kind::other;
    }
  }();
  return {kind, error.thing, error.what};
}

bool shows_same(const Screen& one, const Screen& other) {
  return one.content == other.content && one.notice == other.notice && one.sync == other.sync &&
         one.language == other.language && one.appearance == other.appearance;
}

}  // namespace hk
