#include "kiosk/app/models.h"

namespace hk {

ScreenContent::ScreenContent() = default;
ScreenContent::ScreenContent(const ScreenContent&) = default;
ScreenContent::ScreenContent(ScreenContent&&) noexcept = default;
ScreenContent& ScreenContent::operator=(const ScreenContent&) = default;
ScreenContent& ScreenContent::operator=(ScreenContent&&) noexcept = default;
ScreenContent::~ScreenContent() = default;

}  // namespace hk
