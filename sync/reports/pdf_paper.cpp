#include "sync/reports/pdf_paper.h"

#include <cairo-pdf.h>

#include "sync/reports/cell_text.h"

namespace hk {
namespace {

template <auto Free>
struct With {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

cairo_status_t take_bytes(void* bytes, const unsigned char* data, unsigned size) {
  static_cast<Bytes*>(bytes)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

/// At most `characters_max` of it: more than its lines hold takes time and is never seen.
std::string clean(std::string_view text, glong characters_max) {
  const std::unique_ptr<char, With<g_free>> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  const char* end = valid.get();
  for (glong i = 0; i < characters_max && *end != '\0'; ++i) end = g_utf8_next_char(end);
  return printable({valid.get(), static_cast<std::size_t>(end - valid.get())});
}

void set_colour(cairo_t* drawing, PdfColour colour) {
  cairo_set_source_rgb(drawing, colour.red, colour.green, colour.blue);
}

PangoAlignment alignment(PangoLayout* layout, PdfAlign align) {
  if (align == PdfAlign::centre) return PANGO_ALIGN_CENTER;
  // Columns stand in a Swedish table whichever way a word runs; Pango turns sides round where it runs to the left.
  const bool to_the_left = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
  return (align == PdfAlign::end) != to_the_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

}  // namespace

struct PdfPaper::Cairo {
  Bytes bytes;
  std::unique_ptr<cairo_surface_t, With<cairo_surface_destroy>> surface;
  std::unique_ptr<cairo_t, With<cairo_destroy>> drawing;
  // Of this document alone: the default one keeps what it loaded for as long as its thread lives.
  std::unique_ptr<PangoFontMap, With<g_object_unref>> fonts;
  std::unique_ptr<PangoContext, With<g_object_unref>> context;
};

double PdfText::height() const {
  int height = 0;
  pango_layout_get_size(layout_.get(), nullptr, &height);
  return points(height);
}

double PdfText::width() const {
  PangoRectangle logical{};
  pango_layout_get_extents(layout_.get(), nullptr, &logical);
  return points(logical.width);
}

PdfPaper::PdfPaper(const std::string& title, const std::string& made) : cairo_(std::make_unique<Cairo>()) {
  constexpr glong title_max = 300;
  cairo_->surface.reset(
      cairo_pdf_surface_create_for_stream(take_bytes, &cairo_->bytes, pdf_page::width, pdf_page::height));
  cairo_pdf_surface_set_metadata(cairo_->surface.get(), CAIRO_PDF_METADATA_TITLE, clean(title, title_max).c_str());
  cairo_pdf_surface_set_metadata(cairo_->surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
  cairo_->drawing.reset(cairo_create(cairo_->surface.get()));
  cairo_->fonts.reset(pango_cairo_font_map_new());
  cairo_->context.reset(pango_font_map_create_context(cairo_->fonts.get()));
  pango_cairo_update_context(cairo_->drawing.get(), cairo_->context.get());
  // A point is a point: Pango takes paper for a screen of 96 dots an inch.
  pango_cairo_context_set_resolution(cairo_->context.get(), 72);
  pango_context_set_language(cairo_->context.get(), pango_language_from_string("sv"));
  pango_context_set_round_glyph_positions(cairo_->context.get(), FALSE);
}

PdfPaper::~PdfPaper() = default;

PdfText PdfPaper::lay_out(std::string_view text, const PdfType& type, double width) const {
  PdfText laid_out(pango_layout_new(cairo_->context.get()), type.colour);
  PangoLayout* layout = laid_out.layout_.get();
  const std::unique_ptr<PangoFontDescription, With<pango_font_description_free>> font(
      pango_font_description_from_string("Noto Sans,Noto Sans Arabic"));
  pango_font_description_set_size(font.get(), static_cast<int>(type.size * PANGO_SCALE));
  if (type.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout, font.get());
  const std::unique_ptr<PangoAttrList, With<pango_attr_list_unref>> features(pango_attr_list_new());
  pango_attr_list_insert(features.get(), pango_attr_font_features_new("tnum=1"));
  pango_layout_set_attributes(layout, features.get());
  pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  if (type.lines_max > 0) {
    pango_layout_set_height(layout, -type.lines_max);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  }
  constexpr glong line_max = 400, lines_max = 100;  // in the smallest type across the page
  const std::string cleaned = clean(text, line_max * (type.lines_max > 0 ? type.lines_max : lines_max));
  pango_layout_set_text(layout, cleaned.data(), static_cast<int>(cleaned.size()));
  pango_layout_set_alignment(layout, alignment(layout, type.align));
  return laid_out;
}

double PdfPaper::widest_word(std::string_view text, const PdfType& type) const {
  const PdfText words = lay_out(text, type, 0);
  pango_layout_set_wrap(words.layout_.get(), PANGO_WRAP_WORD);
  return words.width();
}

void PdfPaper::show(const PdfText& text, double x, double y) {
  set_colour(cairo_->drawing.get(), text.colour_);
  cairo_move_to(cairo_->drawing.get(), x, y);
  pango_cairo_show_layout(cairo_->drawing.get(), text.layout_.get());
}

double PdfPaper::write(std::string_view text, const PdfType& type, double x, double y, double width) {
  const PdfText laid_out = lay_out(text, type, width);
  show(laid_out, x, y);
  return laid_out.height();
}

void PdfPaper::fill(const PdfBox& box, PdfColour colour) {
  set_colour(cairo_->drawing.get(), colour);
  cairo_rectangle(cairo_->drawing.get(), box.x, box.y, box.width, box.height);
  cairo_fill(cairo_->drawing.get());
}

void PdfPaper::frame(const PdfBox& box, PdfColour colour, double thickness) {
  set_colour(cairo_->drawing.get(), colour);
  cairo_set_line_width(cairo_->drawing.get(), thickness);
  // Within the box, so that neighbours share no ink.
  cairo_rectangle(cairo_->drawing.get(), box.x + thickness / 2, box.y + thickness / 2, box.width - thickness,
                  box.height - thickness);
  cairo_stroke(cairo_->drawing.get());
}

void PdfPaper::diamond(double x, double y, double width, double height, PdfColour colour) {
  cairo_t* drawing = cairo_->drawing.get();
  set_colour(drawing, colour);
  cairo_move_to(drawing, x - width / 2, y);
  cairo_line_to(drawing, x, y - height / 2);
  cairo_line_to(drawing, x + width / 2, y);
  cairo_line_to(drawing, x, y + height / 2);
  cairo_close_path(drawing);
  cairo_fill(drawing);
}

void PdfPaper::triangle(double x, double y, double size, bool up, PdfColour colour) {
  cairo_t* drawing = cairo_->drawing.get();
  set_colour(drawing, colour);
  cairo_move_to(drawing, x, y + (up ? size : 0));
  cairo_line_to(drawing, x + size, y + (up ? size : 0));
  cairo_line_to(drawing, x + size / 2, y + (up ? 0 : size));
  cairo_close_path(drawing);
  cairo_fill(drawing);
}

void PdfPaper::begin(const char* tag) { cairo_tag_begin(cairo_->drawing.get(), tag, nullptr); }
void PdfPaper::end(const char* tag) { cairo_tag_end(cairo_->drawing.get(), tag); }
void PdfPaper::next_page() { cairo_show_page(cairo_->drawing.get()); }

Result<Bytes> PdfPaper::finish() {
  // A drawing that failed tells its surface nothing.
  const cairo_status_t drawn = cairo_status(cairo_->drawing.get());
  cairo_surface_finish(cairo_->surface.get());
  const cairo_status_t written = cairo_surface_status(cairo_->surface.get());
  for (const cairo_status_t status : {drawn, written}) {
    if (status != CAIRO_STATUS_SUCCESS) return fail(ErrorCode::io, "PDF", cairo_status_to_string(status));
  }
  return std::move(cairo_->bytes);
}

}  // namespace hk
