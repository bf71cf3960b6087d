#pragma once
#include "kiosk/text/analysis.h"

/// Inside kiosk/text only: where lines end.
namespace hk {

struct WrapFlaws {
  bool shortened = false;  ///< an ellipsis stands for the rest
  bool cut_word = false;   ///< a word was wider than a line
};

/// Shapes `text` into at most `max_lines` lines no wider than `max_width`.
[[nodiscard]] std::vector<ShapedLine> wrap(const FontSet& fonts, const Analysis& text, const TextStyle& style,
                                           float max_width, std::size_t max_lines, WrapFlaws& flaws);

}  // namespace hk
