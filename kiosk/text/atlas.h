#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace hk {

/// A rectangle of texels on one page of the atlas.
struct AtlasSpot {
  std::uint16_t page = 0;
  std::uint16_t x = 0, y = 0, w = 0, h = 0;
};

/// Coverage of glyphs and pictograms, one byte a texel, on pages that are added as they are needed. Pages never change
/// size, so texture coordinates already handed out stay true while a frame is being built.
class Atlas {
 public:
  static constexpr int kPageSize = 1024;
  /// 8 MiB: some ten thousand glyphs, several times what all languages at all sizes of one kiosk need.
  static constexpr std::size_t kPagesMax = 8;

  struct Page {
    std::vector<std::uint8_t> texels;  ///< kPageSize × kPageSize
    std::optional<AtlasSpot> dirty;    ///< what changed since take_dirty()
  };

  Atlas();

  /// Room for w × h texels, zeroed and one texel apart from its neighbours. Nothing when it is larger than a page, or
  /// all pages are full; is_full() then says so.
  [[nodiscard]] std::optional<AtlasSpot> add(int w, int h);
  /// The first texel of row `row` of `spot`; a row goes on for spot.w texels.
  [[nodiscard]] std::uint8_t* row(const AtlasSpot& spot, int row);

  [[nodiscard]] bool is_full() const { return full_; }
  /// Drops everything but the white spot. Spots handed out before are no longer true.
  void clear();

  /// Centre of a patch of full coverage on page 0, for shapes without a texture of their own.
  [[nodiscard]] static constexpr float white_uv() { return 2.0F / kPageSize; }

  [[nodiscard]] const std::vector<Page>& pages() const { return pages_; }
  /// The part of a page to upload, once.
  [[nodiscard]] std::optional<AtlasSpot> take_dirty(std::size_t page);

 private:
  struct Shelf {
    std::size_t page;
    int y, height, used;
  };
  [[nodiscard]] std::optional<AtlasSpot> place(int w, int h);
  void open_page();
  void mark_dirty(const AtlasSpot& spot);

  std::vector<Page> pages_;
  std::vector<Shelf> shelves_;
  std::vector<int> page_used_;  // height taken by shelves, by page
  bool full_ = false;
};

}  // namespace hk
