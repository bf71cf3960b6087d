#pragma once
#include <xlsxwriter.h>

#include "sync/reports/workbook.h"

/// libxlsxwriter's calls for a workbook. What the library cannot write shows when it is closed.
namespace hk {

void fill(lxw_workbook* book, const Workbook& from);

/// Below what the sheet holds.
void add_chart(lxw_workbook* book, lxw_worksheet* to, const Sheet& sheet);

inline lxw_row_t row_number(std::size_t row) { return static_cast<lxw_row_t>(row); }
inline lxw_col_t column_number(std::size_t column) { return static_cast<lxw_col_t>(column); }

}  // namespace hk
