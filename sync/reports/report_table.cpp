#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/reports/cell_text.h"
#include "sync/reports/report_rows.h"
#include "sync/reports/report_words.h"
#include "sync/reports/report_writers.h"

namespace hk {
namespace {

using Lines = std::vector<std::vector<std::string>>;

std::string number_text(const ReportNumber& number) {
  if (number.shown == Shown::hidden) return "..";
  if (number.shown == Shown::absent) return "–";
  return grouped(number.value) + (number.shown == Shown::kept ? "*" : "");
}

std::string change_text(const ReportNumber& now, const ReportNumber& before) {
  const auto change = change_of(now, before);
  if (!change) return "";
  return (*change > 0 ? "+" : "") + grouped(*change);
}

/// Aligned columns: the first `words` of them to the left, numbers to the right.
std::string aligned(const Lines& lines, std::size_t words) {
  std::vector<std::size_t> widths(lines[0].size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], columns(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string gap(widths[i] - columns(line[i]), ' ');
      row += (i > 0 ? "  " : "") + (i < words ? line[i] + gap : gap + line[i]);
    }
    text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

void add_line(Lines& lines, std::string label, const ReportNumber& now, const ReportNumber& before) {
  lines.push_back({std::move(label), number_text(now), number_text(before), change_text(now, before)});
}

Lines figure_lines(const Report& report) {
  const ReportFigures &now = report.whole.figures, &before = report.compared.figures;
  Lines lines = {{"", report.whole.period.text, report.compared.period.text, "Ändring"}};
  for (std::size_t i = 0; i < figure_count; ++i) {
    add_line(lines, std::string(figures()[i].label), now.numbers[i], before.numbers[i]);
    if (figures()[i].value != &TallyFigures::unique_participants) continue;
    for (const std::size_t c : category_columns(report, {&now, &before})) {
      add_line(lines, "  varav " + printable(report.categories[c].label), category_number(now, c),
               category_number(before, c));
    }
  }
  return lines;
}

Lines target_lines(const Report& report) {
  Lines lines = {{"Mål för året", "Mål", "Nått"}};
  for (const ReportTarget& target : report.targets) {
    lines.push_back({std::string(figures()[target.figure].label), grouped(target.target), number_text(target.reached)});
  }
  return lines;
}

/// Categories are in the files only: a terminal is not that wide.
Lines row_lines(const ReportTable& table) {
  Lines lines(1);
  for (const Dimension dimension : table.by) lines[0].emplace_back(dimension_label(dimension));
  for (const Figure& figure : figures()) lines[0].emplace_back(figure.heading);
  for (const ReportRow& row : table.rows) {
    auto& line = lines.emplace_back();
    for (const TallyWords::Value& value : row.key) line.push_back(printable(value.label));
    for (const ReportNumber& number : row.figures.numbers) line.push_back(number_text(number));
  }
  return lines;
}

}  // namespace

std::string report_table(const Report& report) {
  std::string text;
  if (!report.programme.empty()) text += printable(report.programme) + "\n";
  const Period& period = report.whole.period;
  text += fmt::format("Period {}, {} till {}\n{}\n{}\n\n", period.text, to_text(period.from), to_text(period.to),
                      mark_words(report), completeness_words(report.coverage));
  text += aligned(figure_lines(report), 1);
  if (!report.targets.empty()) text += "\n" + aligned(target_lines(report), 1);
  if (const ReportTable* asked = asked_table(report)) {
    text += "\n" + aligned(row_lines(*asked), asked->by.size()) + "\n" + std::string(rows_never_add_up) + "\n";
  }
  text += fmt::format("\n{}\n{}\n", unique_never_adds_up, headcount_is_apart);
  for (const Coverage::Changed& changed : report.coverage.changed) text += changed_words(changed) + "\n";
  if (report.internal) return text;
  for (const std::string& words : suppression_words(report)) text += words + "\n";
  return text;
}

}  // namespace hk
