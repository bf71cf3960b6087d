#include <fmt/format.h>
#include <sodium.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "tests/sim/invariants.h"

/// sim_tests [--seeds N] runs that many seeds, sim_tests --seed N one of them again. Without either, HALSOKIOSK_SEEDS.
namespace hk::sim {
namespace {

constexpr std::uint64_t seeds_default = 50;
constexpr std::size_t steps = 400;
/// In as many seeds as this each of these happens somewhere.
constexpr std::uint64_t seeds_enough = 25;
constexpr const char* must_happen[] = {"request lost",      "answer lost",  "request twice",    "answer twice",
                                       "strange answer",    "kiosk killed", "server restarted", "network down",
                                       "disk full",         "erases",       "kiosk revoked",    "cannot act",
                                       "answer not stored", "clock jumps"};

test::FakeRandom key_material(0);

/// Keys and tokens too come from the seed: a run is the same in every byte.
void repeatable_keys(std::uint64_t seed) {
  static randombytes_implementation implementation{};
  implementation.implementation_name = [] { return "seed"; };
  implementation.random = [] { return static_cast<std::uint32_t>(key_material.next_u64()); };
  implementation.buf = [](void* out, std::size_t size) {
    for (std::size_t at = 0; at < size; ++at) static_cast<unsigned char*>(out)[at] = key_material.next_u64() & 0xff;
  };
  randombytes_set_implementation(&implementation);
  key_material.seed(seed);
}

struct Run {
  std::string broken;  ///< empty when every claim held
  std::deque<std::string> trace;
  std::uint64_t trace_digest = 0;
  Happened happened;
};

Run run(std::uint64_t seed) {
  repeatable_keys(seed);
  Run run;
  try {
    World world(seed);
    world.live(steps, Faults{});
    world.heal();
    run.broken = world.broken().value_or("");
    for (const Invariant& invariant : invariants_at_rest()) {
      if (!run.broken.empty()) break;
      if (const auto how = invariant.broken(world)) run.broken = fmt::format("not so: {}: {}", invariant.claim, *how);
    }
    run.trace = world.trace();
    run.trace_digest = world.trace_digest();
    run.happened = world.happened();
  } catch (const std::exception& failure) {
    run.broken = failure.what();
  } catch (const SqliteFailure& failure) {
    run.broken = failure.message;
  }
  return run;
}

int report(const char* program, std::uint64_t seed, const Run& run) {
  for (const std::string& line : run.trace) fmt::print("  {}\n", line);
  fmt::print("seed {}: {}\nagain: {} --seed {}\n", seed, run.broken, program, seed);
  return 1;
}

int run_seeds(const char* program, std::uint64_t first, std::uint64_t count) {
  Happened happened;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Run one = run(seed);
    if (!one.broken.empty()) return report(program, seed, one);
    for (const auto& [what, times] : one.happened) happened[what] += times;
  }
  for (const auto& [what, times] : happened) fmt::print("{:>8} {}\n", times, what);
  for (const char* what : must_happen) {
    if (count < seeds_enough || happened.contains(what)) continue;
    fmt::print("never happened: {}\n", what);
    return 1;
  }
  if (run(first).trace_digest != run(first).trace_digest) {
    fmt::print("seed {} is another run each time\n", first);
    return 1;
  }
  fmt::print("{} seeds from {}: every claim held\n", count, first);
  return 0;
}

int main(int argc, char** argv) {
  // Each seed makes and drops a few databases; a disk adds nothing to what is simulated.
  if (std::filesystem::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 0);
  const std::string option = argc == 3 ? argv[1] : "";
  const char* given = std::getenv("HALSOKIOSK_SEEDS");
  if (argc != 1 && option != "--seed" && option != "--seeds") {
    fmt::print(stderr, "usage: {} [--seed N | --seeds N]\n", argv[0]);
    return 2;
  }
  const std::uint64_t number = argc == 3 ? std::strtoull(argv[2], nullptr, 10)
                               : given   ? std::strtoull(given, nullptr, 10)
                                         : seeds_default;
  const bool one = option == "--seed";
  repeatable_keys(0);
  crypto_start();
  return run_seeds(argv[0], one ? number : 1, one ? 1 : number);
}

}  // namespace
}  // namespace hk::sim

int main(int argc, char** argv) { return hk::sim::main(argc, argv); }
