#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "sync/domain/bytes.h"
#include "sync/domain/result.h"

/// Sheets to draw on, for the files of sync/reports/pdf_*. Lengths are points, y grows downwards. Any thread.
namespace hk {

struct PdfColour {
  double red = 0, green = 0, blue = 0;
};
constexpr PdfColour pdf_colour(unsigned rgb) {
  return {((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0};
}

/// The colours of the screens in the light (the product's tokens), on white: a board prints what it gets.
namespace pdf_ink {
inline constexpr PdfColour ink = pdf_colour(0x2b211b), ink2 = pdf_colour(0x55463b);
inline constexpr PdfColour paper = pdf_colour(0xfbf6ee), sunk = pdf_colour(0xf2e9db), line = pdf_colour(0xddcdb7);
inline constexpr PdfColour rule = pdf_colour(0x85715c), pine = pdf_colour(0x0b5b55), pine_soft = pdf_colour(0xd6eedf);
inline constexpr PdfColour ochre = pdf_colour(0x634600), ochre_soft = pdf_colour(0xfbeac0);
inline constexpr PdfColour bar = pdf_colour(0x579289), band_diamond = pdf_colour(0xedae45);
inline constexpr PdfColour band_core = pdf_colour(0x8f3a1a);
}  // namespace pdf_ink

namespace pdf_page {
inline constexpr double width = 595.276, height = 841.89;  ///< A4 upright
inline constexpr double margin = 48, top = 52, bottom = height - 56;
inline constexpr double column = width - 2 * margin;
}  // namespace pdf_page

struct PdfBox {
  double x = 0, y = 0, width = 0, height = 0;
};

enum class PdfAlign : unsigned char { start, end, centre };

struct PdfType {
  double size = 8.5;
  bool bold = false;
  PdfColour colour = pdf_ink::ink;
  PdfAlign align = PdfAlign::start;
  int lines_max = 0;  ///< the last one ends in an ellipsis; 0: as many as it takes
};

/// A text that knows how much room it takes.
class PdfText {
 public:
  PdfText(PangoLayout* layout, PdfColour colour) : layout_(layout), colour_(colour) {}
  [[nodiscard]] double height() const;
  [[nodiscard]] double width() const;  ///< of the longest line

 private:
  friend class PdfPaper;
  struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  std::unique_ptr<PangoLayout, Unref> layout_;
  PdfColour colour_;
};

/// A PDF being drawn. Text in tags is what a reader's program reads aloud; what stands outside of them is decoration.
class PdfPaper {
 public:
  /// `made`: ISO 8601, what the file says of when it was made.
  PdfPaper(const std::string& title, const std::string& made);
  ~PdfPaper();
  PdfPaper(const PdfPaper&) = delete;
  PdfPaper& operator=(const PdfPaper&) = delete;

  /// Whatever the text holds, control characters and broken UTF-8 too, it becomes lines of `width`.
  [[nodiscard]] PdfText lay_out(std::string_view text, const PdfType& type, double width) const;
  /// The least width that breaks no word.
  [[nodiscard]] double widest_word(std::string_view text, const PdfType& type) const;
  void show(const PdfText& text, double x, double y);
  /// Lays out and shows; answers the height.
  double write(std::string_view text, const PdfType& type, double x, double y, double width);

  void fill(const PdfBox& box, PdfColour colour);
  void frame(const PdfBox& box, PdfColour colour, double thickness);
  void diamond(double x, double y, double width, double height, PdfColour colour);
  /// Points up or down, within a square of `size`.
  void triangle(double x, double y, double size, bool up, PdfColour colour);

  void begin(const char* tag);
  void end(const char* tag);
  void next_page();
  /// The file as Cairo writes it. Once. Errors: io.
  [[nodiscard]] Result<Bytes> finish();

 private:
  struct Cairo;
  std::unique_ptr<Cairo> cairo_;
};

/// The tag is open as long as this lives.
class PdfTag {
 public:
  PdfTag(PdfPaper& paper, const char* tag) : paper_(paper), tag_(tag) { paper_.begin(tag_); }
  ~PdfTag() { paper_.end(tag_); }
  PdfTag(const PdfTag&) = delete;
  PdfTag& operator=(const PdfTag&) = delete;

 private:
  PdfPaper& paper_;
  const char* tag_;
};

}  // namespace hk
