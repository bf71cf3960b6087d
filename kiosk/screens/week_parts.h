#pragma once
#include <span>
#include <string>
#include <vector>

#include "kiosk/screens/report_phrases.h"
#include "kiosk/screens/widgets.h"

/// What the figures of a period are drawn with.
namespace hk {

/// Which figures a coordinator looks at first: those of the picture in the design; and the others.
[[nodiscard]] std::span<const std::size_t> main_figures();
[[nodiscard]] std::span<const std::size_t> other_figures();

/// Large numbers with what they count and how they differ, in equal cells of one panel, `columns` beside each other.
/// A touch leads to the sessions behind one.
void week_stats(Ui& ui, const Rect& rect, const Report& report, std::span<const std::size_t> shown, int columns);
[[nodiscard]] float week_stats_height(const Ui& ui, std::size_t count, int columns);

/// Attendances as bars from zero; the week asked for, which is the last, in pine, and one that goes on as an outline.
/// A touch shows the bar's value, and a way to its week.
void week_chart(Ui& ui, const Rect& rect, const WeekModel& model);

/// How far the year has come towards what the programme wants to reach; no height where it wants nothing.
[[nodiscard]] float targets_height(const Ui& ui, const Report& report);
void week_targets(Ui& ui, const Rect& rect, const Report& report);

/// The breakdown with its tabs and what it is narrowed to, the whole below it, and why rows are not to be added up.
[[nodiscard]] float table_panel_height(Ui& ui, const WeekModel& model, float width);
void draw_table_panel(Ui& ui, const Rect& rect, const WeekModel& model);

}  // namespace hk
