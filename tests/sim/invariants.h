#pragma once
#include <optional>
#include <span>
#include <string>

#include "tests/sim/world.h"

namespace hk::sim {

/// What must hold whatever went wrong before. To add one, add it to the list in invariants.cpp.
struct Invariant {
  const char* claim;
  /// How it is broken; nothing when it holds.
  std::optional<std::string> (*broken)(World& world);
};

/// Of a world that has healed.
[[nodiscard]] std::span<const Invariant> invariants_at_rest();

/// Of one kiosk at any moment: it holds all that others wrote up to its cursor, and the server acknowledged all of its
/// own that it has ticked off. What was looked at before is not looked at again.
[[nodiscard]] std::optional<std::string> broken_at_any_moment(SimKiosk& kiosk, SimServer& server);

/// What the changes in a log come to, counted from their bytes by the rules of protocol.md and none of the product's
/// code but its decoder. How the projections beside them differ; nothing when they do not.
[[nodiscard]] std::optional<std::string> differs_from_rules(Database& db);

}  // namespace hk::sim
