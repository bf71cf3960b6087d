#pragma once
#include <cstdint>
#include <vector>

struct ImDrawData;

namespace hk {

/// Whole pixels of a picture, y down.
struct PixelRect {
  int left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
};

/// Finds what of a picture looks different from the one before. A touch changes one key among forty: where software has
/// to draw, that is the difference between a thirtieth of a second and none.
class ChangedPart {
 public:
  /// Covers every pixel of `width` × `height` in which `data` may differ from what was given last; all of them at
  /// first.
  [[nodiscard]] PixelRect next(const ImDrawData& data, int width, int height);
  /// The next picture counts as new: what the letters are taken from has changed.
  void forget() { width_ = 0; }

 private:
  /// A corner of a triangle, and by which command it is drawn.
  struct Corner {
    float x, y, u, v;
    std::uint32_t color, command;
    bool operator==(const Corner&) const = default;
  };
  struct Command {
    float clip[4];
    std::intptr_t texture;
    bool operator==(const Command&) const = default;
  };
  void read(const ImDrawData& data);
  [[nodiscard]] PixelRect between() const;

  int width_ = 0, height_ = 0;
  std::vector<Corner> corners_, last_corners_;
  std::vector<Command> commands_, last_commands_;
};

}  // namespace hk
