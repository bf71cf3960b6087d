#include "sync/reports/csv_sheet.h"

#include <algorithm>

namespace hk {

std::optional<CsvDialect> csv_dialect(std::string_view name) {
  if (name == "swedish") return CsvDialect::swedish;
  if (name == "rfc4180") return CsvDialect::rfc4180;
  return std::nullopt;
}

std::string CsvSheet::text(CsvDialect dialect) const {
  const bool swedish = dialect == CsvDialect::swedish;
  std::size_t width = 0;
  for (const auto& row : rows_) width = std::max(width, row.size());
  std::string csv = swedish ? "\xef\xbb\xbf" : "";
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < width; ++i) {
      if (i > 0) csv += swedish ? ';' : ',';
      if (i < row.size()) csv += row[i];
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace hk
