#include <cmath>

#include "kiosk/screens/compat.h"
#include "kiosk/screens/ui.h"

namespace hk {
namespace {

using Key = InputEvent::Key;

/// Further from each other than rounding: another place for the caret.
constexpr float kApartPx = 0.5F;

}  // namespace

bool Ui::is_covered() const {
  const ImVec2 finger = ImGui::GetIO().MousePos;
  return !open_.empty() && cover_.contains(finger.x, finger.y);
}

void Ui::close_open() {
  open_.clear();
  cover_ = {};
}

Touch Ui::touch_covering(std::string_view id, const Rect& rect) {
  Touch touch = touch_item(id, rect, {}, ImGuiButtonFlags_MouseButtonLeft, true);
  const ImVec2 finger = ImGui::GetIO().MousePos;
  const bool over = on_glass(rect).contains(finger.x, finger.y);
  if (over && ImGui::IsMouseReleased(0)) touch.tapped = true;
  touch.held = touch.held || (over && ImGui::IsMouseDown(0));
  return touch;
}

void Ui::take_caret(std::string_view id, const Rect& rect, const TypedText& typed, std::vector<CaretStop> stops) {
  typed_ = typed;
  stops_ = std::move(stops);
  const Touch touch = touch_down(id, rect);
  if (touch.focused) outline(rect.inset(-mm(0.7F)), mm(2.7F), theme().ink, mm(0.8F));
  if (!touch.tapped || stops_.empty() || activate_ == id) return;
  const float finger = ImGui::GetIO().MousePos.x;
  const auto nearest = std::min_element(stops_.begin(), stops_.end(), [&](const CaretStop& a, const CaretStop& b) {
    return std::abs(a.x - finger) < std::abs(b.x - finger);
  });
  if (ImGui::IsMouseDoubleClicked(0)) return select_word(nearest->offset);
  place_caret(nearest->offset, false);
}

/// `selects`: what lies between it and where the selection began.
void Ui::place_caret(std::size_t caret, bool selects) {
  const std::size_t anchor = selects ? typed_.anchor() : caret;
  typed_.place(caret, anchor);
  emit(PlaceCaret{caret, anchor});
}

void Ui::select_word(std::size_t at) {
  const std::string& text = typed_.text;
  const std::size_t space = text.find(' ', at), before = at == 0 ? std::string::npos : text.rfind(' ', at - 1);
  const std::size_t from = before == std::string::npos ? 0 : before + 1, to = std::min(space, text.size());
  typed_.place(to, from);
  emit(PlaceCaret{to, from});
}

/// Left and right as they are seen, whichever way the letters run. False when there is no text to move in.
bool Ui::move_caret(const InputEvent& event) {
  if (stops_.size() < 2 || !focus_.empty()) return false;
  if (event.key == Key::home) return place_caret(0, event.shift), true;
  if (event.key == Key::end) return place_caret(typed_.text.size(), event.shift), true;
  const auto now =
      std::find_if(stops_.begin(), stops_.end(), [&](const CaretStop& stop) { return stop.offset >= typed_.caret(); });
  const float x = now == stops_.end() ? stops_.back().x : now->x;
  const CaretStop* best = nullptr;
  for (const CaretStop& stop : stops_) {
    const bool beyond = event.key == Key::left ? stop.x < x - kApartPx : stop.x > x + kApartPx;
    const bool nearer = best == nullptr || std::abs(stop.x - x) < std::abs(best->x - x) - kApartPx;
    if (beyond && nearer) best = &stop;
  }
  if (best != nullptr) place_caret(best->offset, event.shift);
  return true;
}

/// As Backspace does, forwards.
void Ui::erase_after_caret() {
  if (stops_.empty()) return;
  if (typed_.caret() == typed_.anchor()) {
    const auto next =
        std::find_if(stops_.begin(), stops_.end(), [&](const CaretStop& stop) { return stop.offset > typed_.caret(); });
    if (next == stops_.end()) return;
    place_caret(next->offset, true);
  }
  emit(Backspace{});
}

}  // namespace hk
