#include "sync/reports/xlsx_writer.h"

#include "sync/domain/result.h"
#include "sync/reports/cell_text.h"
#include "sync/reports/row_heights.h"
#include "sync/reports/xlsx_looks.h"

namespace hk {
namespace {

/// Days since 1899-12-30, of which a spreadsheet makes a date.
double serial(LocalDate date) { return date.days + 25569.0; }
double serial(const LocalMoment& moment) { return serial(LocalDate{moment.days}) + moment.minute_of_day / 1440.0; }

/// A cell takes 32 767 letters at most, and nobody reads as many.
std::string fitting(std::string words) { return shortened(std::move(words), 32'000); }

/// In the codes of a page's header an ampersand begins a command.
std::string header_text(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&&" : std::string(1, c);
  return out;
}

/// Writes the value of one cell.
struct CellWriter {
  lxw_worksheet* to;
  lxw_row_t row;
  lxw_col_t column;
  lxw_format* look;

  void operator()(std::monostate) const { worksheet_write_blank(to, row, column, look); }
  void operator()(const std::string& words) const {
    HK_CHECK(worksheet_write_string(to, row, column, fitting(words).c_str(), look) == LXW_NO_ERROR);
  }
  void operator()(double number) const {
    HK_CHECK(worksheet_write_number(to, row, column, number, look) == LXW_NO_ERROR);
  }
  void operator()(std::int64_t number) const { (*this)(static_cast<double>(number)); }
  void operator()(LocalDate date) const { (*this)(serial(date)); }
  void operator()(const LocalMoment& moment) const { (*this)(serial(moment)); }
};

void write_row(lxw_worksheet* to, const Sheet& sheet, std::size_t r, const XlsxLooks& looks) {
  const std::vector<Cell>& row = sheet.rows[r];
  if (const auto height = row_height(sheet, r)) worksheet_set_row(to, row_number(r), *height, nullptr);
  if (is_spanning(row) && sheet.widths.size() > 1) {
    worksheet_merge_range(to, row_number(r), 0, row_number(r), column_number(sheet.widths.size() - 1),
                          fitting(std::get<std::string>(row[0].value)).c_str(), looks.of(row[0].look));
    return;
  }
  for (std::size_t c = 0; c < row.size(); ++c) {
    std::visit(CellWriter{to, row_number(r), column_number(c), looks.of(row[c].look)}, row[c].value);
  }
}

void set_view(lxw_worksheet* to, const Sheet& sheet) {
  for (std::size_t c = 0; c < sheet.widths.size(); ++c) {
    worksheet_set_column(to, column_number(c), column_number(c), sheet.widths[c], nullptr);
  }
  worksheet_freeze_panes(to, row_number(sheet.head_rows), column_number(sheet.head_columns));
  worksheet_gridlines(to, LXW_HIDE_ALL_GRIDLINES);
}

void set_print(lxw_worksheet* to, const Workbook& book, const Sheet& sheet) {
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(to, a4);
  if (sheet.landscape) worksheet_set_landscape(to);
  worksheet_fit_to_pages(to, 1, 0);
  constexpr double side = 0.5, top = 0.9, bottom = 0.7;  // inches
  worksheet_set_margins(to, side, side, top, bottom);
  if (sheet.head_rows > 0) {
    worksheet_repeat_rows(to, row_number(sheet.head_rows - 1), row_number(sheet.head_rows - 1));
  }
  const std::string header = "&L" + header_text(book.header_left) + "&R" + header_text(book.header_right);
  HK_CHECK(worksheet_set_header(to, header.c_str()) == LXW_NO_ERROR);
  HK_CHECK(worksheet_set_footer(to, "&L&A&RSida &P av &N") == LXW_NO_ERROR);
}

void set_properties(lxw_workbook* book, const Workbook& from) {
  std::string title = from.title, author = from.author;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  // At noon: zero would be read as now.
  properties.created = static_cast<time_t>(from.created.days) * 86400 + 43200;
  workbook_set_properties(book, &properties);
}

}  // namespace

void fill(lxw_workbook* book, const Workbook& from) {
  set_properties(book, from);
  const XlsxLooks looks(book);
  for (const Sheet& sheet : from.sheets) {
    lxw_worksheet* to = workbook_add_worksheet(book, sheet.name.c_str());
    HK_CHECK(to);
    set_view(to, sheet);
    set_print(to, from, sheet);
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) write_row(to, sheet, r, looks);
    if (sheet.chart) add_chart(book, to, sheet);
  }
}

}  // namespace hk
