#include "kiosk/platform/gl_renderer.h"

#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

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
  }
}

void GlRenderer::render(int width, int height) {
  upload_pages();
  ImDrawData* data = ImGui::GetDrawData();
  for (int i = 0; i < data->CmdListsCount; ++i)
    for (ImDrawCmd& command : data->CmdLists[i]->CmdBuffer) {
      const auto page = static_cast<std::size_t>(compat::texture_number(command.TextureId));
      if (page >= 1 && page <= textures_.size()) command.TextureId = compat::texture_id(textures_[page - 1]);
    }
  glViewport(0, 0, width, height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

}  // namespace hk
