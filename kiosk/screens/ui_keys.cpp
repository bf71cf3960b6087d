#include <cmath>

#include "kiosk/screens/ui.h"

namespace hk {
namespace {

using Key = InputEvent::Key;

/// How far `to` lies in the direction of `key` from `from`; negative when it does not. Aside counts double, so that the
/// neighbour in the same row or column is preferred.
float distance(const Rect& from, const Rect& to, Key key) {
  const float dx = to.center_x() - from.center_x(), dy = to.center_y() - from.center_y();
  const bool across = key == Key::left || key == Key::right;
  const float along = across ? (key == Key::left ? -dx : dx) : (key == Key::up ? -dy : dy);
  if (along < 2) return -1;
  return along + 2 * std::abs(across ? dy : dx);
}

}  // namespace

const Touchable* Ui::find(std::string_view id) const {
  for (const Touchable& touchable : touchables_)
    if (touchable.id == id) return &touchable;
  return nullptr;
}

bool Ui::activate_focused() {
  if (focus_.empty() || find(focus_) == nullptr) return false;
  activate_ = focus_;
  return true;
}

/// True when the keys after this one must wait for the next frame.
bool Ui::handle_key(const InputEvent& event) {
  close_open();
  if (event.kind == InputEvent::Kind::character) {
    if (event.character == U' ' && activate_focused()) return true;
    if (!takes_typing_ || event.character < 0x20 || event.character == 0x7F) return false;
    focus_.clear();
    TypeText typed;
    append_utf8(typed.text, event.character);
    emit(std::move(typed));
    return false;
  }
  switch (event.key) {
    case Key::enter:
      if (activate_focused()) return true;
      if (takes_typing_) emit(SubmitText{});
      return takes_typing_;
    case Key::backspace:
      if (takes_typing_) emit(Backspace{});
      return false;
    case Key::escape:
      if (find("back") != nullptr) activate_ = "back";
      return !activate_.empty();
    case Key::tab:
      step_focus(1);
      break;
    case Key::back_tab:
      step_focus(-1);
      break;
    case Key::erase:
      erase_after_caret();
      return false;
    case Key::home:
    case Key::end:
      return (void)move_caret(event), false;
    case Key::left:
    case Key::right:
    case Key::up:
    case Key::down:
      if (move_caret(event)) return false;
      move_focus(event.key);
      break;
    case Key::none:
      return false;
  }
  reveal_focus();
  emit(AnyTouch{});  // somebody is here: the time-out starts again
  return false;
}

void Ui::step_focus(int by) {
  if (touchables_.empty()) return;
  const int count = static_cast<int>(touchables_.size());
  const Touchable* now = find(focus_);
  // From nowhere, forwards leads to the first and backwards to the last.
  const int at = now != nullptr ? static_cast<int>(now - touchables_.data()) : (by > 0 ? -1 : 0);
  focus_ = touchables_[static_cast<std::size_t>((at + by + count) % count)].id;
}

void Ui::move_focus(Key key) {
  const Touchable* now = find(focus_);
  if (now == nullptr) return step_focus(1);
  const Touchable* best = nullptr;
  float nearest = 0;
  for (const Touchable& other : touchables_) {
    const float d = distance(now->rect, other.rect, key);
    if (d < 0 || (best != nullptr && d >= nearest)) continue;
    best = &other;
    nearest = d;
  }
  if (best != nullptr) focus_ = best->id;
}

void Ui::reveal_focus() {
  const Touchable* now = find(focus_);
  if (now == nullptr || now->scroll.empty()) return;
  Scroll& scroll = scrolls_[now->scroll];
  scroll.speed = 0;
  if (!now->visible || now->rect.h < mm(6)) {
    const float above = now->rect.y - scroll.view.y, below = now->rect.bottom() - scroll.view.bottom();
    scroll.offset += above < 0 ? above - mm(2) : below + mm(2);
    scroll.offset = std::clamp(scroll.offset, 0.0F, scroll.range);
  }
}

}  // namespace hk
