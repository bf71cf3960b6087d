#pragma once
#include <algorithm>

namespace hk {

/// How a page is laid out, by its width in millimetres.
enum class Form : unsigned char {
  phone,  ///< one narrow column, and smaller letters
  tall,   ///< columns stand under each other
  wide,   ///< columns stand beside each other
};
[[nodiscard]] constexpr Form form_of(float width_mm) {
  return width_mm < 120 ? Form::phone : width_mm < 200 ? Form::tall : Form::wide;
}

/// The density at which a page of `width` × `height` px is drawn: the wanted one, and where the smallest pages there
/// are (a tablet's lying, a phone's standing) would not fit, as much less as makes one of them fit. There a millimetre
/// of a layout is less than one on the glass: on a phone of 6 inches three quarters.
[[nodiscard]] constexpr float fitting_px_per_mm(float width, float height, float wanted) {
  constexpr float kLyingW = 218, kLyingH = 136, kStandingW = 90, kStandingH = 160;
  const float lying = std::min(width / kLyingW, height / kLyingH);
  const float standing = std::min(width / kStandingW, height / kStandingH);
  return std::min(wanted, std::max(lying, standing));
}

/// Pixels, y down. Layouts are made by cutting pieces off.
struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] float center_x() const { return x + w / 2; }
  [[nodiscard]] float center_y() const { return y + h / 2; }
  [[nodiscard]] bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
  [[nodiscard]] bool overlaps(const Rect& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }

  [[nodiscard]] Rect inset(float by) const { return inset(by, by); }
  [[nodiscard]] Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.0F, w - 2 * dx), std::max(0.0F, h - 2 * dy)};
  }
  [[nodiscard]] Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  /// A box of this size in the middle.
  [[nodiscard]] Rect centered(float width, float height) const {
    return {x + (w - width) / 2, y + (h - height) / 2, width, height};
  }

  /// Cuts a piece off one side, and `gap` more, and returns the piece.
  Rect take_top(float height, float gap = 0) {
    const Rect piece{x, y, w, height};
    y += height + gap;
    h = std::max(0.0F, h - height - gap);
    return piece;
  }
  Rect take_bottom(float height, float gap = 0) {
    const Rect piece{x, bottom() - height, w, height};
    h = std::max(0.0F, h - height - gap);
    return piece;
  }
  Rect take_start(float width, float gap = 0) {
    const Rect piece{x, y, width, h};
    x += width + gap;
    w = std::max(0.0F, w - width - gap);
    return piece;
  }
  Rect take_end(float width, float gap = 0) {
    const Rect piece{right() - width, y, width, h};
    w = std::max(0.0F, w - width - gap);
    return piece;
  }
  /// Cell (column, row) of a grid with equal columns `gap` apart and rows `row_height` high.
  [[nodiscard]] Rect cell(int columns, int index, float row_height, float gap) const {
    const float width = (w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const int row = index / columns, column = index % columns;
    return {x + static_cast<float>(column) * (width + gap), y + static_cast<float>(row) * (row_height + gap), width,
            row_height};
  }
};

}  // namespace hk
