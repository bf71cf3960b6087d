#pragma once
#include <optional>

#include "kiosk/screens/ui.h"

/// The components of tokens.md, section 6. Everything that can be touched is made here or by the keyboard.
namespace hk {

enum class Look : unsigned char { normal, primary, selected, function_key, key, disabled };

/// What a touchable's content is drawn with and within: the face sinks when it is pressed.
struct Face {
  Rect rect;
  Color ink, ink2;
  ColorPair accent;  ///< for a pictogram: pine where that can be seen on the face
  bool tapped = false;
};

/// A face on a sole. `key`: see Ui::touch. A disabled one cannot be touched.
Face face(Ui& ui, std::string_view id, const Rect& rect, Look look, float radius_mm, std::string_view key = {});
/// The same look for a touch made elsewhere.
Face draw_face(Ui& ui, const Rect& rect, Look look, float radius_mm, const Touch& touch);

struct ButtonStyle {
  Look look = Look::normal;
  std::string_view pictogram{};  ///< before the label; none when empty
  TypeRole role = type::kStaff;
  float pictogram_mm = 6;
  float stroke = 1.8F;
  float gap_mm = 2;
  bool is_hued = false;  ///< the pictogram is pine, where the button is not filled
};

/// A pictogram and a word, in the middle. True when tapped.
bool button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, const ButtonStyle& style = {});
/// How wide a staff button must be for its label.
[[nodiscard]] float button_width(Ui& ui, std::string_view label, const ButtonStyle& style = {});
/// The arrow in the start corner, always with id "back"; Esc is the same.
void back_button(Ui& ui, const Rect& rect, float pictogram_mm, float stroke = 1.8F);

/// The woven band along the upper edge; `left` is the share not yet unravelled. Returns the page below it.
Rect band(Ui& ui, float height_mm, float left = 1);
void mark(Ui& ui, const Rect& rect, Color ground);

/// A soft square with an activity's pictogram.
void activity_disc(Ui& ui, const Rect& rect, const ActivityBadge& badge, float pictogram_mm);
/// Tells what one is joining; not touchable.
void activity_tag(Ui& ui, const Rect& rect, const ActivityBadge& badge);
void tick_box(Ui& ui, const Rect& rect, bool on, float radius_mm, float stroke);

/// A switch in the middle of `slot`; its row is what answers.
void draw_switch(Ui& ui, const Rect& slot, bool on);

/// A rounded surface that cannot be touched.
void panel(Ui& ui, const Rect& rect);

struct FieldStyle {
  std::string_view pictogram{};
  std::string_view placeholder{};
  std::string_view hint{};  ///< at the end, small, in up to two lines
  TypeRole role = type::kLeadRegular;
  float pictogram_mm = 9;
  float caret_mm = 8;
  float padding_mm = 3;
  bool typing = true;  ///< takes the keys: pine border and caret
  bool dots = false;   ///< a passphrase that is not shown
};
/// One line; while `typing` its caret goes where it is touched (id "field") or moved by keys.
void text_field(Ui& ui, const Rect& rect, const TypedText& typed, const FieldStyle& style);
/// Text in many lines; while `typing` it is dragged up and down, its caret stays in sight and goes where it is touched
/// (id "field") or moved by keys. True when it was tapped to be written in.
bool text_box(Ui& ui, std::string_view id, const Rect& rect, const TypedText& typed, bool typing);

/// Staff pages: the thin band above, the sync line below. Returns what lies between, with margins.
Rect staff_page(Ui& ui, const SyncLine& sync);
/// Staff pages with nothing at the foot, as before a PIN.
Rect bare_page(Ui& ui, float band_left = 1);
/// Staff pages where a keyboard stands instead of the sync line.
Rect typing_page(Ui& ui);
/// Participant pages: the band, and the margins of the page; `top_mm` from band to content.
Rect participant_page(Ui& ui, float top_mm, float band_left = 1);

/// The bar that says that names are locked, with the button that leads to the passphrase; cut from the top of `page`.
void locked_notice(Ui& ui, Rect& page);
/// What the kiosk has to say, as a bar cut from the top of `page`; nothing when there is no notice. That names are
/// locked is said by the screens to which it matters.
void staff_notice(Ui& ui, const Screen& screen, Rect& page);
/// The same in a place of its own, without a button: what comes next takes it away.
void staff_notice_within(Ui& ui, const Screen& screen, const Rect& rect);
/// How high a staff notice of `width` must be for its words.
[[nodiscard]] float notice_height(Ui& ui, float width, std::string_view text, float end = 0);
/// `end`, px, is left free for a button.
void notice_bar(Ui& ui, const Rect& rect, std::string_view pictogram, std::string_view text, const ColorPair& colors,
                const TypeRole& role, float pictogram_mm, float end = 0);

}  // namespace hk
