#pragma once
#include <string>
#include <vector>

#include "kiosk/screens/ui.h"

/// What the screens of figures say, in the language of whoever reads them.
namespace hk {

/// "Vecka 47", "November 2026", "Halvår 2026-H2", "2026"; of free dates their days.
[[nodiscard]] std::string period_name(const Ui& ui, const Period& period);
/// The same in the middle of a sentence: "vecka 47", with the year where it is another than that of `beside`.
[[nodiscard]] std::string period_within(const Ui& ui, const Period& period, const Period& beside);
/// "v. 47", "nov.", for where there is little room.
[[nodiscard]] std::string period_short(const Ui& ui, const Period& period);
/// "16–22 november 2026".
[[nodiscard]] std::string period_days(const Ui& ui, const Period& period);

/// Of a figure, below a large number: "deltagartillfällen".
[[nodiscard]] std::string figure_name(const Ui& ui, std::size_t figure);
/// Over a column: "Tillfällen".
[[nodiscard]] std::string figure_head(const Ui& ui, std::size_t figure);
/// On a tab: "Verkstad".
[[nodiscard]] std::string dimension_short(const Ui& ui, Dimension dimension);
/// Over a table's first column: "Hälsoverkstad".
[[nodiscard]] std::string dimension_head(const Ui& ui, Dimension dimension);
/// The figure as it may be shown: "1 234", ".." or "–".
[[nodiscard]] std::string number_text(const Ui& ui, const ReportNumber& number);

/// What a report may lack, in one or two sentences; empty where it lacks nothing.
[[nodiscard]] std::string coverage_short(const Ui& ui, const Report& report);
/// Everything of it, a line each; never none.
[[nodiscard]] std::vector<std::string> coverage_lines(const Ui& ui, const Report& report);

}  // namespace hk
