#pragma once
#include <string>
#include <vector>

#include "sync/reports/pdf_paper.h"

namespace hk {

struct PdfColumn {
  std::string heading;
  bool number = false;  ///< as wide as it needs, to the right; words share what is left
};
struct PdfTable {
  std::vector<PdfColumn> columns;
  /// A cell a column; the first one heads its row. A number that ends in kept_mark stands in line with the others.
  std::vector<std::vector<std::string>> rows;
  int lines_max = 3;       ///< of a cell; then it ends in an ellipsis
  bool has_total = false;  ///< the last row is everything, and stands out
};

/// A table with its measures, of which head and rows are drawn one by one. Any thread.
class PdfTableLayout {
 public:
  /// At least one row.
  PdfTableLayout(const PdfPaper& paper, PdfTable table, double x, double width);
  [[nodiscard]] std::size_t rows() const { return table_.rows.size(); }
  [[nodiscard]] double height() const;
  [[nodiscard]] double head_height() const { return head_height_; }
  [[nodiscard]] double row_height(std::size_t row) const { return row_heights_[row]; }
  /// Tagged, or as decoration where it is said again on another page.
  void draw_head(PdfPaper& paper, double y, bool tagged) const;
  void draw_row(PdfPaper& paper, std::size_t row, double y) const;

 private:
  struct Column {
    double x = 0, width = 0;
    bool number = false;
  };
  void place_columns(const PdfPaper& paper);
  [[nodiscard]] PdfType type_of(std::size_t row) const;
  [[nodiscard]] double number_width(const PdfPaper& paper, std::size_t column) const;
  [[nodiscard]] double words_width(const PdfPaper& paper, std::size_t column) const;
  void share(double left, const std::vector<double>& needed);
  [[nodiscard]] double words_height(const PdfPaper& paper, std::size_t row) const;
  void draw_heading(PdfPaper& paper, std::size_t column, double y) const;
  void draw_cell(PdfPaper& paper, std::size_t row, std::size_t column, double y) const;

  PdfTable table_;
  double x_, width_;
  std::vector<Column> columns_;
  double head_height_ = 0;
  std::vector<double> row_heights_;
};

}  // namespace hk
