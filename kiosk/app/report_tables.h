#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "kiosk/app/report_models.h"

/// Which rows of a report a table on the screen has, and in which order.
namespace hk {

/// What is to be asked for besides the fixed tables, so that the rows of `narrowed` by `by` are there.
[[nodiscard]] Breakdown breakdown_of(Dimension by, const std::optional<RowKey>& narrowed);
/// The place in report.tables of what is shown so; empty where the report was counted for something else.
[[nodiscard]] std::optional<std::size_t> find_table(const Report& report, Dimension by,
                                                    const std::optional<RowKey>& narrowed);
/// Rows that belong to `narrowed`, sorted: a missing value and hidden figures come last whichever way it goes.
[[nodiscard]] std::vector<std::size_t> shown_rows(const ReportTable& table, const std::optional<RowKey>& narrowed,
                                                  const TableOrder& order);
/// After a touch of the column's head: by that column, turned round when it was already.
[[nodiscard]] TableOrder sorted_by(const TableOrder& order, std::size_t column);
/// What one wants to see next of a row: of a workshop its activities.
[[nodiscard]] Dimension within(Dimension dimension);

}  // namespace hk
