#include "kiosk/platform/gl_renderer.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdint>

#include "kiosk/screens/compat.h"

namespace hk {
namespace {

/// One byte a texel: white, with the coverage as alpha.
GLuint make_texture() {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  // Quads lie on whole pixels, so a texel is a pixel.
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, Atlas::kPageSize, Atlas::kPageSize, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
  return texture;
}

void upload(const std::vector<std::uint8_t>& texels, const AtlasSpot& spot) {
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, Atlas::kPageSize);
  const std::size_t first = static_cast<std::size_t>(spot.y) * Atlas::kPageSize + spot.x;
  glTexSubImage2D(GL_TEXTURE_2D, 0, spot.x, spot.y, spot.w, spot.h, GL_RED, GL_UNSIGNED_BYTE, texels.data() + first);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

}  // namespace

GlRenderer::GlRenderer(Atlas& atlas) : atlas_(atlas) {
  ImGui_ImplOpenGL3_Init("#version 130");
  ImGui_ImplOpenGL3_NewFrame();  // makes its shaders now, not in the first frame
}

GlRenderer::~GlRenderer() {
  glDeleteFramebuffers(1, &framebuffer_);
  glDeleteTextures(1, &picture_);
  glDeleteTextures(static_cast<GLsizei>(textures_.size()), textures_.data());
  ImGui_ImplOpenGL3_Shutdown();
}

void GlRenderer::upload_pages() {
  while (textures_.size() < atlas_.pages().size()) textures_.push_back(make_texture());
  for (std::size_t page = 0; page < textures_.size(); ++page) {
    const auto dirty = atlas_.take_dirty(page);
    if (!dirty) continue;
    glBindTexture(GL_TEXTURE_2D, textures_[page]);
    upload(atlas_.pages()[page].texels, *dirty);
    changed_.forget();  // where a letter stood there may be another
  }
}

void GlRenderer::make_picture(int width, int height) {
  if (framebuffer_ == 0) {
    glGenFramebuffers(1, &framebuffer_);
    glGenTextures(1, &picture_);
  }
  width_ = width;
  height_ = height;
  changed_.forget();
  glBindTexture(GL_TEXTURE_2D, picture_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, picture_, 0);
}

/// GL counts from the bottom.
void GlRenderer::draw(const PixelRect& part, int height) {
  ImDrawData* data = ImGui::GetDrawData();
  for (int i = 0; i < data->CmdListsCount; ++i)
    for (ImDrawCmd& command : data->CmdLists[i]->CmdBuffer) {
      const auto page = static_cast<std::size_t>(compat::texture_number(command.TextureId));
      if (page >= 1 && page <= textures_.size()) command.TextureId = compat::texture_id(textures_[page - 1]);
      ImVec4& clip = command.ClipRect;
      clip = {std::max(clip.x, static_cast<float>(part.left)), std::max(clip.y, static_cast<float>(part.top)),
              std::min(clip.z, static_cast<float>(part.right)), std::min(clip.w, static_cast<float>(part.bottom))};
    }
  glEnable(GL_SCISSOR_TEST);
  glScissor(part.left, height - part.bottom, part.right - part.left, part.bottom - part.top);
  glClear(GL_COLOR_BUFFER_BIT);
  glDisable(GL_SCISSOR_TEST);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

void GlRenderer::render(int width, int height) {
  upload_pages();
  if (width != width_ || height != height_) make_picture(width, height);
  const PixelRect part = changed_.next(*ImGui::GetDrawData(), width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  if (!part.empty()) draw(part, height);
  // What a window shows next is nobody's but its own: it gets all of the picture each time.
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
  glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

}  // namespace hk
