#pragma once
#include <xlsxwriter.h>

#include <array>

#include "sync/reports/workbook.h"

/// How each kind of cell looks in a spreadsheet (colours as on the screens: kiosk/screens/theme.cpp, light).
namespace hk {

inline constexpr lxw_color_t xlsx_bar = 0x579289;
inline constexpr lxw_color_t xlsx_line = 0xDDCDB7;
inline constexpr lxw_color_t xlsx_ink = 0x2B211B;

/// Swedish grouping of digits wherever the file is opened; Excel with Swedish settings shows the same without it.
inline constexpr const char* xlsx_number_format = "[$-41D]#,##0";

/// The formats of one workbook, which owns them.
class XlsxLooks {
 public:
  explicit XlsxLooks(lxw_workbook* book);
  [[nodiscard]] lxw_format* of(Look look) const { return formats_[static_cast<std::size_t>(look)]; }

 private:
  std::array<lxw_format*, look_count> formats_{};
};

}  // namespace hk
