#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "sync/reports/workbook.h"

/// How high rows are: not every spreadsheet finds out by itself.
namespace hk {

/// Whether the row's only cell stretches over the sheet's width.
[[nodiscard]] bool is_spanning(const std::vector<Cell>& row);
/// In digits, about.
[[nodiscard]] double width_of(std::string_view text);
/// Lines of a text broken between words, and within those that are wider than `room`, in digits. At least one.
[[nodiscard]] std::size_t lines_of(std::string_view text, double room);
/// In points; empty where one line is enough.
[[nodiscard]] std::optional<double> row_height(const Sheet& sheet, std::size_t row);

}  // namespace hk
