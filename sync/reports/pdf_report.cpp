#include "sync/reports/pdf_report.h"

#include <fmt/format.h>

#include "sync/reports/pdf_annex.h"
#include "sync/reports/pdf_board.h"
#include "sync/reports/pdf_chart.h"
#include "sync/reports/pdf_flow.h"
#include "sync/reports/pdf_tags.h"
#include "sync/reports/report_words.h"

namespace hk {
namespace {

std::string title_of(const Report& report) {
  const std::string period = period_words(report.whole.period);
  return report.programme.empty() ? period : report.programme + ": " + period;
}

/// Stands on every page, as decoration: a reader's program would say it between two rows of a table.
void draw_foot(PdfPaper& paper, const Report& report, int page, int pages) {
  constexpr double y = pdf_page::height - 34, number_width = 60;
  const PdfType quiet{.size = 8, .colour = pdf_ink::ink2, .lines_max = 1};
  double x = pdf_page::margin;
  if (report.internal) {
    const PdfText mark = paper.lay_out(internal_mark, {.size = 8, .bold = true, .colour = pdf_ink::ochre}, 240);
    paper.show(mark, x, y);
    x += mark.width() + 12;
  }
  const double right = pdf_page::margin + pdf_page::column;
  paper.write(title_of(report), quiet, x, y, right - number_width - x);
  PdfType number = quiet;
  number.align = PdfAlign::end;
  paper.write(fmt::format("{} ({})", page, pages), number, right - number_width, y, number_width);
}

}  // namespace

Result<Bytes> report_pdf(const Report& report) {
  // The clock would make other bytes of the same report.
  PdfPaper paper(title_of(report), to_text(report.whole.period.to) + "T00:00:00");
  PdfFlow annex(paper);
  add_annex(annex, report);
  const int pages = 1 + annex.pages();
  paper.begin("Document");
  draw_board_page(paper, report);
  draw_foot(paper, report, 1, pages);
  paper.next_page();
  annex.draw([&](int page) { draw_foot(paper, report, page + 2, pages); }, [&] { paper.next_page(); });
  paper.end("Document");
  HK_ASSIGN(const Bytes drawn, paper.finish());
  return finish_tags(drawn, {"sv", {week_chart_words(report)}});
}

}  // namespace hk
