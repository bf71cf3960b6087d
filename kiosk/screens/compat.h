#pragma once
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>

/// The only place that looks at the version of Dear ImGui. Debian 12 has 1.86, which takes input by its io fields;
/// from 1.87 on it takes events. One button edge is given a frame either way, so no tap is lost.
namespace hk::compat {

inline void set_pointer(float x, float y, bool down) {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
  io.AddMousePosEvent(x, y);
  io.AddMouseButtonEvent(0, down);
#else
  io.MousePos = ImVec2(x, y);
  io.MouseDown[0] = down;
#endif
}

/// ImTextureID is a pointer or a number, by version; ours is always a number in it.
inline ImTextureID texture_id(std::intptr_t id) { return (ImTextureID)id; }  // NOLINT(performance-no-int-to-ptr)
inline std::intptr_t texture_number(ImTextureID id) { return (std::intptr_t)id; }

}  // namespace hk::compat
