#include "sync/reports/sheets.h"

#include <algorithm>
#include <array>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_rows.h"
#include "sync/reports/report_words.h"
#include "sync/reports/row_heights.h"

namespace hk {
namespace {

/// In the order of fixed_tables().
constexpr std::array<const char*, 4> table_sheets = {"Verkstäder", "Aktiviteter", "Platser", "Kategorier"};

}  // namespace

Cell text_cell(std::string_view from_outside, Look look) { return {printable(from_outside), look}; }

Cell number_cell(const ReportNumber& number) {
  switch (number.shown) {
    case Shown::shown:
      return {number.value, Look::number};
    case Shown::kept:
      return {number.value, Look::kept};
    case Shown::hidden:
      return {std::string(".."), Look::missing};
    case Shown::absent:
      break;
  }
  return {std::string("–"), Look::missing};
}

std::vector<std::vector<Cell>> sheet_head(const Report& report, std::string title) {
  return {{{std::move(title), Look::title}},
          {{std::string(mark_words(report)), report.internal ? Look::warning : Look::note}},
          {}};
}

std::string part_label(const Report& report, std::size_t category) {
  return "varav " + within_sentence(printable(report.categories[category].label));
}

double heading_width(std::string_view heading) {
  double longest = 0;
  while (!heading.empty()) {
    const std::size_t end = std::min(heading.find(' '), heading.size());
    longest = std::max(longest, width_of(heading.substr(0, end)));
    heading.remove_prefix(std::min(end + 1, heading.size()));
  }
  // Headings are bold.
  return std::max(8.0, longest * 1.05 + 1.5);
}

Workbook report_workbook(const Report& report) {
  const std::string programme = printable(report.programme);
  const std::string title = period_words(report.whole.period);
  const bool preliminary = report.coverage.preliminary();
  Workbook book{programme.empty() ? title : programme + ": " + title,
                "Hälsokiosk",
                report.whole.period.to,
                shortened(programme, 80) + "\n" + std::string(mark_words(report)),
                title + (preliminary ? "\nPreliminär" : ""),
                {figures_sheet(report), annual_sheet(report)}};
  for (std::size_t t = 0; t < fixed_tables(report).size(); ++t) {
    book.sheets.push_back(table_sheet(report, fixed_tables(report)[t], table_sheets[t]));
  }
  book.sheets.push_back(weeks_sheet(report));
  if (const ReportTable* asked = asked_table(report)) {
    book.sheets.push_back(table_sheet(report, *asked, "Uppdelning"));
  }
  book.sheets.push_back(definitions_sheet(report));
  book.sheets.push_back(coverage_sheet(report));
  return book;
}

}  // namespace hk
