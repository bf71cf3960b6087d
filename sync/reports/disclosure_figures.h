#pragma once
#include <cstddef>

#include "sync/reports/figures.h"

/// The figures by their places in figures(), for rules that tell them apart.
namespace hk {

struct Fig {
  enum : std::size_t {
    group_sessions,
    individual_sessions,
    events,
    attendances,
    headcount,
    unique,
    new_participants,
    recurring,
    individual_support,
    turned_away
  };
};
static_assert(Fig::turned_away + 1 == figure_count);

/// Those that count people; the ones before count sessions, which are never hidden.
inline constexpr std::size_t first_people_figure = Fig::attendances;

}  // namespace hk
