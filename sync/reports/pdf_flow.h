#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/reports/pdf_table.h"

/// Text and tables over as many pages as they need. First everything is measured and given its page, then drawn: so
/// each page knows how many there are. Any thread.
namespace hk {

/// What is never split.
struct PdfPiece {
  double height = 0;
  std::function<void(PdfPaper&, double y)> draw;
  double before = 0;        ///< of white above, unless it begins a page
  bool keeps_next = false;  ///< is never the last one on a page
  /// Drawn once more, as decoration, where this piece begins a page.
  std::shared_ptr<const PdfPiece> again = nullptr;
};

/// Pieces in the order of reading. What it adds itself is tagged.
class PdfFlow {
 public:
  /// Measures with `paper`, which must outlive this.
  explicit PdfFlow(PdfPaper& paper) : paper_(paper) {}
  void heading(std::string_view text);     ///< H2
  void subheading(std::string_view text);  ///< H3
  void paragraph(std::string_view text, bool keeps_next = false);
  /// A table without rows is a line that says so.
  void table(PdfTable table, double width = pdf_page::column);
  void add(PdfPiece piece) { pieces_.push_back(std::move(piece)); }

  /// Calls `foot(page)` below each page, 0 the first, and `turn()` between two.
  void draw(const std::function<void(int)>& foot, const std::function<void()>& turn);
  [[nodiscard]] int pages();

 private:
  struct Place {
    int page = 0;
    double y = 0;
    bool begins_page = false;
  };
  void title(std::string_view text, const char* tag, double size, double before);
  [[nodiscard]] std::vector<Place> places() const;
  [[nodiscard]] double height_with_next(std::size_t first) const;

  PdfPaper& paper_;
  std::vector<PdfPiece> pieces_;
};

}  // namespace hk
