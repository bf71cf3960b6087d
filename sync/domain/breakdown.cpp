#include "sync/domain/breakdown.h"

#include <algorithm>
#include <array>

#include "sync/domain/plain_text.h"

namespace hk {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 10> names = {"workshop", "activity",  "site",   "category", "gender",
                                                    "area",     "goal_area", "leader", "partner",  "weekday"};

Result<void> add_dimension(Breakdown& by, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    return fail(ErrorCode::invalid, shown(name),
                "not a dimension: write workshop, activity, site, category, gender, area, goal_area, leader, partner "
                "or weekday");
  }
  const auto dimension = static_cast<Dimension>(found - names.begin());
  if (std::find(by.begin(), by.end(), dimension) != by.end()) {
    return fail(ErrorCode::invalid, std::string(name), "is asked for twice");
  }
  if (by.size() == breakdown_dimensions_max) {
    return fail(ErrorCode::invalid, std::string(name), "is one too many: a tally is broken down by at most two");
  }
  by.push_back(dimension);
  return {};
}

}  // namespace

std::string_view dimension_name(Dimension dimension) { return names[static_cast<std::size_t>(dimension)]; }

Result<Breakdown> parse_breakdown(std::span<const std::string> texts) {
  Breakdown by;
  for (std::string_view rest : texts) {
    for (std::size_t comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
      HK_TRY(add_dimension(by, rest.substr(0, comma)));
      rest.remove_prefix(comma + 1);
    }
    HK_TRY(add_dimension(by, rest));
  }
  return by;
}

bool belongs_to_person(Dimension dimension) {
  return dimension == Dimension::category || dimension == Dimension::gender || dimension == Dimension::area;
}

bool splits_people(const Breakdown& by) { return std::any_of(by.begin(), by.end(), belongs_to_person); }

bool has_headcount(const Breakdown& by) {
  return std::none_of(by.begin(), by.end(),
                      [](Dimension one) { return one == Dimension::gender || one == Dimension::area; });
}

bool has_turned_away(const Breakdown& by) { return !splits_people(by); }

}  // namespace hk
