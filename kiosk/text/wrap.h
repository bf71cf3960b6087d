#pragma once
#include "kiosk/text/analysis.h"

/// Inside kiosk/text only: where lines end.
namespace hk {

/// Shapes `text` into at most `max_lines` lines no wider than `max_width`; `shortened` tells of an ellipsis.
[[nodiscard]] std::vector<ShapedLine> wrap(const FontSet& fonts, const Analysis& text, const TextStyle& style,
                                           float max_width, std::size_t max_lines, bool& shortened);

}  // namespace hk
