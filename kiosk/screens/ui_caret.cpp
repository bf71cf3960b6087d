#include <cmath>

#include "kiosk/screens/compat.h"
#include "kiosk/screens/ui.h"

namespace hk {
namespace {

using Key = InputEvent::Key;

/// Further from each other than rounding: another place for the caret, or another line.
constexpr float kApartPx = 0.5F;

bool same_line(const CaretStop& a, const CaretStop& b) { return std::abs(a.y - b.y) < kApartPx; }

/// In the line nearest to `y` the one nearest to `x`.
const CaretStop* nearest_stop(const std::vector<CaretStop>& stops, float x, float y) {
  const auto away = [&](const CaretStop& stop) { return std::pair(std::abs(stop.y - y), std::abs(stop.x - x)); };
  return &*std::min_element(stops.begin(), stops.end(),
                            [&](const CaretStop& a, const CaretStop& b) { return away(a) < away(b); });
}

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
  const ImVec2 finger = ImGui::GetIO().MousePos;
  const CaretStop* nearest = nearest_stop(stops_, finger.x, finger.y);
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

/// Where the caret stands now: of two lines, in the one that begins there.
const CaretStop& Ui::caret_stop() const {
  const auto after = std::find_if(stops_.begin() + 1, stops_.end(),
                                  [&](const CaretStop& stop) { return stop.offset > typed_.caret(); });
  return *(after - 1);
}

/// The first place of `line`, or the last.
std::size_t Ui::line_end(const CaretStop& line, Key key) const {
  std::size_t end = line.offset;
  for (const CaretStop& stop : stops_) {
    if (!same_line(stop, line)) continue;
    end = key == Key::home ? std::min(end, stop.offset) : std::max(end, stop.offset);
  }
  return end;
}

/// Left and right as they are seen, whichever way the letters run; from the end of a line into the next one. False when
/// there is no text to move in.
bool Ui::move_caret(const InputEvent& event) {
  if (stops_.size() < 2 || !focus_.empty()) return false;
  if (event.key == Key::up || event.key == Key::down) return move_caret_between_lines(event);
  const CaretStop now = caret_stop();
  if (event.key == Key::home || event.key == Key::end) return place_caret(line_end(now, event.key), event.shift), true;
  const CaretStop* best = nullptr;
  for (const CaretStop& stop : stops_) {
    if (!same_line(stop, now)) continue;
    const bool beyond = event.key == Key::left ? stop.x < now.x - kApartPx : stop.x > now.x + kApartPx;
    const bool nearer = best == nullptr || std::abs(stop.x - now.x) < std::abs(best->x - now.x) - kApartPx;
    if (beyond && nearer) best = &stop;
  }
  if (best != nullptr) return place_caret(best->offset, event.shift), true;
  // Lines follow each other in the order of reading.
  const bool onwards = (event.key == Key::right) != (words().direction() == BaseDirection::right_to_left);
  const auto next =
      std::find_if(stops_.begin(), stops_.end(), [&](const CaretStop& stop) { return stop.y > now.y + kApartPx; });
  const auto before =
      std::find_if(stops_.rbegin(), stops_.rend(), [&](const CaretStop& stop) { return stop.y < now.y - kApartPx; });
  if (onwards && next != stops_.end()) place_caret(next->offset, event.shift);
  if (!onwards && before != stops_.rend()) place_caret(before->offset, event.shift);
  return true;
}

/// False where there is no other line: then the keys move the focus.
bool Ui::move_caret_between_lines(const InputEvent& event) {
  const CaretStop now = caret_stop();
  std::vector<CaretStop> beyond = stops_;
  std::erase_if(beyond, [&](const CaretStop& stop) {
    return event.key == Key::up ? stop.y > now.y - kApartPx : stop.y < now.y + kApartPx;
  });
  if (!beyond.empty()) place_caret(nearest_stop(beyond, now.x, now.y)->offset, event.shift);
  return !same_line(stops_.front(), stops_.back());
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
