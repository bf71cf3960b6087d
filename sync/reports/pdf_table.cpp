#include "sync/reports/pdf_table.h"

#include <algorithm>
#include <numeric>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_words.h"

namespace hk {
namespace {

constexpr double gap = 7;      // between columns; a kept mark hangs into it
constexpr double padding = 3;  // above and below a cell
constexpr PdfType cell_type{.size = 8};
constexpr PdfType number_type{.size = 8, .bold = true};  // as the widest one may be
constexpr PdfType head_type{.size = 7.5, .bold = true, .colour = pdf_ink::ink2, .lines_max = 4};
constexpr double one_line = 1000;  // wider than any page

PdfType to_the_end(PdfType type) {
  type.align = PdfAlign::end;
  return type;
}

}  // namespace

PdfTableLayout::PdfTableLayout(const PdfPaper& paper, PdfTable table, double x, double width)
    : table_(std::move(table)), x_(x), width_(width) {
  HK_CHECK(!table_.rows.empty());
  place_columns(paper);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const PdfText heading = paper.lay_out(table_.columns[i].heading, head_type, columns_[i].width);
    head_height_ = std::max(head_height_, heading.height() + 2 * padding);
  }
  for (std::size_t row = 0; row < rows(); ++row) row_heights_.push_back(words_height(paper, row));
}

double PdfTableLayout::height() const {
  return std::accumulate(row_heights_.begin(), row_heights_.end(), head_height_);
}

PdfType PdfTableLayout::type_of(std::size_t row) const {
  return {.size = cell_type.size, .bold = table_.has_total && row + 1 == rows(), .lines_max = table_.lines_max};
}

/// Digits are equally wide, so the longest number is the widest.
double PdfTableLayout::number_width(const PdfPaper& paper, std::size_t column) const {
  constexpr double least = 20, unbroken_max = 60, heading_max = 66;
  constexpr std::size_t few = 8;  // columns: of many, headings break so that words have room
  const auto longest = std::max_element(table_.rows.begin(), table_.rows.end(), [&](const auto& a, const auto& b) {
    return columns(a[column]) < columns(b[column]);
  });
  const std::string& heading = table_.columns[column].heading;
  const double whole = paper.lay_out(heading, head_type, one_line).width();
  const bool breaks = whole > unbroken_max || table_.columns.size() > few;
  const double broken = breaks ? std::min(paper.widest_word(heading, head_type), heading_max) : whole;
  return std::max({broken, paper.lay_out((*longest)[column], number_type, one_line).width(), least});
}

/// On one line.
double PdfTableLayout::words_width(const PdfPaper& paper, std::size_t column) const {
  double widest = paper.lay_out(table_.columns[column].heading, head_type, one_line).width();
  for (std::size_t row = 0; row < rows(); ++row) {
    PdfType type = type_of(row);
    type.lines_max = 1;
    widest = std::max(widest, paper.lay_out(table_.rows[row][column], type, one_line).width());
  }
  // What was measured fits, whatever was rounded.
  return widest + 0.5;
}

/// Columns of words get what they need; where that is more than there is, the widest share what the others leave.
void PdfTableLayout::share(double left, const std::vector<double>& needed) {
  auto open = static_cast<double>(std::count_if(needed.begin(), needed.end(), [](double need) { return need > 0; }));
  const double words = open;
  for (bool settled = true; settled && open > 0;) {
    settled = false;
    const double each = left / open;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (needed[i] == 0 || columns_[i].width > 0 || needed[i] > each) continue;
      columns_[i].width = needed[i];
      left -= needed[i];
      open -= 1;
      settled = true;
    }
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (needed[i] > 0 && columns_[i].width == 0) columns_[i].width = left / open;
    if (needed[i] > 0 && open == 0) columns_[i].width += left / words;
  }
}

void PdfTableLayout::place_columns(const PdfPaper& paper) {
  double left = width_ - gap * static_cast<double>(table_.columns.size() - 1);
  std::vector<double> needed;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const bool number = table_.columns[i].number;
    columns_.push_back({0, number ? number_width(paper, i) : 0, number});
    needed.push_back(number ? 0 : words_width(paper, i));
    left -= columns_.back().width;
  }
  share(left, needed);
  double x = x_;
  for (Column& column : columns_) {
    column.x = x;
    x += column.width + gap;
  }
}

/// Numbers take one line; only words wrap.
double PdfTableLayout::words_height(const PdfPaper& paper, std::size_t row) const {
  double height = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].number) continue;
    height = std::max(height, paper.lay_out(table_.rows[row][i], type_of(row), columns_[i].width).height());
  }
  return height + 2 * padding;
}

void PdfTableLayout::draw_heading(PdfPaper& paper, std::size_t column, double y) const {
  const Column& place = columns_[column];
  const PdfText text =
      paper.lay_out(table_.columns[column].heading, place.number ? to_the_end(head_type) : head_type, place.width);
  paper.show(text, place.x, y + head_height_ - padding - text.height());
}

void PdfTableLayout::draw_head(PdfPaper& paper, double y, bool tagged) const {
  if (tagged) {
    const PdfTag row(paper, "TR");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const PdfTag cell(paper, "TH");
      draw_heading(paper, i, y);
    }
  } else {
    for (std::size_t i = 0; i < columns_.size(); ++i) draw_heading(paper, i, y);
  }
  paper.fill({x_, y + head_height_ - 1, width_, 1}, pdf_ink::rule);
}

void PdfTableLayout::draw_cell(PdfPaper& paper, std::size_t row, std::size_t column, double y) const {
  const std::string& words = table_.rows[row][column];
  const Column& place = columns_[column];
  const PdfType type = type_of(row);
  if (!place.number) {
    paper.write(words, type, place.x, y, place.width);
    return;
  }
  const double mark = words.ends_with(kept_mark) ? paper.lay_out(kept_mark, type, one_line).width() : 0;
  paper.write(words, to_the_end(type), place.x, y, place.width + mark);
}

void PdfTableLayout::draw_row(PdfPaper& paper, std::size_t row, double y) const {
  {
    const PdfTag tagged(paper, "TR");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const PdfTag cell(paper, i == 0 ? "TH" : "TD");
      draw_cell(paper, row, i, y + padding);
    }
  }
  paper.fill({x_, y + row_heights_[row] - 0.5, width_, 0.5}, pdf_ink::line);
}

}  // namespace hk
