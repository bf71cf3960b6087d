#pragma once
#include "kiosk/screens/widgets.h"

/// What several participant screens share.
namespace hk {

/// The share of the band that has not unravelled yet.
[[nodiscard]] float band_left(std::optional<int> seconds_left);
/// The end of a head row: "Är du kvar? 7" when the screen clears itself soon, else what one is joining. What is left
/// of the row is for the question.
void head_end(Ui& ui, Rect& row, const ActivityBadge& badge, std::optional<int> seconds_left);
/// Back, a question, and the end of the row, cut from the top of `page`; the question has a row of its own where they
/// do not stand beside each other.
void question_head(Ui& ui, Rect& page, std::string_view question, const ActivityBadge& badge,
                   std::optional<int> seconds_left);

/// A large pictogram over a word and a second line; answers over its whole face.
bool choice_tile(Ui& ui, std::string_view id, const Rect& rect, const ChoiceTile& tile, std::string_view second = {});
/// Tiles share `area`: up to four beside each other, more in rows, and more than fit are dragged. Returns the index of
/// the one that was tapped. Ids are "tile:0" and so on; `seconds` has a line for each tile, or nothing.
std::optional<std::size_t> choice_tiles(Ui& ui, const Rect& area, std::span<const ChoiceTile> tiles,
                                        std::span<const std::string> seconds = {});

/// A pictogram and a sentence along the lower edge of a page.
void foot_line(Ui& ui, Rect row, std::string_view pictogram, std::string_view text);

}  // namespace hk
