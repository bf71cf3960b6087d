#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hk {

/// Who opens a CSV. Figures are whole numbers without grouping, so that a decimal mark never stands in one.
enum class CsvDialect {
  swedish,  ///< Excel with Swedish settings: UTF-8 with BOM, `;`
  rfc4180   ///< programs: UTF-8 without BOM, `,`
};
/// "swedish" or "rfc4180".
[[nodiscard]] std::optional<CsvDialect> csv_dialect(std::string_view name);

/// The rows of a CSV. Ends lines with CR LF and gives each line the same number of cells, as RFC 4180 asks.
class CsvSheet {
 public:
  /// Cells are as they stand in the file: of csv_cell(), or numbers and dates.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] std::string text(CsvDialect dialect) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace hk
