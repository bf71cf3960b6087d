#pragma once
#include "kiosk/screens/widgets.h"

/// What several participant screens share.
namespace hk {

/// The share of the band that has not unravelled yet.
[[nodiscard]] float band_left(std::optional<int> seconds_left);
/// The end of a head row: "Är du kvar? 7", a button that gives more time, when the screen clears itself soon; else what
/// one is joining. What is left of the row is for the question.
void head_end(Ui& ui, Rect& row, const ActivityBadge& badge, std::optional<int> seconds_left);
/// Back, a question, and the end of the row, cut from the top of `page`; the question has a row of its own on a
/// standing page that has no room for it beside them.
void question_head(Ui& ui, Rect& page, std::string_view question, const ActivityBadge& badge,
                   std::optional<int> seconds_left);

/// What a tile says below its word, and whether it is one of those chosen: then it has a box for the tick.
struct TileState {
  std::string second = {};
  std::optional<bool> ticked = {};
  bool fixed = false;  ///< cannot be touched
};
/// Tiles share `area`: up to four beside each other, more in rows, and more than fit are dragged. Returns the index of
/// the one that was tapped. Ids are "tile:0" and so on; `states` has one for each tile, or nothing.
std::optional<std::size_t> choice_tiles(Ui& ui, const Rect& area, std::span<const ChoiceTile> tiles,
                                        std::span<const TileState> states = {});

/// What the kiosk has to say, in words that send participants to the staff. Nothing when the notice is not theirs.
[[nodiscard]] std::optional<std::string> participant_notice(const Ui& ui, const Screen& screen);

/// How high the bar with that is: a standing page has room for two lines as large as any.
[[nodiscard]] float participant_notice_height(const Ui& ui);

enum class WordsBeside : unsigned char { no, where_wide };
/// Leads to the programme's notice, cut from the end of `row`: the pictogram, with its words where the row is wide and
/// they are wanted.
void privacy_button(Ui& ui, Rect& row, WordsBeside words = WordsBeside::where_wide);

/// A pictogram and a sentence along the lower edge of a page.
void foot_line(Ui& ui, Rect row, std::string_view pictogram, std::string_view text);

}  // namespace hk
