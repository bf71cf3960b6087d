#include "sync/reports/pdf_board.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/reports/pdf_board_lists.h"
#include "sync/reports/pdf_chart.h"
#include "sync/reports/report_words.h"

namespace hk {
namespace {

constexpr double left = pdf_page::margin, width = pdf_page::column;

/// The woven band of the screens.
void draw_band(PdfPaper& paper) {
  constexpr double height = 12;
  constexpr int diamonds = 36;
  const double pitch = pdf_page::width / diamonds;
  paper.fill({0, 0, pdf_page::width, height}, pdf_ink::pine);
  for (int i = 0; i < diamonds; ++i) {
    const double x = pitch * (i + 0.5);
    paper.diamond(x, height / 2, pitch * 0.76, 8.6, pdf_ink::band_diamond);
    paper.diamond(x, height / 2, pitch * 0.35, 3.8, pdf_ink::band_core);
    paper.diamond(x + pitch / 2, height / 2, 4.6, 4, pdf_ink::paper);
  }
}

double draw_title(PdfPaper& paper, const Report& report, double y) {
  const double mark_width = report.internal ? 226 : 0;
  if (report.internal) {
    const PdfBox pill{left + width - mark_width, y - 1, mark_width, 17};
    paper.fill(pill, pdf_ink::ochre_soft);
    const PdfTag tag(paper, "P");
    paper.write(internal_mark, {.size = 8, .bold = true, .colour = pdf_ink::ochre, .align = PdfAlign::centre}, pill.x,
                pill.y + 3, pill.width);
  }
  const std::string& name = report.programme;
  {
    const PdfTag tag(paper, "P");
    y += paper.write(name.empty() ? "Verksamheten" : name,
                     {.size = 11, .bold = true, .colour = pdf_ink::pine, .lines_max = 2}, left, y,
                     width - mark_width - 12);
  }
  const std::string title = period_title(report.whole.period);
  {
    const PdfTag tag(paper, "H1");
    y += paper.write(title, {.size = 27, .bold = true, .lines_max = 2}, left, y + 2, width) + 2;
  }
  const std::string days = days_words(report.whole.period);
  const PdfTag tag(paper, "P");
  return y + paper.write((days == title ? "Jämfört" : days + ", jämfört") + " med " +
                             period_in_sentence(report.compared.period, report.whole.period),
                         {.size = 10.5, .colour = pdf_ink::ink2, .lines_max = 2}, left, y, width);
}

double draw_notice(PdfPaper& paper, const Report& report, double y) {
  const bool waits = report.coverage.preliminary();
  const PdfText words =
      paper.lay_out(completeness_words(report.coverage), {.size = 9, .bold = false, .lines_max = 3}, width - 26);
  const double height = words.height() + 12;
  paper.fill({left, y, width, height}, waits ? pdf_ink::ochre_soft : pdf_ink::pine_soft);
  paper.fill({left, y, 4, height}, waits ? pdf_ink::ochre : pdf_ink::pine);
  const PdfTag tag(paper, "P");
  paper.show(words, left + 14, y + 6);
  return y + height;
}

/// "+18" behind a triangle that points its way; nothing where it is not told.
void draw_change(PdfPaper& paper, const ReportNumber& now, const ReportNumber& then, double x, double y, double size) {
  const std::string change = change_words(now, then);
  if (change.empty()) return;
  const bool turns = now.value != then.value;
  const PdfText text = paper.lay_out(change, {.size = size, .colour = pdf_ink::ink2, .lines_max = 1}, 90);
  const double side = size * 0.62;
  if (turns) paper.triangle(x, y + (text.height() - side) / 2, side, now.value > then.value, pdf_ink::ink2);
  const PdfTag tag(paper, "P");
  paper.show(text, x + (turns ? side + 3 : 0), y);
}

struct Stat {
  std::string_view code;
  double number_size, label_size;
};

double draw_line(PdfPaper& paper, std::string_view words, const PdfType& type, double x, double y, double room) {
  const PdfTag tag(paper, "P");
  return paper.write(words, type, x, y, room);
}

void draw_stat(PdfPaper& paper, const Report& report, const Stat& stat, const PdfBox& box) {
  const std::size_t figure = *figure_index(stat.code);
  const ReportNumber& now = report.whole.figures.numbers[figure];
  const double x = box.x + 11, inner = box.width - 18, tight = stat.number_size * 0.16;
  double y = box.y + 5;
  y += draw_line(paper, marked_words(now), {.size = stat.number_size, .bold = true, .lines_max = 1}, x, y, inner) -
       tight;
  y += draw_line(paper, figures()[figure].label, {.size = stat.label_size, .lines_max = 1}, x, y, inner);
  draw_change(paper, now, report.compared.figures.numbers[figure], x, y, stat.label_size);
}

/// Equal cells side by side on one panel.
template <std::size_t Cells>
double draw_stats(PdfPaper& paper, const Report& report, const std::array<Stat, Cells>& stats, double y,
                  double height) {
  const double cell = width / Cells;
  for (std::size_t i = 0; i < Cells; ++i) {
    const PdfBox box{left + cell * static_cast<double>(i), y, cell, height};
    paper.fill(box, pdf_ink::paper);
    if (i > 0) paper.fill({box.x, y, 0.75, height}, pdf_ink::line);
    draw_stat(paper, report, stats[i], box);
  }
  paper.frame({left, y, width, height}, pdf_ink::line, 0.75);
  return y + height;
}

double draw_all_stats(PdfPaper& paper, const Report& report, double y) {
  constexpr double large = 27, label = 9;
  y = draw_stats<3>(
      paper, report,
      {{{"attendances", large, label}, {"unique_participants", large, label}, {"new_participants", large, label}}}, y,
      68);
  y = draw_stats<3>(
      paper, report,
      {{{"recurring_participants", large, label}, {"group_sessions", large, label}, {"turned_away", large, label}}},
      y - 0.75, 68);
  return draw_stats<4>(
      paper, report,
      {{{"individual_sessions", 14, 8}, {"individual_support", 14, 8}, {"events", 14, 8}, {"headcount", 14, 8}}},
      y - 0.75, 47);
}

double draw_chart(PdfPaper& paper, const Report& report, double y, double height) {
  y = draw_board_heading(paper, "Deltagartillfällen per vecka", left, y, width);
  {
    const PdfTag tag(paper, "Figure");
    draw_week_chart(paper, {left, y, width, height}, report);
  }
  return y + height;
}

/// What the signs in the chart mean, where it has them.
double draw_legend(PdfPaper& paper, const Report& report, double y) {
  std::vector<std::string> signs;
  const auto any = [&](auto what) { return std::any_of(report.weeks.begin(), report.weeks.end(), what); };
  const std::size_t figure = *figure_index("attendances");
  const auto is = [&](Shown how) {
    return any([&](const ReportPeriod& week) { return week.figures.numbers[figure].shown == how; });
  };
  if (any([](const ReportPeriod& week) { return week.goes_on; }))
    signs.emplace_back("Ofylld stapel: veckan är inte slut.");
  if (is(Shown::hidden)) signs.emplace_back(".. visas inte, se Dolda uppgifter i bilagan.");
  if (is(Shown::kept)) signs.emplace_back("* som i en tidigare export.");
  if (signs.empty()) return y;
  const PdfTag tag(paper, "P");
  return y + paper.write(fmt::format("{}", fmt::join(signs, " ")), {.size = 8, .colour = pdf_ink::ink2, .lines_max = 1},
                         left, y, width);
}

}  // namespace

void draw_board_page(PdfPaper& paper, const Report& report) {
  constexpr double foot = pdf_page::bottom - 16;
  draw_band(paper);
  double y = draw_title(paper, report, 30) + 9;
  y = draw_notice(paper, report, y) + 10;
  y = draw_all_stats(paper, report, y) + 14;
  constexpr double between = 12, heading = 18, legend = 16, chart_max = 250;
  const double room = foot - y - heading - legend - 2 * between - board_lists_height(report);
  y = draw_chart(paper, report, y, std::min(room, chart_max)) + 4;
  y = draw_legend(paper, report, y) + 12;
  draw_board_lists(paper, report, y);
  paper.fill({left, foot - 5, width, 0.5}, pdf_ink::line);
  const PdfTag tag(paper, "P");
  paper.write(std::string(unique_never_adds_up) + " " + std::string(headcount_is_apart),
              {.size = 8, .colour = pdf_ink::ink2, .lines_max = 2}, left, foot, width);
}

}  // namespace hk
