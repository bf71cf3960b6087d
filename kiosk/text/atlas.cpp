#include "kiosk/text/atlas.h"

#include <algorithm>

namespace hk {
namespace {

constexpr int kWhiteSize = 4;
// A texel between neighbours, so that a filtered edge never picks up another glyph.
constexpr int kGap = 1;

// Shelves of few distinct heights waste less than one shelf a height.
int shelf_height(int h) { return (h + 7) / 8 * 8; }

}  // namespace

Atlas::Atlas() { clear(); }

void Atlas::clear() {
  // Pages stay allocated: their textures exist already, and the next frame will fill them again.
  for (Page& page : pages_) {
    std::fill(page.texels.begin(), page.texels.end(), std::uint8_t{0});
    page.dirty = AtlasSpot{0, 0, 0, kPageSize, kPageSize};
  }
  shelves_.clear();
  std::fill(page_used_.begin(), page_used_.end(), 0);
  full_ = false;
  if (pages_.empty()) open_page();
  const auto white = add(kWhiteSize, kWhiteSize);
  for (int y = 0; y < kWhiteSize; ++y) std::fill_n(row(*white, y), kWhiteSize, std::uint8_t{255});
}

void Atlas::open_page() {
  Page page;
  page.texels.resize(static_cast<std::size_t>(kPageSize) * kPageSize);
  page.dirty = AtlasSpot{0, 0, 0, kPageSize, kPageSize};
  pages_.push_back(std::move(page));
  page_used_.push_back(0);
}

std::optional<AtlasSpot> Atlas::place(int w, int h) {
  const int height = shelf_height(h + kGap);
  for (Shelf& shelf : shelves_) {
    if (shelf.height != height || shelf.used + w + kGap > kPageSize) continue;
    const AtlasSpot spot{static_cast<std::uint16_t>(shelf.page), static_cast<std::uint16_t>(shelf.used),
                         static_cast<std::uint16_t>(shelf.y), static_cast<std::uint16_t>(w),
                         static_cast<std::uint16_t>(h)};
    shelf.used += w + kGap;
    return spot;
  }
  for (std::size_t page = 0; page < pages_.size(); ++page) {
    if (page_used_[page] + height > kPageSize) continue;
    shelves_.push_back({page, page_used_[page], height, 0});
    page_used_[page] += height;
    return place(w, h);
  }
  return std::nullopt;
}

std::optional<AtlasSpot> Atlas::add(int w, int h) {
  if (w <= 0 || h <= 0 || w + kGap > kPageSize || shelf_height(h + kGap) > kPageSize) return std::nullopt;
  auto spot = place(w, h);
  if (!spot && pages_.size() < kPagesMax) {
    open_page();
    spot = place(w, h);
  }
  if (!spot) {
    full_ = true;
    return std::nullopt;
  }
  mark_dirty(*spot);
  return spot;
}

std::uint8_t* Atlas::row(const AtlasSpot& spot, int row) {
  return pages_[spot.page].texels.data() + static_cast<std::size_t>(spot.y + row) * kPageSize + spot.x;
}

void Atlas::mark_dirty(const AtlasSpot& spot) {
  auto& dirty = pages_[spot.page].dirty;
  if (!dirty) {
    dirty = spot;
    return;
  }
  const int x0 = std::min(dirty->x, spot.x), y0 = std::min(dirty->y, spot.y);
  const int x1 = std::max(dirty->x + dirty->w, spot.x + spot.w), y1 = std::max(dirty->y + dirty->h, spot.y + spot.h);
  dirty = AtlasSpot{spot.page, static_cast<std::uint16_t>(x0), static_cast<std::uint16_t>(y0),
                    static_cast<std::uint16_t>(x1 - x0), static_cast<std::uint16_t>(y1 - y0)};
}

std::optional<AtlasSpot> Atlas::take_dirty(std::size_t page) {
  auto dirty = pages_[page].dirty;
  pages_[page].dirty.reset();
  return dirty;
}

}  // namespace hk
