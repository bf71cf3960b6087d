#include "kiosk/text/text_engine.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "kiosk/text/raster.h"
#include "kiosk/text/wrap.h"

namespace hk {
namespace {

// Below this size the eye sees a letter a quarter of a pixel off its place; above it, one drawing a letter is enough.
constexpr float kSubpixelBelowEm = 48;
constexpr int kPhases = 4;

struct CachedBlock {
  TextBlock block;
  std::vector<std::vector<PlacedGlyph>> glyphs;  // by line
  float em_px = 0;
  std::size_t letters = 0;
  std::uint64_t last_used = 0;
  std::uint64_t atlas_age = 0;  // of the atlas that the quads point into
};

TextQuad quad_at(float x, float y, const AtlasSpot& spot) {
  return {x, y, x + static_cast<float>(spot.w), y + static_cast<float>(spot.h), spot};
}

std::string block_key(std::span<const TextSpan> spans, const TextStyle& style, float max_width, std::size_t max_lines) {
  std::string key;
  const auto put = [&key](auto value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); };
  put(style.em_px);
  put(style.base);
  put(max_width);
  put(max_lines);
  key += style.language;
  for (const TextSpan& span : spans) {
    put(span.weight);
    put(span.text.size());
    key += span.text;
  }
  return key;
}

}  // namespace

float TextLine::caret_x(std::size_t offset) const {
  const auto found = std::lower_bound(offsets.begin(), offsets.end(), offset);
  if (found == offsets.end()) return carets.empty() ? 0 : carets.back();
  return carets[static_cast<std::size_t>(found - offsets.begin())];
}

struct TextEngine::Inside {
  FontSet fonts;
  Pictograms pictograms;
  Atlas atlas;
  std::unordered_map<std::string, CachedBlock> blocks;
  std::unordered_map<std::uint64_t, RasterSpot> glyphs;
  std::unordered_map<std::string, RasterSpot> drawings;
  std::size_t letters = 0;  // of all blocks
  std::uint64_t frame = 1;
  std::uint64_t atlas_age = 1;
  bool cleared_this_frame = false;

  void clear_atlas() {
    atlas.clear();
    glyphs.clear();
    drawings.clear();
    ++atlas_age;
  }

  void forget_before(std::uint64_t oldest_kept) {
    std::erase_if(blocks, [&](const auto& entry) {
      const bool goes = entry.second.last_used < oldest_kept;
      if (goes) letters -= entry.second.letters;
      return goes;
    });
  }

  CachedBlock shape_block(std::span<const TextSpan> spans, const TextStyle& style, float max_width,
                          std::size_t max_lines) {
    CachedBlock cached;
    cached.em_px = style.em_px;
    const Analysis text = analyse(fonts, spans, style);
    WrapFlaws flaws;
    for (ShapedLine& shaped : wrap(fonts, text, style, max_width, max_lines, flaws)) {
      TextLine line;
      line.width = shaped.width;
      for (const PlacedGlyph& glyph : shaped.glyphs) cached.block.unwritable |= glyph.id == 0;
      line.carets = std::move(shaped.carets);
      line.offsets = std::move(shaped.offsets);
      cached.letters += line.offsets.size();
      cached.block.width = std::max(cached.block.width, line.width);
      cached.block.lines.push_back(std::move(line));
      cached.glyphs.push_back(std::move(shaped.glyphs));
    }
    cached.block.shortened = flaws.shortened;
    cached.block.cut_word = flaws.cut_word;
    return cached;
  }

  void place_quads(CachedBlock& cached) {
    for (std::size_t i = 0; i < cached.glyphs.size(); ++i) {
      auto& quads = cached.block.lines[i].quads;
      quads.clear();
      for (const PlacedGlyph& glyph : cached.glyphs[i])
        if (const auto quad = quad_of(glyph, cached.em_px)) quads.push_back(*quad);
    }
    cached.atlas_age = atlas_age;
  }

  std::optional<TextQuad> quad_of(const PlacedGlyph& glyph, float em_px) {
    const bool subpixel = em_px < kSubpixelBelowEm;
    const float x = subpixel ? std::floor(glyph.x * kPhases + 0.5F) / kPhases : std::round(glyph.x);
    const float whole = std::floor(x);
    const int phase = static_cast<int>((x - whole) * kPhases);
    const auto spot = glyph_spot(glyph, em_px, phase);
    if (!spot || spot->spot.w == 0) return std::nullopt;
    const float x0 = whole + static_cast<float>(spot->left);
    const float y0 = std::round(glyph.y) - static_cast<float>(spot->top);
    return quad_at(x0, y0, spot->spot);
  }

  std::optional<RasterSpot> glyph_spot(const PlacedGlyph& glyph, float em_px, int phase) {
    const int em = static_cast<int>(std::lround(std::clamp(em_px, 1.0F, 1000.0F) * 64));
    const std::uint64_t key = (static_cast<std::uint64_t>(glyph.id) << 32) | (static_cast<std::uint64_t>(em) << 8) |
                              (static_cast<std::uint64_t>(glyph.face) << 4) | static_cast<std::uint64_t>(phase);
    if (const auto found = glyphs.find(key); found != glyphs.end()) return found->second;
    const auto spot = raster_glyph(fonts, glyph.face, glyph.id, em, phase * 64 / kPhases, atlas);
    if (spot) glyphs.emplace(key, *spot);
    return spot;
  }

  std::optional<TextQuad> drawing(const std::string& key, const Path& path, float size_px, float stroke) {
    auto found = drawings.find(key);
    if (found == drawings.end()) {
      const auto spot = raster_path(fonts.library(), path, size_px, stroke, atlas);
      if (!spot) return std::nullopt;
      found = drawings.emplace(key, *spot).first;
    }
    const RasterSpot& spot = found->second;
    if (spot.spot.w == 0) return std::nullopt;
    const auto x0 = static_cast<float>(spot.left);
    const float y0 = size_px - static_cast<float>(spot.top);
    return quad_at(x0, y0, spot.spot);
  }
};

TextEngine::TextEngine(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
TextEngine::~TextEngine() = default;

Result<std::unique_ptr<TextEngine>> TextEngine::open(const FontFiles& fonts, const std::filesystem::path& icons) {
  HK_ASSIGN(FontSet opened, FontSet::open(fonts));
  HK_ASSIGN(Pictograms pictograms, load_pictograms(icons));
  auto inside = std::make_unique<Inside>();
  inside->fonts = std::move(opened);
  inside->pictograms = std::move(pictograms);
  return std::unique_ptr<TextEngine>(new TextEngine(std::move(inside)));
}

void TextEngine::begin_frame() {
  Inside& in = *inside_;
  in.cleared_this_frame = in.atlas.is_full();
  if (in.cleared_this_frame) in.clear_atlas();
  if (in.blocks.size() > kCachedBlocksMax || in.letters > kCachedLettersMax) in.forget_before(in.frame);
  ++in.frame;
}

bool TextEngine::wants_another_frame() const { return inside_->atlas.is_full() && !inside_->cleared_this_frame; }

void TextEngine::forget_unused() { inside_->forget_before(inside_->frame); }

const TextBlock& TextEngine::block(std::span<const TextSpan> spans, const TextStyle& style, float max_width,
                                   std::size_t max_lines) {
  Inside& in = *inside_;
  std::string key = block_key(spans, style, max_width, max_lines);
  auto found = in.blocks.find(key);
  if (found == in.blocks.end()) {
    found = in.blocks.emplace(std::move(key), in.shape_block(spans, style, max_width, max_lines)).first;
    in.letters += found->second.letters;
  }
  CachedBlock& cached = found->second;
  cached.last_used = in.frame;
  if (cached.atlas_age != in.atlas_age) in.place_quads(cached);
  return cached.block;
}

const TextBlock& TextEngine::block(std::string_view text, Weight weight, const TextStyle& style, float max_width,
                                   std::size_t max_lines) {
  const TextSpan span{text, weight};
  return block(std::span(&span, 1), style, max_width, max_lines);
}

PictogramQuads TextEngine::pictogram(std::string_view name, float size_px, float stroke) {
  Inside& in = *inside_;
  auto found = in.pictograms.find(name);
  if (found == in.pictograms.end()) found = in.pictograms.find("list");
  const std::string key = found->first + ' ' + std::to_string(std::lround(size_px * 64));
  return {in.drawing(key + " soft", found->second.soft, size_px, 0),
          in.drawing(key + ' ' + std::to_string(std::lround(stroke * 100)), found->second.line, size_px, stroke)};
}

bool TextEngine::has_pictogram(std::string_view name) const {
  return inside_->pictograms.find(name) != inside_->pictograms.end();
}

Atlas& TextEngine::atlas() { return inside_->atlas; }
std::size_t TextEngine::cached_blocks() const { return inside_->blocks.size(); }
std::size_t TextEngine::cached_letters() const { return inside_->letters; }

}  // namespace hk
