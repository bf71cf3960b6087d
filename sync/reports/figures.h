#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "sync/domain/tally.h"

namespace hk {

/// A figure of a tally, as domain.md names it.
struct Figure {
  std::string_view code;
  std::string_view label;    ///< Swedish, as a line of a report begins
  std::string_view heading;  ///< Swedish, short: over a narrow column
  std::int64_t TallyFigures::*value;
};

inline constexpr std::size_t figure_count = 10;
/// In the order of domain.md, which is the order of every report.
[[nodiscard]] std::span<const Figure, figure_count> figures();

/// Whether cells of the breakdown have the figure; where not, reports have null, an empty cell or a dash.
[[nodiscard]] bool has_figure(const Breakdown& by, const Figure& figure);
/// Swedish, as a column of a report is headed: "Målområde".
[[nodiscard]] std::string_view dimension_label(Dimension dimension);

/// What every report says below its figures.
inline constexpr std::string_view internal_mark = "Internt underlag: visar små tal, lämnas inte ut";
inline constexpr std::string_view external_mark = "För utlämning: små tal är dolda och visas som ..";
inline constexpr std::string_view unique_never_adds_up =
    "Unika deltagare kan inte läggas ihop över veckor, platser eller aktiviteter.";
inline constexpr std::string_view rows_never_add_up = "Unika räknas på varje rad för sig. Summera dem inte.";
inline constexpr std::string_view headcount_is_apart = "Huvudräkning är utan namn och ingår inte i deltagartillfällen.";

}  // namespace hk
