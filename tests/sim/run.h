#pragma once
#include <deque>
#include <string>

#include "sync/domain/planted.h"
#include "tests/sim/world.h"

namespace hk::sim {

/// What came of one seed.
struct Run {
  std::string broken;  ///< empty when every claim held
  std::deque<std::string> trace;
  std::uint64_t trace_digest = 0;
  std::uint64_t changes = 0;  ///< that were made
  Happened happened;
};

/// The same in every byte for the same seed and bug.
[[nodiscard]] Run run(const Founding& founding, std::uint64_t seed, planted::Bug bug = planted::Bug::none);
/// Keys, tokens and nonces too come from `seed` from now on.
void repeatable_keys(std::uint64_t seed);

/// What to run: some seeds from `first` on, or as many as there is time for.
struct Plan {
  std::uint64_t first = 1, count = 0;
  std::int64_t seconds = 0;  ///< 0: `count` decides
  unsigned jobs = 1;
  const char* program = "";  ///< for the command that runs a seed again
};
/// Runs them in `jobs` processes and prints what happened. Returns the exit status.
int run_all(const Founding& founding, const Plan& plan);
/// Looks for the first of the seeds that tells of the planted bug, and runs it again without. Returns the exit status.
int run_bug(const Founding& founding, const Plan& plan, const std::string& name);

}  // namespace hk::sim
