#pragma once
#include "kiosk/screens/widgets.h"

namespace hk {

/// What else staff tell of a session: whether it trains the language, and which partners are there.
void extras_panel(Ui& ui, Rect area, const RosterModel& model);
[[nodiscard]] float extras_height(const Ui& ui, const RosterModel& model);

}  // namespace hk
