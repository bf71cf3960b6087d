#pragma once
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "assets/sample/sessions.h"

namespace hk::sample {

enum class Category : std::uint8_t { child_youth, adult, professional };

struct Person {
  Category category{};
  bool recurring = false;
  std::set<std::uint32_t> groups;       ///< indexes of group sessions
  std::set<std::uint32_t> individuals;  ///< indexes of individual sessions
};

/// People whose visits add up to `totals` by construction: somebody recurring gets two sessions of one week before
/// anything else, nobody else ever gets two of one week, and visits are given out until none is left.
[[nodiscard]] std::vector<Person> people_with_visits(const Totals& totals, const std::vector<Session>& groups,
                                                     std::mt19937_64& chance);

}  // namespace hk::sample
