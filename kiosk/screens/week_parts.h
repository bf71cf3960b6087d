#pragma once
#include <span>
#include <string>
#include <vector>

#include "kiosk/screens/widgets.h"

/// What the week's figures are drawn with.
namespace hk {

/// A large number with what it counts, and how it differs from the week before.
struct WeekStat {
  std::string label;
  std::int64_t now = 0, before = 0;
};

/// What a coordinator looks at first; the figures of the picture in the design.
[[nodiscard]] std::vector<WeekStat> main_stats(const Ui& ui, const WeekFigures& figures);
/// The other figures of a tally.
[[nodiscard]] std::vector<WeekStat> other_stats(const Ui& ui, const WeekFigures& figures);
/// Equal cells in one panel, `columns` beside each other.
void week_stats(Ui& ui, const Rect& rect, std::span<const WeekStat> stats, int columns);

/// Attendances as bars from zero; the week asked for, which is the last, in pine, and one that goes on as an outline.
void week_chart(Ui& ui, const Rect& rect, std::span<const WeekFigures::Week> weeks);

[[nodiscard]] float week_table_height(Ui& ui, const WeekFigures& figures);
/// The breakdown, the whole below it, and why the rows are not to be added up.
void week_table(Ui& ui, Rect area, const WeekFigures& figures);

}  // namespace hk
