#include "sync/reports/pdf_board_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/reports/pdf_table.h"
#include "sync/reports/report_words.h"

namespace hk {
namespace {

constexpr std::size_t lines_max = 6, targets_max = 5;  // that fit below one another
constexpr double gutter = 28;
constexpr double column_width = (pdf_page::column - gutter) / 2;

void draw_more(PdfPaper& paper, std::size_t all, std::size_t drawn, double x, double y) {
  if (all <= drawn) return;
  const PdfTag tag(paper, "P");
  paper.write(fmt::format("och {} till, se bilagan", all - drawn), {.size = 8, .colour = pdf_ink::ink2}, x, y + 3,
              column_width);
}

void draw_list(PdfPaper& paper, std::string_view title, PdfTable table, double x, double y) {
  if (table.rows.empty()) return;
  const std::size_t all = table.rows.size();
  table.rows.resize(std::min(all, lines_max));
  table.lines_max = 1;
  y = draw_board_heading(paper, title, x, y, column_width);
  const PdfTableLayout layout(paper, std::move(table), x, column_width);
  {
    const PdfTag tag(paper, "Table");
    layout.draw_head(paper, y, true);
    y += layout.head_height();
    for (std::size_t row = 0; row < layout.rows(); ++row) {
      layout.draw_row(paper, row, y);
      y += layout.row_height(row);
    }
  }
  draw_more(paper, all, layout.rows(), x, y);
}

PdfTable categories(const Report& report) {
  PdfTable table{{{"Kategori"}, {"Unika", true}, {"Förändring", true}}, {}};
  const auto& now = report.whole.figures.by_category;
  const auto& then = report.compared.figures.by_category;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (report.categories[i].code == "unknown" && now[i] == ReportNumber{Shown::shown, 0}) continue;
    table.rows.push_back({report.categories[i].label, marked_words(now[i]),
                          i < then.size() ? change_words(now[i], then[i]) : std::string()});
  }
  return table;
}

PdfTable workshops(const Report& report) {
  PdfTable table{{{"Hälsoverkstad"}, {"Deltagartillf.", true}, {"Unika", true}}, {}};
  for (const ReportTable& one : report.tables) {
    if (one.by != Breakdown{Dimension::workshop}) continue;
    for (const ReportRow& row : one.rows) {
      const auto number = [&](std::string_view code) { return marked_words(row.figures.numbers[*figure_index(code)]); };
      table.rows.push_back({row.key[0].label, number("attendances"), number("unique_participants")});
    }
  }
  return table;
}

double draw_target(PdfPaper& paper, const ReportTarget& target, double x, double y) {
  constexpr double number_width = 104, bar_height = 5;
  const PdfType label{.size = 8.5, .lines_max = 1}, number{.size = 8.5, .align = PdfAlign::end, .lines_max = 1};
  {
    const PdfTag tag(paper, "P");
    paper.write(figures()[target.figure].label, label, x, y, column_width - number_width);
  }
  {
    const PdfTag tag(paper, "P");
    paper.write(target_words(target), number, x + column_width - number_width, y, number_width);
  }
  y += 14;
  paper.fill({x, y, column_width, bar_height}, pdf_ink::sunk);
  const double share =
      target.target > 0 ? static_cast<double>(target.reached.value) / static_cast<double>(target.target) : 0;
  if (target.reached.has_value()) {
    paper.fill({x, y, column_width * std::clamp(share, 0.0, 1.0), bar_height}, pdf_ink::pine);
  }
  return y + bar_height + 5;
}

void draw_targets(PdfPaper& paper, const Report& report, double x, double y) {
  y = draw_board_heading(paper, "Mål för året", x, y, column_width);
  {
    const PdfTag tag(paper, "P");
    y += paper.write("Räknat " + days_words(report.targets[0].counted),
                     {.size = 8, .colour = pdf_ink::ink2, .lines_max = 1}, x, y, column_width) +
         4;
  }
  const std::size_t drawn = std::min(report.targets.size(), targets_max);
  for (std::size_t i = 0; i < drawn; ++i) y = draw_target(paper, report.targets[i], x, y);
  draw_more(paper, report.targets.size(), drawn, x, y - 4);
}

}  // namespace

double draw_board_heading(PdfPaper& paper, std::string_view words, double x, double y, double width) {
  const PdfTag tag(paper, "H2");
  return y + paper.write(words, {.size = 10.5, .bold = true, .lines_max = 1}, x, y, width) + 2;
}

double board_lists_height(const Report& report) {
  constexpr double heading = 34, line = 17, bar = 24, more = 16;
  const auto height = [](std::size_t all, std::size_t most, double each) {
    return heading + each * static_cast<double>(std::min(all, most)) + (all > most ? more : 0);
  };
  const double left = height(report.categories.size(), lines_max, line);
  const double right = report.targets.empty() ? height(workshops(report).rows.size(), lines_max, line)
                                              : height(report.targets.size(), targets_max, bar);
  return std::max(left, right);
}

void draw_board_lists(PdfPaper& paper, const Report& report, double y) {
  draw_list(paper, table_title({Dimension::category}), categories(report), pdf_page::margin, y);
  const double x = pdf_page::margin + column_width + gutter;
  if (report.targets.empty()) return draw_list(paper, table_title({Dimension::workshop}), workshops(report), x, y);
  draw_targets(paper, report, x, y);
}

}  // namespace hk
