#include <cmath>

#include "kiosk/screens/compat.h"
#include "kiosk/screens/tuning.h"
#include "kiosk/screens/ui.h"

namespace hk {

Rect Ui::begin_scroll(std::string_view id, const Rect& view, float content_height) {
  if (scroll_depth_++ > 0) return view;
  open_scroll_ = std::string(id);
  Scroll& scroll = scrolls_[open_scroll_];
  scroll.view = on_glass(view);
  scroll.range = std::max(0.0F, std::ceil(content_height - view.h));
  drag(scroll);
  if (!scroll.dragging) coast(scroll);
  if (wheel_ != 0 && scroll.view.contains(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y))
    scroll.offset -= wheel_ * mm(tuning::kWheelStepMm);
  scroll.offset = std::clamp(scroll.offset, 0.0F, scroll.range);
  if (appearance().calm && !scroll.dragging) scroll.speed = 0;
  if (scroll.speed != 0) moving_ = true;
  // The sole and the focus ring stand out of a widget's rectangle on every side.
  push_clip(view.inset(-mm(1.5F), scroll.range > 0 ? 0 : -mm(1.5F)));
  return {view.x, view.y - std::round(scroll.offset), view.w, content_height};
}

void Ui::keep_in_sight(std::string_view id, const Rect& view, float top, float bottom, std::size_t mark) {
  Scroll& scroll = scrolls_[std::string(id)];
  if (scroll.mark == mark) return;
  scroll.mark = mark;
  scroll.speed = 0;
  scroll.offset = std::max(std::min(scroll.offset, top), bottom - view.h);
}

void Ui::end_scroll() {
  if (--scroll_depth_ > 0) return;
  pop_clip();
  draw_scrollbar(scrolls_[open_scroll_]);
  open_scroll_.clear();
}

/// A touch that moves further than the slop takes hold of the list, and lets go of the widget it began on.
void Ui::drag(Scroll& scroll) {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsMouseClicked(0)) {
    scroll.pressed = scroll.view.contains(io.MousePos.x, io.MousePos.y);
    scroll.press_y = io.MousePos.y;
    scroll.press_offset = scroll.offset;
    scroll.speed = 0;
  }
  if (!scroll.pressed) return;
  if (!io.MouseDown[0]) {
    scroll.pressed = scroll.dragging = false;
    return;
  }
  if (!scroll.dragging && scroll.range > 0 && std::abs(io.MousePos.y - scroll.press_y) > mm(tuning::kDragSlopMm)) {
    scroll.dragging = true;
    scroll.press_y = io.MousePos.y;
    ImGui::ClearActiveID();
  }
  if (!scroll.dragging) return;
  const float wanted = std::clamp(scroll.press_offset - (io.MousePos.y - scroll.press_y), 0.0F, scroll.range);
  if (seconds_ > 0) scroll.speed = 0.6F * scroll.speed + 0.4F * (wanted - scroll.offset) / seconds_;
  scroll.offset = wanted;
}

void Ui::coast(Scroll& scroll) const {
  const float step = std::min(seconds_, tuning::kMotionStepSecondsMax);
  scroll.offset += scroll.speed * step;
  scroll.speed *= std::exp(-tuning::kFlingDecayPerSecond * step);
  const bool at_end = scroll.offset <= 0 || scroll.offset >= scroll.range;
  if (at_end || std::abs(scroll.speed) < mm(tuning::kFlingStopMmPerSecond)) scroll.speed = 0;
}

void Ui::draw_scrollbar(const Scroll& scroll) {
  if (scroll.range <= 0) return;
  const float width = mm(1), share = scroll.view.h / (scroll.view.h + scroll.range);
  const float height = std::max(mm(8), scroll.view.h * share);
  const float y = scroll.view.y + (scroll.view.h - height) * scroll.offset / scroll.range;
  const Rect view = on_glass(scroll.view);  // mirrored twice it stands where it was laid out
  fill({view.right() + mm(1), y, width, height}, width / 2, theme().control);
}

}  // namespace hk
