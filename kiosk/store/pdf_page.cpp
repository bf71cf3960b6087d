#include "kiosk/store/pdf_page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

namespace hk {

namespace {

constexpr double point_per_mm = 72.0 / 25.4;
constexpr double page_width = 210 * point_per_mm;
constexpr double page_height = 297 * point_per_mm;
constexpr double margin = 20 * point_per_mm;
constexpr double column_width = page_width - 2 * margin;
constexpr double label_width = 45 * point_per_mm;
constexpr double gutter = 5 * point_per_mm;
constexpr double bottom = page_height - margin;

template <auto Free>
struct With {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, With<cairo_surface_destroy>>;
using Drawing = std::unique_ptr<cairo_t, With<cairo_destroy>>;
using Fonts = std::unique_ptr<PangoFontMap, With<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, With<g_object_unref>>;
using Layout = std::unique_ptr<PangoLayout, With<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, With<pango_font_description_free>>;

/// Which way a line runs; as_written: as each paragraph's first letter does.
enum class Runs : unsigned char { as_written, right, left };

struct Look {
  const char* font;
  double before;  ///< points of white above
  bool centred = false;
};

Look look_of(PdfBlock::Kind kind) {
  switch (kind) {
    case PdfBlock::Kind::title:
      return {"Noto Sans,Noto Sans Arabic Bold 20", 0};
    case PdfBlock::Kind::heading:
      return {"Noto Sans,Noto Sans Arabic Bold 13", 16};
    case PdfBlock::Kind::code:
      return {"Noto Sans Mono Bold 20", 12, true};
    case PdfBlock::Kind::fine:
      return {"Noto Sans,Noto Sans Arabic 8", 8};
    case PdfBlock::Kind::text:
    case PdfBlock::Kind::row:
      break;
  }
  return {"Noto Sans,Noto Sans Arabic 11", 6};
}

cairo_status_t take_bytes(void* bytes, const unsigned char* data, unsigned size) {
  static_cast<Bytes*>(bytes)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

double height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

/// Where the next block goes, and how a full page is turned.
class Pages {
 public:
  Pages(cairo_t* drawing, const std::string& language)
      : drawing_(drawing),
        language_(pango_language_from_string(language.c_str())),
        fonts_(pango_cairo_font_map_new()) {}

  void draw(const PdfBlock& block, bool keep_with_next) {
    const Look look = look_of(block.kind);
    if (block.kind == PdfBlock::Kind::title && !at_top_) y_ = turn();
    y_ += at_top_ ? 0 : look.before;
    if (block.kind == PdfBlock::Kind::row) return draw_row(block, look);
    const Layout layout = lay_out(block.text, look, column_width, block.right_to_left ? Runs::left : Runs::as_written);
    // A heading alone at the foot of a page belongs to nothing.
    constexpr double next_lines = 72;  // points: three lines of the tallest script
    if (keep_with_next && y_ + height_of(layout.get()) + next_lines > bottom) turn();
    y_ = draw_lines(layout.get(), margin, y_);
    at_top_ = false;
  }
  [[nodiscard]] int count() const { return count_; }
  /// For those who draw a document twice, to know how many pages it has.
  void number_pages(int of) { of_ = of; }
  void finish() { foot(); }

 private:
  Layout lay_out(const std::string& text, const Look& look, double width, Runs runs = Runs::as_written) const {
    const Context context(pango_font_map_create_context(fonts_.get()));
    pango_cairo_update_context(drawing_, context.get());
    Layout layout(pango_layout_new(context.get()));
    const Font font(pango_font_description_from_string(look.font));
    pango_context_set_language(context.get(), language_);
    if (runs != Runs::as_written) {
      pango_context_set_base_dir(context.get(), runs == Runs::left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
      pango_layout_set_auto_dir(layout.get(), FALSE);
      if (runs == Runs::left) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
    }
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (look.centred) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
  }

  /// Line by line, over as many pages as it takes; answers where it ended.
  double draw_lines(PangoLayout* layout, double x, double y) {
    double line_y = y;
    for (int i = 0; i < pango_layout_get_line_count(layout); ++i) {
      PangoLayoutLine* line = pango_layout_get_line_readonly(layout, i);
      PangoRectangle ink{};
      PangoRectangle logical{};
      pango_layout_line_get_extents(line, &ink, &logical);
      const double height = static_cast<double>(logical.height) / PANGO_SCALE;
      if (line_y + height > bottom) line_y = turn();
      cairo_move_to(drawing_, x + indent_of(layout, i), line_y - static_cast<double>(logical.y) / PANGO_SCALE);
      pango_cairo_show_layout_line(drawing_, line);
      line_y += height;
    }
    return line_y;
  }

  /// How far right of the column a line begins: Pango knows which way it runs and whether it is centred.
  static double indent_of(PangoLayout* layout, int index) {
    const std::unique_ptr<PangoLayoutIter, With<pango_layout_iter_free>> at(pango_layout_get_iter(layout));
    for (int i = 0; i < index; ++i) pango_layout_iter_next_line(at.get());
    PangoRectangle logical{};
    pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
    return static_cast<double>(logical.x) / PANGO_SCALE;
  }

  void draw_row(const PdfBlock& block, const Look& look) {
    const double text_width = column_width - label_width - gutter;
    // A name in another script stays beside its label.
    const Runs runs = block.right_to_left ? Runs::left : Runs::right;
    const Layout label = lay_out(block.label, {"Noto Sans,Noto Sans Arabic Bold 11", 0}, label_width, runs);
    const Layout text = lay_out(block.text, look, text_width, runs);
    const double label_x = margin + (block.right_to_left ? text_width + gutter : 0);
    const double text_x = margin + (block.right_to_left ? 0 : label_width + gutter);
    const double taller = std::max(height_of(label.get()), height_of(text.get()));
    if (y_ + std::min(taller, bottom - margin) > bottom) turn();
    const int page = count_;
    const double under_label = draw_lines(label.get(), label_x, y_);
    const double under_text = draw_lines(text.get(), text_x, y_);
    y_ = count_ == page ? std::max(under_label, under_text) : under_text;
    at_top_ = false;
  }

  void foot() {
    if (of_ < 2) return;
    const Layout number =
        lay_out(std::to_string(count_) + " (" + std::to_string(of_) + ")", {"Noto Sans 8", 0, true}, column_width);
    cairo_move_to(drawing_, margin, page_height - margin / 2 - height_of(number.get()));
    pango_cairo_show_layout(drawing_, number.get());
  }
  double turn() {
    foot();
    cairo_show_page(drawing_);
    ++count_;
    at_top_ = true;
    return y_ = margin;
  }

  cairo_t* drawing_;
  PangoLanguage* language_;
  // Of this document alone: the default one keeps what it loaded for as long as its thread lives.
  Fonts fonts_;
  double y_ = margin;
  bool at_top_ = true;
  int count_ = 1, of_ = 0;
};

/// Draws everything once; answers on how many pages.
Result<int> draw(const PdfDocument& document, int pages, Bytes& bytes) {
  const Surface surface(cairo_pdf_surface_create_for_stream(take_bytes, &bytes, page_width, page_height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  if (!document.made.empty()) {
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, document.made.c_str());
  }
  const Drawing drawing(cairo_create(surface.get()));
  Pages at(drawing.get(), document.language);
  at.number_pages(pages);
  for (const PdfBlock& block : document.blocks) at.draw(block, block.kind == PdfBlock::Kind::heading);
  at.finish();
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorCode::io, "PDF", cairo_status_to_string(status));
  }
  return at.count();
}

}  // namespace

Result<Bytes> render_pdf(const PdfDocument& document) {
  Bytes counted;
  HK_ASSIGN(const int pages, draw(document, 0, counted));
  if (pages == 1) return counted;
  counted.clear();
  Bytes numbered;
  HK_TRY(draw(document, pages, numbered));
  return numbered;
}

}  // namespace hk
