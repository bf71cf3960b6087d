#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/intents.h"
#include "kiosk/screens/canvas.h"
#include "kiosk/screens/input.h"
#include "kiosk/screens/languages.h"
#include "kiosk/text/utf8.h"

namespace hk {

/// Something that answers to touch: what tests tap, and what proves to be large enough.
struct Touchable {
  std::string id;
  Rect rect;            ///< px on the glass; what of it can be touched now
  bool visible = true;  ///< false: scrolled out of sight, reached by keyboard only
  std::string scroll;   ///< the scrolling area it stands in, if any
  Size size = {};       ///< px; of all of it
};

struct Touch {
  bool tapped = false;
  bool held = false;
  bool focused = false;
  float x = 0;  ///< where the finger was, px on the glass; of a keyboard's touch the middle
};

/// What a key of a keyboard does while a finger rests on it: nothing more, the same again and again, or it opens.
enum class WhenHeld : unsigned char { nothing, again, opens };

/// Where a caret can stand in the text that takes the keys.
struct CaretStop {
  std::size_t offset;  ///< byte of the text
  float x, y;          ///< px on the glass; `y` of the middle of its line
};

/// What a screen draws with: a canvas, the widgets' common touch, and where the person's intents are put.
/// It lives as long as the window; a screen keeps nothing itself.
class Ui : public Canvas {
 public:
  Ui(TextEngine& text, const Languages& languages)
      : Canvas(text), languages_(languages), words_(&languages.all().front()) {}

  [[nodiscard]] const Languages& languages() const { return languages_; }
  [[nodiscard]] const Words& words() const { return *words_; }
  [[nodiscard]] std::string tr(std::string_view text) const { return words_->tr(text); }
  [[nodiscard]] std::string tr(std::string_view text, std::initializer_list<WordArg> args) const {
    return words_->tr(text, args);
  }

  void emit(Intent intent) { intents_.push_back(std::move(intent)); }

  /// Makes `rect` touchable. `id` names the place ("candidate:0"); `key` names what stands there now, so that a touch
  /// that began on one person never ends on another who took the place meanwhile.
  Touch touch(std::string_view id, const Rect& rect, std::string_view key = {});
  /// The same, answered when the finger goes down: keys of a keyboard.
  Touch touch_down(std::string_view id, const Rect& rect, WhenHeld when = WhenHeld::nothing);
  /// Answers once, after tuning::kLongPressSeconds. A keyboard's Enter does too.
  Touch touch_long(std::string_view id, const Rect& rect);

  /// Answers like touch() to a tap; held down it answers again and again, and not once more when the finger lifts.
  Touch touch_repeat(std::string_view id, const Rect& rect, std::string_view key = {});

  /// The key `id` was held until it opened, and nothing else was touched since. What it offers covers a part of the
  /// page: there only touch_covering() answers, also to a finger that slides onto it and lifts.
  [[nodiscard]] bool is_open(std::string_view id) const { return !open_.empty() && open_ == id; }
  void cover(const Rect& rect) { cover_ = on_glass(rect); }
  Touch touch_covering(std::string_view id, const Rect& rect);
  void close_open();

  /// What a physical keyboard types now becomes intents, Enter becomes SubmitText.
  void take_typing() { takes_typing_ = true; }
  /// The keys that move a caret move it among `stops`, in the order of the text, those of a line with one `y`. A touch
  /// of `rect` places it, a second one at once selects a word.
  void take_caret(std::string_view id, const Rect& rect, const TypedText& typed, std::vector<CaretStop> stops);

  /// Everything until end_scroll() stands in an area that is dragged up and down when `content_height` is more than
  /// `view` shows. Returns where the content lies now. Within another such area it shows all its content and moves with
  /// that: `view` must be as high.
  Rect begin_scroll(std::string_view id, const Rect& view, float content_height);
  /// Before begin_scroll() of the same `view`: what lies between `top` and `bottom` of its content is moved into sight,
  /// once for each `mark`.
  void keep_in_sight(std::string_view id, const Rect& view, float top, float bottom, std::size_t mark);
  void end_scroll();

  /// What appears moves into its place, within tuning's times and with an ease-out: 0 in its first frame, 1 when it has
  /// come, and then no frame is drawn for it. At once where the device is calm.
  [[nodiscard]] float arrival(std::string_view id, float seconds);
  /// The same for what slides in over a page that stands already. With a new page it is there at once: screens change
  /// by cut.
  [[nodiscard]] float arrival_on_page(std::string_view id, float seconds);

  [[nodiscard]] const std::vector<Touchable>& touchables() const { return touchables_; }
  /// Where the keyboard stands; empty after a touch.
  [[nodiscard]] std::string_view focused() const { return focus_; }
  /// 0 while something moves or an answer is owed, a short while when a long press is going on, else infinity.
  [[nodiscard]] float seconds_to_next_frame() const;

  /// Between ImGui::NewFrame and ImGui::Render. `keys` are handled by end_frame, which removes those it has handled.
  struct Frame {
    Rect screen;
    float px_per_mm;
    std::string_view language;
    Appearance appearance;
    float seconds, wheel_steps;
  };
  void begin_frame(const Frame& frame);
  void end_frame(std::vector<InputEvent>& keys);
  [[nodiscard]] std::vector<Intent> take_intents();
  /// Another screen is shown: no focus, no scroll and no motion goes over to it.
  void forget_places();

 private:
  struct Scroll {
    float offset = 0, speed = 0;
    float range = 0;  // how far it can be dragged
    Rect view;        // on the glass
    bool pressed = false, dragging = false;
    float press_y = 0, press_offset = 0;
    std::size_t mark = static_cast<std::size_t>(-1);  // of what was moved into sight last
  };

  Touch touch_item(std::string_view id, const Rect& laid, std::string_view key, int button_flags,
                   bool covering = false);
  [[nodiscard]] bool is_covered() const;  // where the finger is
  void record(std::string_view id, const Rect& on_glass);
  void drag(Scroll& scroll);
  void coast(Scroll& scroll) const;
  void draw_scrollbar(const Scroll& scroll);

  bool handle_key(const InputEvent& event);
  bool move_caret(const InputEvent& event);
  bool move_caret_between_lines(const InputEvent& event);
  [[nodiscard]] const CaretStop& caret_stop() const;
  [[nodiscard]] std::size_t line_end(const CaretStop& line, InputEvent::Key key) const;
  void place_caret(std::size_t caret, bool selects);
  void select_word(std::size_t at);
  void erase_after_caret();
  bool activate_focused();
  void move_focus(InputEvent::Key key);
  void step_focus(int by);
  void reveal_focus();
  [[nodiscard]] const Touchable* find(std::string_view id) const;

  const Languages& languages_;
  const Words* words_;
  float seconds_ = 0, wheel_ = 0;
  bool takes_typing_ = false, moving_ = false, held_ = false, touched_ = false, is_new_page_ = true;
  std::vector<Touchable> touchables_;
  std::vector<Intent> intents_;
  std::map<std::string, Scroll, std::less<>> scrolls_;
  struct Motion {
    float passed = 0;
    bool drawn = true;  // in this frame
  };
  std::map<std::string, Motion, std::less<>> motions_;
  std::string open_scroll_;
  int scroll_depth_ = 0;
  std::string focus_;     // shown with a ring; empty after a touch
  std::string activate_;  // answers as tapped in the next frame
  std::string open_;      // key whose other letters are shown
  Rect cover_;            // by them, on the glass
  TypedText typed_;       // takes the caret keys, as long as there are stops
  std::vector<CaretStop> stops_;
};

}  // namespace hk
