#pragma once
#include <doctest/doctest.h>

#include <filesystem>

#include "kiosk/text/text_engine.h"

namespace hk::test {

inline std::filesystem::path icons() { return std::filesystem::path(HALSOKIOSK_SOURCE_DIR) / "assets/icons"; }

/// A fresh engine with the installed fonts.
inline std::unique_ptr<TextEngine> make_text() {
  auto fonts = find_fonts();
  REQUIRE_MESSAGE(fonts.has_value(), fonts.error().message());
  auto text = TextEngine::open(*fonts, icons());
  REQUIRE_MESSAGE(text.has_value(), text.error().message());
  (*text)->begin_frame();
  return std::move(*text);
}

inline float width_of(TextEngine& text, std::string_view string, TextStyle style = {.em_px = 40}) {
  return text.block(string, Weight::regular, style).width;
}

/// How far right the ink of the quad numbered `n` in visual order begins.
inline float quad_x(const TextLine& line, std::size_t n) { return line.quads.at(n).x0; }

}  // namespace hk::test
