#include "sync/reports/pdf_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/reports/report_words.h"

namespace hk {
namespace {

constexpr PdfColour white = pdf_colour(0xffffff);
constexpr PdfType small{.size = 7.5, .colour = pdf_ink::ink2, .align = PdfAlign::centre, .lines_max = 1};

const ReportNumber& attendances(const ReportPeriod& week) { return week.figures.numbers[*figure_index("attendances")]; }

/// 1, 2 or 5 times a power of ten, so that at most four lines lie below `highest`.
std::int64_t step_below(std::int64_t highest) {
  std::int64_t power = 1;
  while (true) {
    for (const std::int64_t times : {1, 2, 5}) {
      if (highest / (times * power) <= 4) return times * power;
    }
    power *= 10;
  }
}

struct Scale {
  PdfBox box;
  std::int64_t highest = 1;
  [[nodiscard]] double height_of(std::int64_t value) const {
    return box.height * static_cast<double>(value) / static_cast<double>(highest);
  }
  [[nodiscard]] double foot() const { return box.y + box.height; }
};

void draw_lines(PdfPaper& paper, const Scale& scale, double label_width) {
  PdfType type = small;
  type.align = PdfAlign::end;
  const std::int64_t step = step_below(scale.highest);
  for (std::int64_t at = step; at <= scale.highest; at += step) {
    const double y = scale.foot() - scale.height_of(at);
    paper.fill({scale.box.x, y, scale.box.width, 0.5}, pdf_ink::line);
    const PdfText text = paper.lay_out(number_words({Shown::shown, at}), type, label_width - 6);
    paper.show(text, scale.box.x - label_width, y - text.height() / 2);
  }
}

void draw_week(PdfPaper& paper, const Scale& scale, const ReportPeriod& week, double x, double pitch, bool last) {
  const ReportNumber& number = attendances(week);
  const double width = pitch * 0.72, left = x + (pitch - width) / 2;
  double top = scale.foot() - 8;
  if (number.has_value()) {
    const double height = scale.height_of(number.value);
    top = scale.foot() - height;
    const PdfColour colour = last ? pdf_ink::pine : pdf_ink::bar;
    if (week.goes_on && height > 2) {
      paper.fill({left, top, width, height}, white);
      paper.frame({left, top, width, height}, colour, 1.2);
    } else {
      paper.fill({left, top, width, height}, colour);
    }
  } else {
    paper.diamond(x + pitch / 2, scale.foot() - 5, 6, 6, pdf_ink::ochre);
  }
  PdfType type = small;
  type.bold = last;
  type.colour = last ? pdf_ink::ink : pdf_ink::ink2;
  const PdfText value = paper.lay_out(marked_words(attendances(week)), type, pitch);
  // Over a line it would be hard to read.
  paper.fill({x + (pitch - value.width()) / 2 - 1, top - value.height(), value.width() + 2, value.height()}, white);
  paper.show(value, x, top - value.height());
  paper.write(std::to_string(iso_week(week.period.from).week), type, x, scale.foot() + 3, pitch);
}

}  // namespace

void draw_week_chart(PdfPaper& paper, const PdfBox& box, const Report& report) {
  if (report.weeks.empty()) return;
  constexpr double label_width = 34, above = 12, below = 15;
  Scale scale{{box.x + label_width, box.y + above, box.width - label_width, box.height - above - below}};
  for (const ReportPeriod& week : report.weeks) scale.highest = std::max(scale.highest, attendances(week).value);
  draw_lines(paper, scale, label_width);
  const double pitch = scale.box.width / static_cast<double>(report.weeks.size());
  for (std::size_t i = 0; i < report.weeks.size(); ++i) {
    const double x = scale.box.x + pitch * static_cast<double>(i);
    draw_week(paper, scale, report.weeks[i], x, pitch, i + 1 == report.weeks.size());
  }
  paper.fill({scale.box.x, scale.foot(), scale.box.width, 1}, pdf_ink::rule);
}

std::string week_chart_words(const Report& report) {
  std::string words = "Stapeldiagram över deltagartillfällen per vecka.";
  for (const ReportPeriod& week : report.weeks) {
    const bool hidden = attendances(week).shown == Shown::hidden;
    words +=
        fmt::format(" {}: {}{}.", period_title(week.period), hidden ? "visas inte" : number_words(attendances(week)),
                    week.goes_on ? ", veckan är inte slut" : "");
  }
  return words;
}

}  // namespace hk
