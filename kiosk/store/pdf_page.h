#pragma once
#include <string>
#include <vector>

#include "sync/domain/bytes.h"
#include "sync/domain/result.h"

/// Printed pages: A4, upright, as many as the text needs, numbered when there is more than one. Every language that the
/// installed fonts can write, in the direction of each paragraph's first letter. Any thread.
namespace hk {

/// One paragraph, from top to bottom of the page. All text is UTF-8 and printed as it is (no markup).
struct PdfBlock {
  enum class Kind : unsigned char {
    title,    ///< at the top: each one begins a page
    heading,  ///< stays with what follows it
    text,     ///< a paragraph
    row,      ///< `label` in a narrow column, `text` beside it
    code,     ///< large, of equal width, centred: to be typed by a person
    fine      ///< small print
  };
  Kind kind = Kind::text;
  std::string text;
  std::string label = {};      ///< of a row
  bool right_to_left = false;  ///< whatever its first letter: a row's label stands on the right then
};

struct PdfDocument {
  std::string title;     ///< of the file, as a viewer shows it; printed only by a title block
  std::string language;  ///< "sv": chooses the forms of letters that languages share
  std::vector<PdfBlock> blocks;
  std::string made = {};  ///< ISO 8601, what the file says of when it was made; empty: now
};

/// The bytes of a PDF file, with its fonts inside. Errors: io, when the drawing library fails.
[[nodiscard]] Result<Bytes> render_pdf(const PdfDocument& document);

}  // namespace hk
