#include "tests/sim/run.h"

#include <fmt/format.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "tests/sim/invariants.h"

namespace hk::sim {
namespace {

/// In as many seeds as this everything that can go wrong does so somewhere.
constexpr std::uint64_t seeds_enough = 40;

test::FakeRandom key_material(0);

/// What was found of signatures, by signature, key and message.
std::unordered_map<std::string, int>& signatures() {
  static std::unordered_map<std::string, int> found;
  return found;
}

void fill(void* out, std::size_t size) {
  auto* bytes = static_cast<char*>(out);
  for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t)) {
    const std::uint64_t chance = key_material.next_u64();
    std::memcpy(bytes + at, &chance, std::min(sizeof chance, size - at));
  }
}

void plant([[maybe_unused]] planted::Bug bug) {
#ifdef HALSOKIOSK_PLANTED_BUGS
  planted::bug = bug;
#endif
}

/// What the processes of one plan share.
struct Shared {
  std::atomic<std::uint64_t> taken{0};
  std::atomic<bool> failed{false};
};

void report(const Plan& plan, std::uint64_t seed, const Run& one) {
  std::string text;
  for (const std::string& line : one.trace) text += "  " + line + "\n";
  fmt::print("{}seed {}: {}\nagain: {} --seed {}\n", text, seed, one.broken, plan.program, seed);
  std::fflush(stdout);
}

void tell(int out, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = ::write(out, text.data() + at, text.size() - at);
    if (written <= 0) std::abort();
    at += static_cast<std::size_t>(written);
  }
}

std::string all_told(int in) {
  std::string text;
  char bytes[4096];
  for (ssize_t got = 0; (got = ::read(in, bytes, sizeof bytes)) > 0;) text.append(bytes, static_cast<std::size_t>(got));
  return text;
}

struct Worker {
  pid_t process = 0;
  int told = -1;  ///< all_told() of it
};

/// Does `work(out)` in a process of its own.
template <class Work>
Worker start_worker(const Work& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("no process");
  if (process == 0) {
    ::close(ends[0]);
    work(ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  return {process, ends[0]};
}

/// False when it ended otherwise than it should.
bool end_worker(const Worker& worker, std::string& told) {
  told = all_told(worker.told);
  ::close(worker.told);
  int status = 0;
  return ::waitpid(worker.process, &status, 0) == worker.process && status == 0;
}

/// Takes seeds until there are none, or no time, or one of them fails. What happened goes to `out`, a line each.
void work(const Founding& founding, const Plan& plan, Shared& shared, int out) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(plan.seconds);
  Happened happened;
  for (;;) {
    if (shared.failed || (plan.seconds > 0 && std::chrono::steady_clock::now() >= end)) break;
    const std::uint64_t nth = shared.taken++;
    if (plan.seconds == 0 && nth >= plan.count) break;
    const Run one = run(founding, plan.first + nth);
    if (!one.broken.empty() && !shared.failed.exchange(true)) report(plan, plan.first + nth, one);
    for (const auto& [what, times] : one.happened) happened[what] += times;
    happened["changes made"] += one.changes;
    ++happened["seeds"];
  }
  std::string lines;
  for (const auto& [what, times] : happened) lines += fmt::format("{} {}\n", times, what);
  tell(out, lines);
}

void take_in(const std::string& told, Happened& happened) {
  std::istringstream lines(told);
  std::uint64_t times = 0;
  for (std::string what; lines >> times && std::getline(lines >> std::ws, what);) happened[what] += times;
}

/// False when a worker ended otherwise than it should.
bool work_together(const Founding& founding, const Plan& plan, Shared& shared, Happened& happened) {
  std::vector<Worker> workers;
  for (unsigned n = 0; n < plan.jobs; ++n) {
    workers.push_back(start_worker([&](int out) { work(founding, plan, shared, out); }));
  }
  bool good = true;
  for (const Worker& worker : workers) {
    std::string told;
    good = end_worker(worker, told) && good;
    take_in(told, happened);
  }
  return good;
}

/// What never happened although there was time for it; empty when all did.
std::string never_happened(const Happened& happened) {
  for (const FaultKind& kind : fault_kinds) {
    if (!happened.contains(kind.name)) return kind.name;
  }
  for (const char* what : {"erases", "answer not stored", "cannot act", "really restored", "server really restored",
                           "server came back", "kiosk came back"}) {
    if (!happened.contains(what)) return what;
  }
  return "";
}

/// What a seed breaks with the bug, empty where nothing: in a process of its own, which the bug may be the end of.
std::string broken_by(const Founding& founding, std::uint64_t seed, planted::Bug bug) {
  const Worker worker = start_worker([&](int out) { tell(out, run(founding, seed, bug).broken); });
  std::string broken;
  return end_worker(worker, broken) ? broken : "the program died";
}

std::optional<planted::Bug> bug_named(const std::string& name) {
  for (const auto& [bug, known] : planted::names) {
    if (name == known) return bug;
  }
  return std::nullopt;
}

}  // namespace

void repeatable_keys(std::uint64_t seed) {
  static randombytes_implementation implementation{};
  implementation.implementation_name = [] { return "seed"; };
  implementation.random = [] { return static_cast<std::uint32_t>(key_material.next_u64()); };
  implementation.buf = [](void* out, std::size_t size) { fill(out, size); };
  randombytes_set_implementation(&implementation);
  key_material.seed(seed);
  signatures().clear();
}

Run run(const Founding& founding, std::uint64_t seed, planted::Bug bug) {
  repeatable_keys(seed);
  sqlite3_randomness(0, nullptr);
  plant(bug);
  Run run;
  try {
    World world(founding, seed);
    world.live();
    world.heal();
    run.broken = world.broken();
    for (const Invariant& invariant : invariants_at_rest()) {
      if (!run.broken.empty()) break;
      if (const auto how = invariant.broken(world)) run.broken = fmt::format("not so: {}: {}", invariant.claim, *how);
    }
    run.trace = world.trace();
    run.trace_digest = world.trace_digest();
    for (SimKiosk& kiosk : world.kiosks()) run.changes += kiosk.committed().size();
    run.happened = world.happened();
  } catch (const std::exception& failure) {
    run.broken = failure.what();
  } catch (const SqliteFailure& failure) {
    run.broken = failure.message;
  }
  plant(planted::Bug::none);
  return run;
}

int run_all(const Founding& founding, const Plan& plan) {
  const auto began = std::chrono::steady_clock::now();
  void* const memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::runtime_error("no shared memory");
  Shared& shared = *new (memory) Shared;
  Happened happened;
  bool good = work_together(founding, plan, shared, happened);
  if (!good) fmt::print("a worker ended by itself\n");
  good = good && !shared.failed;
  const std::uint64_t seeds = std::exchange(happened["seeds"], 0);
  const std::uint64_t changes = std::exchange(happened["changes made"], 0);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  for (const auto& [what, times] : happened) {
    if (times > 0) fmt::print("{:>9} {}\n", times, what);
  }
  if (good && seeds >= seeds_enough) {
    if (const std::string what = never_happened(happened); !what.empty()) {
      fmt::print("never happened: {}\n", what);
      good = false;
    }
  }
  if (good && run(founding, plan.first).trace_digest != run(founding, plan.first).trace_digest) {
    fmt::print("seed {} is another run each time\n", plan.first);
    good = false;
  }
  fmt::print("{} seeds from {}, {} changes, {:.1f} s: {}\n", seeds, plan.first, changes, took.count(),
             good ? "every claim held" : "FAILED");
  ::munmap(memory, sizeof(Shared));
  return good ? 0 : 1;
}

int run_bug(const Founding& founding, const Plan& plan, const std::string& name) {
  const auto bug = bug_named(name);
  if (!bug) {
    fmt::print(stderr, "no bug of that name: {}\n", name);
    return 2;
  }
  for (std::uint64_t seed = plan.first; seed < plan.first + plan.count; ++seed) {
    const std::string caught = broken_by(founding, seed, *bug);
    if (caught.empty()) continue;
    const Run without = run(founding, seed);
    if (!without.broken.empty()) {
      report(plan, seed, without);
      return 1;
    }
    fmt::print("{}: caught by seed {} ({} of at most {}): {}\n", name, seed, seed - plan.first + 1, plan.count, caught);
    return 0;
  }
  fmt::print("{}: not caught by {} seeds from {}\n", name, plan.count, plan.first);
  return 1;
}

}  // namespace hk::sim

/// Takes the place of libsodium's: one process plays every device, each of which checks the same signatures.
int crypto_sign_verify_detached(const unsigned char* signature, const unsigned char* message, unsigned long long size,
                                const unsigned char* key) {
  std::string asked(reinterpret_cast<const char*>(signature), crypto_sign_BYTES);
  asked.append(reinterpret_cast<const char*>(key), crypto_sign_PUBLICKEYBYTES);
  asked.append(reinterpret_cast<const char*>(message), size);
  const auto [found, is_new] = hk::sim::signatures().try_emplace(std::move(asked), 0);
  if (is_new) found->second = crypto_sign_ed25519_verify_detached(signature, message, size, key);
  return found->second;
}
