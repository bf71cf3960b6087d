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

bool shows_same(const Screen& one, const Screen& other) {
  return one.content == other.content && one.notice == other.notice && one.sync == other.sync &&
         one.language == other.language && one.scale_percent == other.scale_percent;
}

}  // namespace hk
