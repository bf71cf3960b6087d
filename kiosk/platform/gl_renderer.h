#pragma once
#include <vector>

#include "kiosk/platform/changed_part.h"
#include "kiosk/text/atlas.h"

namespace hk {

/// Draws what a View built with OpenGL, in the context current on this thread, and keeps the atlas' pages as textures.
/// The picture is kept too, and only what has changed of it is drawn anew.
/// Made after the View, whose ImGui context it needs, and gone before it.
class GlRenderer {
 public:
  /// `atlas` is used as long as the renderer lives.
  explicit GlRenderer(Atlas& atlas);
  ~GlRenderer();
  GlRenderer(const GlRenderer&) = delete;
  GlRenderer& operator=(const GlRenderer&) = delete;

  /// Draws the last frame, `width` × `height` px from the lower left corner of the window.
  void render(int width, int height);

 private:
  void upload_pages();
  void make_picture(int width, int height);
  void draw(const PixelRect& part, int height);

  Atlas& atlas_;
  ChangedPart changed_;
  unsigned picture_ = 0, framebuffer_ = 0;
  int width_ = 0, height_ = 0;
  std::vector<unsigned> textures_;  // by page
};

}  // namespace hk
