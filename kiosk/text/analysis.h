#pragma once
#include <fribidi.h>

#include <span>

#include "kiosk/text/font_set.h"
#include "kiosk/text/text_engine.h"
#include "kiosk/text/utf8.h"

/// Inside kiosk/text only: from bytes to positioned glyphs.
namespace hk {

/// A paragraph with all that shaping must know of each code point.
struct Analysis {
  DecodedText text;
  std::vector<Weight> weights;
  std::vector<FriBidiLevel> levels;
  std::vector<hb_script_t> scripts;
  std::vector<Family> families;
  std::vector<bool> hidden;  ///< steers bidi or breaking, has no glyph
  FriBidiLevel base_level = 0;

  [[nodiscard]] std::size_t size() const { return text.points.size(); }
  /// The part [begin, end), and after it `ending` in the manner of the code point before.
  [[nodiscard]] Analysis part(std::size_t begin, std::size_t end, char32_t ending = 0) const;
};

[[nodiscard]] Analysis analyse(const FontSet& fonts, std::span<const TextSpan> spans, const TextStyle& style);

struct PlacedGlyph {
  std::uint32_t id;
  std::uint8_t face;
  float x, y;  ///< px from the start of the line's baseline, y down
};

struct ShapedLine {
  std::vector<PlacedGlyph> glyphs;
  std::vector<float> advances;         ///< px by code point, in logical order; a cluster's width stands at its first
  std::vector<float> carets;           ///< px, one for each boundary between code points
  std::vector<std::uint32_t> offsets;  ///< byte of the whole text, by `carets`
  float width = 0;
};

/// Positions all of `line` on one line, in visual order.
[[nodiscard]] ShapedLine shape(const FontSet& fonts, const Analysis& line, const TextStyle& style);

}  // namespace hk
