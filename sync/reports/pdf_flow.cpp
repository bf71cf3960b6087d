#include "sync/reports/pdf_flow.h"

namespace hk {

void PdfFlow::title(std::string_view text, const char* tag, double size, double before) {
  auto words =
      std::make_shared<PdfText>(paper_.lay_out(text, {.size = size, .bold = true, .lines_max = 3}, pdf_page::column));
  const auto draw = [words, tag](PdfPaper& paper, double y) {
    const PdfTag tagged(paper, tag);
    paper.show(*words, pdf_page::margin, y);
  };
  add({words->height() + 4, draw, before, true});
}

void PdfFlow::heading(std::string_view text) { title(text, "H2", 14, 22); }
void PdfFlow::subheading(std::string_view text) { title(text, "H3", 10, 14); }

void PdfFlow::paragraph(std::string_view text, bool keeps_next) {
  auto words = std::make_shared<PdfText>(paper_.lay_out(text, {.size = 9, .lines_max = 12}, pdf_page::column));
  const auto draw = [words](PdfPaper& paper, double y) {
    const PdfTag tagged(paper, "P");
    paper.show(*words, pdf_page::margin, y);
  };
  add({words->height(), draw, 4, keeps_next});
}

void PdfFlow::table(PdfTable table, double width) {
  if (table.rows.empty()) return paragraph("Inga.");
  const auto layout = std::make_shared<const PdfTableLayout>(paper_, std::move(table), pdf_page::margin, width);
  const auto open = [layout](PdfPaper& paper, double y) {
    paper.begin("Table");
    layout->draw_head(paper, y, true);
  };
  add({layout->head_height(), open, 6, true});
  const auto repeat = [layout](PdfPaper& paper, double y) { layout->draw_head(paper, y, false); };
  const auto again = std::make_shared<const PdfPiece>(PdfPiece{layout->head_height(), repeat});
  constexpr double whole_max = 300;  // a short table goes to the next page rather than over two
  const bool whole = layout->height() < whole_max;
  for (std::size_t row = 0; row < layout->rows(); ++row) {
    const auto draw = [layout, row](PdfPaper& paper, double y) {
      layout->draw_row(paper, row, y);
      if (row + 1 == layout->rows()) paper.end("Table");
    };
    // No row stands alone under a head.
    const bool keeps_next = row + 1 < layout->rows() && (whole || row == 0 || row + 2 == layout->rows());
    add({layout->row_height(row), draw, 0, keeps_next, again});
  }
}

double PdfFlow::height_with_next(std::size_t first) const {
  double height = pieces_[first].height;
  for (std::size_t i = first; pieces_[i].keeps_next && i + 1 < pieces_.size(); ++i) {
    height += pieces_[i + 1].before + pieces_[i + 1].height;
  }
  return height;
}

std::vector<PdfFlow::Place> PdfFlow::places() const {
  std::vector<Place> places;
  int page = 0;
  double y = pdf_page::top;
  bool at_top = true, kept = false;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const PdfPiece& piece = pieces_[i];
    // What its predecessor holds on to stays with it, unless both together are more than a page.
    const double needed = kept ? piece.height : height_with_next(i);
    if (!at_top && y + piece.before + needed > pdf_page::bottom) {
      ++page;
      y = pdf_page::top;
      at_top = true;
    }
    if (!at_top) y += piece.before;
    const bool repeats = at_top && piece.again;
    if (repeats) y += piece.again->height;
    places.push_back({page, y, at_top});
    y += piece.height;
    at_top = false;
    kept = piece.keeps_next;
  }
  return places;
}

int PdfFlow::pages() { return pieces_.empty() ? 0 : places().back().page + 1; }

void PdfFlow::draw(const std::function<void(int)>& foot, const std::function<void()>& turn) {
  const std::vector<Place> all = places();
  int page = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (all[i].page != page) {
      foot(page++);
      turn();
    }
    const PdfPiece& piece = pieces_[i];
    if (all[i].begins_page && piece.again) piece.again->draw(paper_, all[i].y - piece.again->height);
    piece.draw(paper_, all[i].y);
  }
  if (!pieces_.empty()) foot(page);
}

}  // namespace hk
