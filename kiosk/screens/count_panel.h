#pragma once
#include "kiosk/screens/widgets.h"

namespace hk {

/// The steppers of a session: how many came without a name, by category, and how many did not get a place. Ids are
/// "count:0:less" and "count:0:more".
void count_panel(Ui& ui, const Rect& area, std::span<const CountRow> rows);
/// With all its rows in sight.
[[nodiscard]] float count_panel_height(const Ui& ui, std::size_t rows);

}  // namespace hk
