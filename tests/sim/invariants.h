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

/// Of one kiosk at any moment: it holds all that others wrote up to its cursor, and the server holds all of its own
/// that it has ticked off.
[[nodiscard]] std::optional<std::string> broken_at_any_moment(SimKiosk& kiosk, Database& server);

}  // namespace hk::sim
