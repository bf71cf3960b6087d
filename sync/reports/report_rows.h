#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/reports/report.h"

/// The rows of a report, for writers that list them. What points into the report must not outlive it.
namespace hk {

/// By workshop, activity, site, category.
[[nodiscard]] std::span<const ReportTable> fixed_tables(const Report& report);
/// The one that was asked for beside them; null where none was.
[[nodiscard]] const ReportTable* asked_table(const Report& report);

/// What stands as an earlier export printed it, by the names that `suppressed` uses; neighbours in one row together.
[[nodiscard]] std::vector<Suppressed> kept_figures(const Report& report);
[[nodiscard]] bool holds_kept(const ReportFigures& row);

/// "Unika deltagare: Vuxna"
[[nodiscard]] std::string category_label(const Report& report, std::size_t category);
/// Absent where the row does not tell its categories.
[[nodiscard]] ReportNumber category_number(const ReportFigures& row, std::size_t category);
/// Empty unless both are there to be read.
[[nodiscard]] std::optional<std::int64_t> change_of(const ReportNumber& now, const ReportNumber& before);

[[nodiscard]] std::vector<const ReportFigures*> figures_of(const std::vector<ReportRow>& rows);
[[nodiscard]] std::vector<const ReportFigures*> figures_of(const std::vector<ReportPeriod>& periods);
/// The categories that have a column over these rows: none where no row tells them, and `unknown` only where somebody
/// may be in it.
[[nodiscard]] std::vector<std::size_t> category_columns(const Report& report,
                                                        const std::vector<const ReportFigures*>& rows);

}  // namespace hk
