#include "kiosk/screens/view.h"

#include <array>

#include "kiosk/screens/compat.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/tuning.h"

namespace hk {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<ScreenKinds>> kNames{
    "welcome",        "who",    "household", "new_here", "count",    "done",         "privacy", "pin",      "unlock",
    "today",          "start",  "roster",    "partners", "family",   "new_person",   "close",   "week",     "sessions",
    "session_people", "export", "picker",    "exports",  "settings", "coordination", "failure", "first_run"};

void prepare_context() {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  // ImGui wants a font of its own to exist; no text is drawn with it.
  io.Fonts->AddFontDefault();
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = ImVec2(0, 0);
  style.WindowBorderSize = 0;
  style.WindowMinSize = ImVec2(1, 1);
  style.AntiAliasedLinesUseTex = false;      // the lines' texture is not in our atlas
  style.CircleTessellationMaxError = 0.08F;  // corners of 3 mm are looked at from 40 cm
}

/// Shapes are drawn from the white patch of the text atlas, so a page of both is one draw call.
void share_atlas() {
  ImFontAtlas* fonts = ImGui::GetIO().Fonts;
  fonts->SetTexID(compat::texture_id(1));
  fonts->TexUvWhitePixel = ImVec2(Atlas::white_uv(), Atlas::white_uv());
}

}  // namespace

void View::ContextDestroyer::operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }

View::View(TextEngine& text, const Languages& languages, float px_per_mm)
    : context_(ImGui::CreateContext()), text_(text), px_per_mm_(px_per_mm), ui_(text, languages) {
  ImGui::SetCurrentContext(context_.get());
  prepare_context();
}

View::~View() = default;

void View::push(const InputEvent& event) {
  switch (event.kind) {
    case InputEvent::Kind::scroll:
      wheel_ += event.scroll;
      return;
    case InputEvent::Kind::character:
    case InputEvent::Kind::key:
      if (keys_.size() < tuning::kInputQueueMax) keys_.push_back(event);
      return;
    case InputEvent::Kind::move:
      if (pointer_.empty() && !down_) {  // nothing looks different under a hovering pointer: no frame for it
        x_ = event.x;
        y_ = event.y;
        return;
      }
      // Only the last of several moves in a row matters.
      if (!pointer_.empty() && pointer_.back().kind == InputEvent::Kind::move) pointer_.pop_back();
      break;
    case InputEvent::Kind::press:
    case InputEvent::Kind::release:
      break;
  }
  if (pointer_.size() < tuning::kInputQueueMax) pointer_.push_back(event);
}

/// One button edge a frame, and no move after it: ImGui 1.86 sees only what is true when a frame begins.
void View::feed() {
  while (!pointer_.empty()) {
    const InputEvent event = pointer_.front();
    pointer_.pop_front();
    x_ = event.x;
    y_ = event.y;
    if (event.kind == InputEvent::Kind::move) continue;
    down_ = event.kind == InputEvent::Kind::press;
    break;
  }
  compat::set_pointer(x_, y_, down_);
}

std::vector<Intent> View::frame(const Screen& screen, float width, float height, float seconds) {
  ImGui::SetCurrentContext(context_.get());
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width, height);
  io.DeltaTime = std::max(seconds, 1e-4F);
  feed();
  share_atlas();
  text_.begin_frame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("kiosk", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse);
  const bool changed = screen.content.index() != shown_;
  if (changed) ui_.forget_places();
  shown_ = screen.content.index();
  const float wanted = px_per_mm_ * static_cast<float>(screen.appearance.scale_percent) / 100;
  ui_.begin_frame({.screen = {0, 0, width, height},
                   .px_per_mm = fitting_px_per_mm(width, height, wanted),
                   .language = screen.language,
                   .appearance = screen.appearance,
                   .seconds = seconds,
                   .wheel_steps = std::exchange(wheel_, 0.0F)});
  draw(screen, ui_);
  ui_.end_frame(keys_);
  ImGui::End();
  ImGui::Render();
  if (changed) text_.forget_unused();
  return ui_.take_intents();
}

float View::seconds_to_next_frame() const {
  const bool owed = !pointer_.empty() || !keys_.empty() || text_.wants_another_frame();
  return owed ? 0 : ui_.seconds_to_next_frame();
}

std::string_view screen_name(const Screen& screen) { return kNames[screen.content.index()]; }

}  // namespace hk
