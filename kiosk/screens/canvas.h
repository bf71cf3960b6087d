#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/theme.h"
#include "kiosk/text/text_engine.h"

struct ImDrawList;

namespace hk {

/// On a page of Arabic script all letters are this much larger: its own stand lower in their em than Latin ones.
inline constexpr float kArabicGrowth = 1.08F;

/// A way of writing (tokens.md, section 2).
struct TypeRole {
  float cap_mm;
  Weight weight;
  float line_height;  ///< em
};

namespace type {
inline constexpr TypeRole kTitle{7.0F, Weight::bold, 1.15F};
inline constexpr TypeRole kLead{5.6F, Weight::bold, 1.12F};
inline constexpr TypeRole kLeadRegular{5.6F, Weight::regular, 1.12F};
inline constexpr TypeRole kBody{5.0F, Weight::regular, 1.25F};
inline constexpr TypeRole kBodyBold{5.0F, Weight::bold, 1.25F};
inline constexpr TypeRole kTag{4.2F, Weight::regular, 1.15F};
inline constexpr TypeRole kTagBold{4.2F, Weight::bold, 1.15F};
inline constexpr TypeRole kSupport{3.6F, Weight::regular, 1.25F};
inline constexpr TypeRole kStaffCount{9.0F, Weight::bold, 1.0F};
inline constexpr TypeRole kStaffNumber{5.5F, Weight::bold, 1.05F};
inline constexpr TypeRole kStaffTitle{4.4F, Weight::bold, 1.15F};
inline constexpr TypeRole kStaffPrompt{3.6F, Weight::bold, 1.15F};
inline constexpr TypeRole kStaff{3.0F, Weight::regular, 1.3F};
inline constexpr TypeRole kStaffBold{3.0F, Weight::bold, 1.3F};
inline constexpr TypeRole kSmall{2.5F, Weight::regular, 1.3F};
inline constexpr TypeRole kSmallBold{2.5F, Weight::bold, 1.3F};
}  // namespace type

enum class Align : unsigned char { start, center, end };

struct TextPlace {
  Align across = Align::start;
  Align down = Align::center;
  std::size_t max_lines = 1;
};

struct Size {
  float w = 0, h = 0;
};

/// A text of this frame, or the name of a pictogram, where it stands in sight (px on the glass), in which colour and on
/// which.
struct Written {
  std::string text;
  Rect rect;
  Color ink, ground;
};

/// How one frame is drawn.
struct CanvasFrame {
  Rect screen;
  float px_per_mm = 1;
  Appearance appearance;
  std::string_view language = "sv";  ///< as in TextStyle
  BaseDirection direction = BaseDirection::left_to_right;
};

/// Draws what the look consists of: rounded rectangles, lines, circles, text and pictograms. Sizes are given in
/// millimetres on the glass and become whole pixels in mm().
///
/// Every x goes from the start of a line to its end. A page in a right-to-left language is mirrored here and nowhere
/// else: what is drawn, clipped or made touchable at x stands at the other side of the glass. KeepsLeftToRight excepts
/// what never mirrors.
class Canvas {
 public:
  explicit Canvas(TextEngine& text) : text_(text) {}

  [[nodiscard]] Rect screen() const { return page_.screen; }
  [[nodiscard]] const Theme& theme() const { return *theme_; }
  [[nodiscard]] const Appearance& appearance() const { return page_.appearance; }
  /// Where `rect` stands on the glass.
  [[nodiscard]] Rect on_glass(const Rect& rect) const;
  /// Whole pixels, and at least one for any length.
  [[nodiscard]] float mm(float millimetres) const;
  /// The width of a border: rounded down, since a thin line grows heavy sooner than it grows faint.
  [[nodiscard]] float border(float millimetres) const;
  [[nodiscard]] float px_per_mm() const { return page_.px_per_mm; }
  /// For what holds a line of text: grows with the text size.
  [[nodiscard]] float text_mm(float millimetres) const { return mm(millimetres * text_growth()); }

  void fill(const Rect& rect, float radius, Color color);
  /// Rounded at the upper or at the start corners only.
  void fill_top(const Rect& rect, float radius, Color color);
  void fill_start(const Rect& rect, float radius, Color color);
  /// A rounded rectangle with a border inside its edge.
  void panel(const Rect& rect, float radius, Color face, Color border, float border_width);
  void outline(const Rect& rect, float radius, Color color, float width);
  /// A dashed border inside the edges of `rect`.
  void dashes(const Rect& rect, Color color, float width);
  void hairline(float x0, float x1, float y, Color color);
  void disc(float x, float y, float radius, Color color);
  /// From `from` (turns, 0 at the top, clockwise from start to end), with round ends.
  void arc(float x, float y, float radius, float from, float turns, float width, Color color);
  /// A stroked line with round joins and ends.
  void stroke(std::span<const float> xy, float width, Color color);
  void diamond(float x, float y, float w, float h, Color color);
  void triangle(float x0, float y0, float x1, float y1, float x2, float y2, Color color);

  /// In the middle of `rect`, `size` px square; `stroke` in units of its grid. Those that point along the line of
  /// reading turn with it.
  void pictogram(const Rect& rect, std::string_view name, ColorPair colors, float size, float stroke = 1.6F);

  /// Writes within `rect`: in letters of the text size, smaller ones where those have no room, and what still does not
  /// fit ends in an ellipsis and is told by overflows().
  Size write(const Rect& rect, std::string_view text, const TypeRole& role, Color color, TextPlace place = {});
  Size write(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role, Color color,
             TextPlace place = {});
  /// The text is whole within `rect`.
  [[nodiscard]] bool fits(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role,
                          std::size_t max_lines);
  /// The first role in which the text is whole within `rect`, else the last.
  [[nodiscard]] TypeRole fitting(const Rect& rect, std::span<const TextSpan> spans, std::span<const TypeRole> roles,
                                 std::size_t max_lines);
  /// Writes in the fitting role.
  void write_fitting(const Rect& rect, std::string_view text, std::span<const TypeRole> roles, Color color,
                     TextPlace place = {});
  [[nodiscard]] Size measure(std::string_view text, const TypeRole& role, float max_width = TextEngine::kUnlimited,
                             std::size_t max_lines = 1);
  /// The whole text broken into lines; valid in this frame.
  const TextBlock& lines(std::string_view text, const TypeRole& role, float max_width);
  /// The unbroken line, for carets.
  const TextLine& line(std::string_view text, const TypeRole& role);
  void draw_line(const TextLine& line, float x, float baseline, Color color);
  /// How far from the start of `line` the caret before byte `offset` stands, px.
  [[nodiscard]] float caret(const TextLine& line, std::size_t offset) const;
  [[nodiscard]] float em(const TypeRole& role) const;
  [[nodiscard]] float line_height(const TypeRole& role) const;  ///< px
  /// Where the baseline stands when one line is centred on `center_y`.
  [[nodiscard]] float baseline(const TypeRole& role, float center_y) const;

  void push_clip(const Rect& rect);
  void pop_clip();

  /// From the next frame on, what is written is kept for overflows(), written() and pictograms(): for tests, since it
  /// holds names.
  void keep_written() { keeps_written_ = true; }
  /// Texts of this frame that were cut, broken within a word, or stand outside the picture.
  [[nodiscard]] const std::vector<std::string>& overflows() const { return overflows_; }
  [[nodiscard]] const std::vector<Written>& written() const { return written_; }
  [[nodiscard]] const std::vector<Written>& pictograms() const { return pictograms_; }
  [[nodiscard]] TextEngine& text_engine() { return text_; }
  [[nodiscard]] Form form() const { return form_; }

 protected:
  void begin_page(const CanvasFrame& page);

 private:
  friend class KeepsLeftToRight;

  [[nodiscard]] bool right_to_left() const { return page_.direction == BaseDirection::right_to_left; }
  [[nodiscard]] float text_growth() const { return static_cast<float>(page_.appearance.text_percent) / 100; }
  [[nodiscard]] TextStyle style(float em_px) const {
    return {.em_px = em_px, .base = page_.direction, .language = page_.language};
  }
  [[nodiscard]] float x_on_glass(float x) const;
  void fill_corners(const Rect& rect, float radius, Color color, int corners);
  void draw_quad(const TextQuad& quad, float x, float y, Color color, bool turned);
  [[nodiscard]] static float baseline_of(float em_px, float center_y);
  struct Fitted {
    const TextBlock* block;
    float em_px, line_height;
    bool whole;
  };
  [[nodiscard]] Fitted fitted(const Rect& rect, std::span<const TextSpan> spans, const TypeRole& role,
                              std::size_t max_lines);
  void note_ground(const Rect& rect, Color color);
  [[nodiscard]] Color ground_at(float x, float y) const;
  void note_written(std::string_view text, const Rect& letters, Color ink, bool whole);

  TextEngine& text_;
  const Theme* theme_ = &theme_of(Palette::light);
  CanvasFrame page_;
  Form form_ = Form::wide;
  bool mirrors_ = false;  // else everything moves by shift_
  float shift_ = 0;
  bool keeps_written_ = false;
  std::vector<std::pair<Rect, Color>> grounds_;  // on the glass, in the order of drawing
  std::vector<std::string> overflows_;
  std::vector<Written> written_, pictograms_;
};

/// As long as it lives, what stands in `rect` is laid out from left to right in every language: a keyboard, a chart.
class KeepsLeftToRight {
 public:
  KeepsLeftToRight(Canvas& canvas, const Rect& rect);
  ~KeepsLeftToRight();
  KeepsLeftToRight(const KeepsLeftToRight&) = delete;
  KeepsLeftToRight& operator=(const KeepsLeftToRight&) = delete;

 private:
  Canvas& canvas_;
  bool mirrors_;
  float shift_;
};

}  // namespace hk
