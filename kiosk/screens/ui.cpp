#include "kiosk/screens/ui.h"

#include <limits>
#include <utility>

#include "kiosk/screens/compat.h"
#include "kiosk/screens/tuning.h"

namespace hk {

void Ui::begin_frame(const Frame& frame) {
  words_ = &languages_.words(frame.language);
  begin_page({.screen = frame.screen,
              .px_per_mm = frame.px_per_mm,
              .appearance = frame.appearance,
              .language = words_->code(),
              .direction = words_->direction()});
  seconds_ = frame.seconds;
  wheel_ = frame.wheel_steps;
  takes_typing_ = moving_ = held_ = touched_ = false;
  touchables_.clear();
  stops_.clear();
  typed_.clear();
  std::erase_if(motions_, [](const auto& one) { return !one.second.drawn; });
  for (auto& [id, motion] : motions_) {
    motion.drawn = false;
    motion.passed += std::min(seconds_, tuning::kMotionStepSecondsMax);
  }
  if (!ImGui::IsMouseClicked(0)) return;
  focus_.clear();
  if (!is_covered()) close_open();
}

void Ui::end_frame(std::vector<InputEvent>& keys) {
  activate_.clear();
  is_new_page_ = false;
  if (ImGui::IsMouseClicked(0) && !touched_) emit(AnyTouch{});
  std::size_t handled = 0;
  while (handled < keys.size()) {
    // What an activated button leads to must be on the screen before the next key means anything.
    if (handle_key(keys[handled++])) break;
  }
  keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(handled));
}

float Ui::seconds_to_next_frame() const {
  if (moving_ || !activate_.empty()) return 0;
  return held_ ? tuning::kLongPressStepSeconds : std::numeric_limits<float>::infinity();
}

float Ui::arrival(std::string_view id, float seconds) {
  if (appearance().calm) return 1;
  Motion& motion = motions_[std::string(id)];
  motion.drawn = true;
  if (motion.passed >= seconds) return 1;
  moving_ = true;
  const float left = 1 - motion.passed / seconds;
  return 1 - left * left * left;
}

float Ui::arrival_on_page(std::string_view id, float seconds) {
  if (is_new_page_) motions_[std::string(id)].passed = seconds;
  return arrival(id, seconds);
}

std::vector<Intent> Ui::take_intents() { return std::exchange(intents_, {}); }

void Ui::forget_places() {
  is_new_page_ = true;
  scrolls_.clear();
  motions_.clear();
  close_open();
  focus_.clear();
  activate_.clear();
}

void Ui::record(std::string_view id, const Rect& rect) {
  Touchable touchable{std::string(id), rect, true, open_scroll_, {rect.w, rect.h}};
  if (!open_scroll_.empty()) {
    const Rect& view = scrolls_[open_scroll_].view;
    touchable.visible = rect.overlaps(view);
    const float top = std::max(rect.y, view.y), bottom = std::min(rect.bottom(), view.bottom());
    if (touchable.visible) touchable.rect = {rect.x, top, rect.w, bottom - top};
  }
  touchables_.push_back(std::move(touchable));
}

Touch Ui::touch_item(std::string_view id, const Rect& laid, std::string_view key, int button_flags, bool covering) {
  const Rect rect = on_glass(laid);
  record(id, rect);
  Touch touch;
  touch.focused = !focus_.empty() && focus_ == id;
  touch.tapped = !activate_.empty() && activate_ == id;
  touch.x = touch.tapped ? rect.center_x() : ImGui::GetIO().MousePos.x;
  if (is_covered() && !covering) return touch;
  std::string name(id);
  if (!key.empty()) name.append("/").append(key);
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  if (ImGui::InvisibleButton(name.c_str(), {rect.w, rect.h}, button_flags)) touch.tapped = true;
  const bool active = ImGui::IsItemActive();
  touch.held = active && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  touched_ = touched_ || active;
  return touch;
}

Touch Ui::touch(std::string_view id, const Rect& rect, std::string_view key) {
  return touch_item(id, rect, key, ImGuiButtonFlags_MouseButtonLeft);
}

namespace {

/// Answers that a touch held for `seconds` has given, the first `after` seconds from its beginning.
int repeats(float seconds, float after) {
  if (seconds < after) return 0;
  return 1 + static_cast<int>((seconds - after) / tuning::kRepeatSeconds);
}

/// An answer is due in this frame.
bool repeats_now(float after) {
  const ImGuiIO& io = ImGui::GetIO();
  return repeats(io.MouseDownDuration[0], after) > repeats(io.MouseDownDurationPrev[0], after);
}

}  // namespace

Touch Ui::touch_down(std::string_view id, const Rect& rect, WhenHeld when) {
  Touch touch = touch_item(
      id, rect, {},
      static_cast<int>(ImGuiButtonFlags_MouseButtonLeft) | static_cast<int>(ImGuiButtonFlags_PressedOnClick));
  if (when == WhenHeld::nothing || !touch.held || is_open(id)) return touch;
  held_ = true;
  if (when == WhenHeld::opens) {
    if (ImGui::GetIO().MouseDownDuration[0] >= tuning::kKeyOpensAfterSeconds) open_ = id;
    return touch;
  }
  // After a slow frame the finger may have lifted long ago: its release is only seen now.
  constexpr float kSlowFrameSeconds = 0.1F;
  if (seconds_ < kSlowFrameSeconds && repeats_now(tuning::kKeyRepeatAfterSeconds)) touch.tapped = true;
  return touch;
}

Touch Ui::touch_repeat(std::string_view id, const Rect& rect, std::string_view key) {
  const bool by_key = !activate_.empty() && activate_ == id;
  Touch touch = touch_item(id, rect, key, ImGuiButtonFlags_MouseButtonLeft);
  const bool had_repeated = repeats(ImGui::GetIO().MouseDownDurationPrev[0], tuning::kRepeatAfterSeconds) > 0;
  if (touch.tapped && !by_key && had_repeated) touch.tapped = false;
  if (!touch.held) return touch;
  held_ = true;
  if (repeats_now(tuning::kRepeatAfterSeconds)) touch.tapped = true;
  return touch;
}

Touch Ui::touch_long(std::string_view id, const Rect& rect) {
  const bool by_key = !activate_.empty() && activate_ == id;
  Touch touch = touch_item(id, rect, {}, ImGuiButtonFlags_MouseButtonLeft);
  touch.tapped = by_key;
  if (!touch.held) return touch;
  held_ = true;
  if (ImGui::GetIO().MouseDownDuration[0] < tuning::kLongPressSeconds) return touch;
  ImGui::ClearActiveID();  // so it answers once
  touch.tapped = true;
  return touch;
}

}  // namespace hk
