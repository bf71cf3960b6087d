#pragma once
#include <cstdint>
#include <string_view>

namespace hk::sample {

/// What a synthetic register adds up to. Figures marked (published) are the programme's own, from STK-2026-131 and
/// STK-2020-1375; the others are invented to go with them.
struct Totals {
  std::string_view period;
  std::string_view prefix;  ///< of keys, so that two registers never share a session or a person
  std::uint64_t seed;
  int group_sessions, individual_sessions, events;
  int attendances;  ///< of all kinds
  int child_youth, adult, professional;
  int recurring;           ///< two group sessions in some ISO week
  int individual_support;  ///< people with at least one individual session
  [[nodiscard]] constexpr int unique() const { return child_youth + adult + professional; }
};

inline constexpr Totals year_2025 = {
    .period = "2025",
    .prefix = "L25",
    .seed = 2025,
    .group_sessions = 704,  // published
    .individual_sessions = 120,
    .events = 12,
    .attendances = 11'444,  // published
    .child_youth = 662,     // published
    .adult = 842,
    .professional = 49,
    .recurring = 453,  // published
    .individual_support = 85,
};
static_assert(year_2025.unique() == 1'553);  // published

inline constexpr Totals half_2023 = {
    .period = "2023-H2",
    .prefix = "L23",
    .seed = 2023,
    .group_sessions = 290,  // published
    .individual_sessions = 131,
    .events = 46,  // published
    .attendances = 5'208,
    .child_youth = 1'140,       // published
    .adult = 278,               // published
    .professional = 45,         // published
    .recurring = 160,           // published as "about 160"
    .individual_support = 100,  // published as "about 100"
};
static_assert(half_2023.unique() == 1'463);  // published

}  // namespace hk::sample
