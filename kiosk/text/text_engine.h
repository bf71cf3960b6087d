#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/atlas.h"
#include "kiosk/text/font_files.h"
#include "sync/domain/result.h"

namespace hk {

enum class BaseDirection : unsigned char { left_to_right, right_to_left };

struct TextStyle {
  float em_px = 16;  ///< cap height / 0.714
  BaseDirection base = BaseDirection::left_to_right;
  std::string_view language = "sv";  ///< BCP 47; chooses letter forms where languages differ
};

/// A stretch of one weight; a text is one or more of them.
struct TextSpan {
  std::string_view text;  ///< UTF-8, any bytes
  Weight weight = Weight::regular;
};

/// A piece of the atlas to draw; px from the left end of a line's baseline, y down, on whole pixels.
struct TextQuad {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  AtlasSpot spot;
};

struct TextLine {
  float width = 0;  ///< px
  std::vector<TextQuad> quads;

  /// Where a caret stands before the character that begins at byte `offset` of the text; at its length, after the last.
  [[nodiscard]] float caret_x(std::size_t offset) const;

  std::vector<std::uint32_t> offsets;  ///< of every code point and of the end
  std::vector<float> carets;           ///< px, by `offsets`
};

struct TextBlock {
  std::vector<TextLine> lines;
  float width = 0;          ///< of the widest line
  bool shortened = false;   ///< an ellipsis stands for what did not fit
  bool cut_word = false;    ///< a word had to be broken where words are not
  bool unwritable = false;  ///< no font has a letter of it
};

/// A pictogram at one size: a filled area under a stroked drawing, each to be drawn in a colour of its own.
struct PictogramQuads {
  std::optional<TextQuad> soft, line;  ///< px from the pictogram's upper left corner
};

/// Where Noto Sans puts a line's baseline, in em: every script keeps to it, so that mixed lines stand level.
inline constexpr float kAscentEm = 1.069F;
inline constexpr float kDescentEm = 0.293F;

/// All text and pictograms of the kiosk: UTF-8 in, quads on an atlas of coverage out. Knows nothing of ImGui or GL.
/// Letters are chosen by script from the three Noto families, ordered by the Unicode bidi algorithm, shaped by
/// HarfBuzz. One thread.
class TextEngine {
 public:
  static constexpr float kUnlimited = std::numeric_limits<float>::infinity();
  /// Texts kept ready to draw; beyond it those not drawn lately are forgotten.
  static constexpr std::size_t kCachedBlocksMax = 2048;
  /// And as many letters in them, some 5 MiB: of a long note each stroke of a key makes another text.
  static constexpr std::size_t kCachedLettersMax = 65'536;

  /// Opens the fonts and the pictograms (*.svg) of `icons`.
  /// Errors: not_found or corrupt, naming the file.
  [[nodiscard]] static Result<std::unique_ptr<TextEngine>> open(const FontFiles& fonts,
                                                                const std::filesystem::path& icons);
  ~TextEngine();
  TextEngine(const TextEngine&) = delete;
  TextEngine& operator=(const TextEngine&) = delete;

  /// Call once before the texts of a frame. What block() returned before it is no longer valid.
  void begin_frame();
  /// The atlas overflowed while this frame was built: something is missing in it, and the next one will be whole.
  [[nodiscard]] bool wants_another_frame() const;
  /// Forgets every text not used since begin_frame(): a screen was left, and its names with it.
  void forget_unused();

  /// Text broken into at most `max_lines` lines no wider than `max_width`, at spaces, hyphens and soft hyphens; a word
  /// wider than a line is broken anywhere. What does not fit ends in an ellipsis. Valid until begin_frame().
  const TextBlock& block(std::span<const TextSpan> spans, const TextStyle& style, float max_width = kUnlimited,
                         std::size_t max_lines = 1);
  const TextBlock& block(std::string_view text, Weight weight, const TextStyle& style, float max_width = kUnlimited,
                         std::size_t max_lines = 1);

  /// The drawing `name` (file stem) `size_px` square with strokes `stroke` wide on its 24 × 24 grid. An unknown name is
  /// drawn as "list".
  PictogramQuads pictogram(std::string_view name, float size_px, float stroke);
  [[nodiscard]] bool has_pictogram(std::string_view name) const;

  [[nodiscard]] Atlas& atlas();
  [[nodiscard]] std::size_t cached_blocks() const;
  [[nodiscard]] std::size_t cached_letters() const;

 private:
  struct Inside;
  explicit TextEngine(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace hk
