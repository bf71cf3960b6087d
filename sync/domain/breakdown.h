#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/domain/result.h"

namespace hk {

/// What a tally can be broken down by (domain.md, "Breakdowns").
enum class Dimension : std::uint8_t {
  workshop,
  activity,
  site,
  category,
  gender,
  area,
  goal_area,
  leader,
  partner,
  weekday
};

/// Up to two different dimensions in the order asked for; none for the whole alone.
using Breakdown = std::vector<Dimension>;
inline constexpr std::size_t breakdown_dimensions_max = 2;

/// The name in JSON and on the command line: "goal_area".
[[nodiscard]] std::string_view dimension_name(Dimension dimension);
/// From texts like "workshop" or "workshop,site".
/// Errors: invalid, naming the text: no such dimension, the same one twice, more than two.
[[nodiscard]] Result<Breakdown> parse_breakdown(std::span<const std::string> texts);

/// Category, gender and area are a person's; the others a session's.
[[nodiscard]] bool belongs_to_person(Dimension dimension);
/// Whether any of them belongs to a person.
[[nodiscard]] bool splits_people(const Breakdown& by);
/// Anonymous counts know a category but neither gender nor area; a headcount by those is null.
[[nodiscard]] bool has_headcount(const Breakdown& by);
/// Those who were turned away were asked nothing: null where people are split.
[[nodiscard]] bool has_turned_away(const Breakdown& by);

}  // namespace hk
