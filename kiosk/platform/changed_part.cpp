#include "kiosk/platform/changed_part.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kiosk/screens/compat.h"

namespace hk {
namespace {

constexpr std::size_t kCorners = 3;  // of a triangle

}  // namespace

/// The indices are followed, so that only what is drawn counts, in the order in which it is.
void ChangedPart::read(const ImDrawData& data) {
  corners_.clear();
  commands_.clear();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const ImVec4& clip = command.ClipRect;
      commands_.push_back({{clip.x, clip.y, clip.z, clip.w}, compat::texture_number(command.TextureId)});
      const auto number = static_cast<std::uint32_t>(commands_.size());
      for (unsigned n = 0; n < command.ElemCount; ++n) {
        const unsigned index = list.IdxBuffer[static_cast<int>(command.IdxOffset + n)];
        const ImDrawVert& vertex = list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
        corners_.push_back({vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y, vertex.col, number});
      }
    }
  }
}

/// Of two orders of triangles what lies between their common beginning and their common end.
PixelRect ChangedPart::between() const {
  const auto begins = std::mismatch(corners_.begin(), corners_.end(), last_corners_.begin(), last_corners_.end());
  const auto before = static_cast<std::size_t>(begins.first - corners_.begin()) / kCorners * kCorners;
  const auto ends = std::mismatch(corners_.rbegin(), corners_.rend() - static_cast<std::ptrdiff_t>(before),
                                  last_corners_.rbegin(), last_corners_.rend() - static_cast<std::ptrdiff_t>(before));
  const auto after = static_cast<std::size_t>(ends.first - corners_.rbegin()) / kCorners * kCorners;
  constexpr float kFar = std::numeric_limits<float>::max();
  float left = kFar, top = kFar, right = -kFar, bottom = -kFar;
  for (const auto* all : {&corners_, &last_corners_})
    for (std::size_t i = before; i < all->size() - after; ++i) {
      const Corner& corner = (*all)[i];
      left = std::min(left, corner.x);
      top = std::min(top, corner.y);
      right = std::max(right, corner.x);
      bottom = std::max(bottom, corner.y);
    }
  if (left > right) return {};
  const auto within = [](float value, int most) { return std::clamp(static_cast<int>(value), 0, most); };
  return {within(std::floor(left) - 1, width_), within(std::floor(top) - 1, height_),
          within(std::ceil(right) + 1, width_), within(std::ceil(bottom) + 1, height_)};
}

PixelRect ChangedPart::next(const ImDrawData& data, int width, int height) {
  std::swap(corners_, last_corners_);
  std::swap(commands_, last_commands_);
  read(data);
  const bool is_new = width != width_ || height != height_ || commands_ != last_commands_;
  width_ = width;
  height_ = height;
  return is_new ? PixelRect{0, 0, width, height} : between();
}

}  // namespace hk
