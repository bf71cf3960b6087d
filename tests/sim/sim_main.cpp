#include <fmt/format.h>
#include <malloc.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "tests/sim/run.h"

/// sim_tests [--seeds N] [--from SEED] [--jobs J]  that many seeds in that many processes
/// sim_tests --seed N                              one of them again
/// sim_tests --minutes M [--jobs J]                new seeds until the time is up
/// sim_tests --bug NAME [--seeds N]                proves that a planted bug is found (sync/domain/planted.h)
/// Without a number HALSOKIOSK_SEEDS says how many.
namespace hk::sim {
namespace {

constexpr std::uint64_t seeds_default = 40;

std::uint64_t number_of(const char* text) { return std::strtoull(text, nullptr, 10); }

int usage(const char* program) {
  fmt::print(stderr, "usage: {} [--seed N | --seeds N | --minutes M | --bug NAME] [--from SEED] [--jobs J]\n", program);
  return 2;
}

int main(int argc, char** argv) {
  // Folders and keys are real files; a disk adds nothing to what is simulated.
  if (std::filesystem::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 0);
  // One thread, whose worlds come and go: nothing to lock or to count, and memory that is freed will be wanted again.
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 400);
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  Plan plan;
  plan.program = argv[0];
  const char* given = std::getenv("HALSOKIOSK_SEEDS");
  plan.count = given != nullptr ? number_of(given) : seeds_default;
  std::string bug;
  if (argc % 2 == 0) return usage(argv[0]);
  for (int n = 1; n < argc; n += 2) {
    const std::string_view option = argv[n];
    const char* const value = argv[n + 1];
    if (option == "--seed") {
      plan.first = number_of(value);
      plan.count = 1;
    } else if (option == "--seeds") {
      plan.count = number_of(value);
    } else if (option == "--from") {
      plan.first = number_of(value);
    } else if (option == "--jobs") {
      plan.jobs = static_cast<unsigned>(number_of(value));
    } else if (option == "--minutes") {
      plan.seconds = static_cast<std::int64_t>(number_of(value)) * 60;
      // Seeds that no run before has had.
      plan.first = static_cast<std::uint64_t>(std::time(nullptr)) * 100'000;
    } else if (option == "--bug") {
      bug = value;
    } else {
      return usage(argv[0]);
    }
  }
  repeatable_keys(0);
  crypto_start();
  const Founding founding;
  return bug.empty() ? run_all(founding, plan) : run_bug(founding, plan, bug);
}

}  // namespace
}  // namespace hk::sim

int main(int argc, char** argv) { return hk::sim::main(argc, argv); }
