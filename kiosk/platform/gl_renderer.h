#pragma once
#include <vector>

#include "kiosk/text/atlas.h"

namespace hk {

/// Draws what a View built with OpenGL, in the context current on this thread, and keeps the atlas' pages as textures.
/// Made after the View, whose ImGui context it needs, and gone before it.
class GlRenderer {
 public:
  /// `atlas` is used as long as the renderer lives.
  explicit GlRenderer(Atlas& atlas);
  ~GlRenderer();
  GlRenderer(const GlRenderer&) = delete;
  GlRenderer& operator=(const GlRenderer&) = delete;

  /// Draws the last frame over the whole picture.
  void render(int width, int height);

 private:
  void upload_pages();

  Atlas& atlas_;
  std::vector<unsigned> textures_;  // by page
};

}  // namespace hk
