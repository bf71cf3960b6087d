#include "tests/sim/world.h"

#include <algorithm>

#include "tests/sim/invariants.h"

namespace hk::sim {
namespace {

constexpr std::size_t steps = 125, steps_each = 20;
constexpr std::size_t trace_lines_max = 60;
/// Far more than it takes past every back-off and every answer that never comes.
constexpr int heal_rounds_max = 4000;
constexpr int heal_looks_min = 3;
/// Longer than any poll waits, and no longer: its end is nobody's due moment.
constexpr std::int64_t heal_step_ms_max = 26'000;
constexpr std::size_t step_ms_max = 3000;
constexpr std::size_t operations_max = 60;
/// Far enough for the server to rule on it, and hours behind.
constexpr std::int64_t clock_ahead_ms_max = 600'000;
constexpr std::size_t clock_jump_ms_max = 10'000'000;
constexpr std::int64_t year_1970_ms = 86'400'000, year_2099_ms = 4'070'908'800'000;

/// Nine of ten runs have 2 to 4 tablets, the others a city's worth at most.
std::size_t some_kiosks(test::FakeRandom& random) {
  if (!random.one_in(10)) return 2 + random.below(3);
  if (random.one_in(5)) return 1;
  return random.one_in(12) ? 5 + random.below(kiosks_max - 5) : 5 + random.below(6);
}

}  // namespace

World::World(const Founding& founding, std::uint64_t seed)
    : founding_(founding),
      random_(seed),
      rates_(random_),
      server_(founding, folder_.path(), clock_, seed, random_.one_in(3)) {
  settle_story();
  const std::size_t kiosks = some_kiosks(random_);
  for (std::size_t n = 0; n < kiosks; ++n) {
    const std::uint64_t its_seed = random_.next_u64();
    const bool old = random_.one_in(3);
    const bool in_1970 = rates_.one_in(Fault::clock_1970) != 0 && random_.one_in(10);
    kiosks_.emplace_back(founding, n, folder_.path() / ("kiosk" + std::to_string(n)), its_seed, old, in_1970);
  }
  online_.assign(kiosks, true);
  copies_left_ = random_.below(3);
}

/// What nobody can heal is not both of one run: a tablet that lost what a server lost too, or by a clock that was years
/// off took itself for lost and forgot the sealed parts of it.
void World::settle_story() {
  if (random_.one_in(2)) {
    rates_.never(Fault::server_restored);
  } else {
    rates_.never(Fault::clock_1970);
    rates_.never(Fault::clock_2099);
    rates_.never(Fault::kiosk_restored);
    rates_.never(Fault::kiosk_revoked);
  }
}

void World::note(const std::string& what, std::size_t kiosk, std::uint64_t number) {
  std::string line =
      std::to_string(clock_.monotonic_ms()) + " " + what + " " + std::to_string(kiosk) + " " + std::to_string(number);
  trace_digest_ = trace_digest_ * 1'099'511'628'211U ^ std::hash<std::string>{}(line);
  ++happened_[what];
  trace_.push_back(std::move(line));
  if (trace_.size() > trace_lines_max) trace_.pop_front();
}

bool World::strikes(Fault fault, std::size_t kiosk) {
  const std::size_t one_in = rates_.one_in(fault);
  if (one_in == 0 || !random_.one_in(one_in)) return false;
  note(fault_kinds[static_cast<std::size_t>(fault)].name, kiosk);
  return true;
}

void World::pass(std::int64_t ms) {
  clock_.advance(ms);
  for (SimKiosk& kiosk : kiosks_) kiosk.pass(ms);
  server_.end_due_polls();
  if (server_.has_to_commit() && commit_at_ms_ <= clock_.monotonic_ms()) server_.commit();
  revive();
}

void World::live() {
  const std::size_t all = steps + steps_each * kiosks_.size();
  for (std::size_t n = 0; n < all && broken_.empty(); ++n) step();
}

void World::step() {
  pass(static_cast<std::int64_t>(random_.below(step_ms_max)));
  break_server();
  const std::size_t one = random_.below(kiosks_.size());
  break_kiosk(one);
  break_disk_or_clock(one);
  copy_kiosk(one);
  act(random_.below(kiosks_.size()));
  ask(random_.below(kiosks_.size()));
  revive();
  deliver();
}

void World::act(std::size_t number) {
  SimKiosk& kiosk = kiosks_[number];
  const int erasures = kiosk.erasures();
  note(kiosk.act() ? "acts" : "cannot act", number, kiosk.committed().size());
  if (kiosk.erasures() > erasures) note("erases", number);
  if (rates_.one_in(Fault::rubbish) != 0 && !kiosk.dead() && strikes(Fault::rubbish, number)) {
    (void)kiosk.write_rubbish();
  }
  revive();
}

void World::break_kiosk(std::size_t number) {
  SimKiosk& kiosk = kiosks_[number];
  if (strikes(Fault::kiosk_killed, number)) kiosk.kill();
  if (strikes(Fault::kiosk_killed_within, number)) kiosk.kill_at(1 + random_.below(operations_max));
  if (kiosk.old() && strikes(Fault::kiosk_updated, number)) {
    kiosk.set_old(false);
    kiosk.kill();
  }
  SimKiosk& finder = kiosks_[(number + 1) % kiosks_.size()];
  const bool may_revoke = !revoked_one_ && kiosks_.size() > 2 && finder.device() != kiosk.device();
  if (may_revoke && strikes(Fault::kiosk_revoked, number)) revoked_one_ = finder.revoke(kiosk);
  if (strikes(Fault::key_rotated, number)) (void)kiosk.rotate_key();
  revive();
}

void World::break_disk_or_clock(std::size_t number) {
  SimKiosk& kiosk = kiosks_[number];
  if (strikes(kiosk.disk().full() ? Fault::disk_free : Fault::disk_full, number)) {
    kiosk.disk().set_full(!kiosk.disk().full());
  }
  if (strikes(Fault::clock_1970, number)) kiosk.set_wall(year_1970_ms);
  if (strikes(Fault::clock_2099, number)) kiosk.set_wall(year_2099_ms);
  if (strikes(Fault::clock_jumps, number)) {
    kiosk.set_wall(clock_.wall_ms() + clock_ahead_ms_max - static_cast<std::int64_t>(random_.below(clock_jump_ms_max)));
  }
  const bool online = online_[number];
  if (strikes(online ? Fault::network_down : Fault::network_up, number)) online_[number] = !online;
}

void World::copy_kiosk(std::size_t number) {
  SimKiosk& kiosk = kiosks_[number];
  if (strikes(Fault::kiosk_backed_up, number)) kiosk.back_up();
  if (strikes(Fault::kiosk_restored, number) && kiosk.restore()) note("really restored", number);
  if (copies_left_ == 0 || kiosks_.size() == kiosks_max || kiosk.revoked()) return;
  if (!strikes(Fault::kiosk_cloned, number)) return;
  --copies_left_;
  kiosks_.emplace_back(kiosk, folder_.path() / ("kiosk" + std::to_string(kiosks_.size())), random_.next_u64());
  online_.push_back(true);
}

void World::break_server() {
  if (strikes(Fault::server_restarted)) server_.restart();
  if (strikes(Fault::server_killed)) server_.kill_at(1 + random_.below(operations_max));
  if (strikes(Fault::server_backed_up)) server_.back_up();
  if (strikes(Fault::server_restored) && server_.restore()) note("server really restored", 0, server_.feed().size());
  if (server_.old() && strikes(Fault::server_updated)) {
    server_.set_old(false);
    server_.restart();
  }
  revive();
}

void World::revive() {
  if (server_.dead()) {
    note("server came back", 0);
    server_.recover();
  }
  if (!server_.broken().empty()) broken_ = "the server: " + server_.broken();
  for (std::size_t n = 0; n < kiosks_.size(); ++n) {
    if (kiosks_[n].dead()) {
      note("kiosk came back", n);
      kiosks_[n].kill();
      check(kiosks_[n], n);
    }
    if (!kiosks_[n].broken().empty()) broken_ = "kiosk " + std::to_string(n) + ": " + kiosks_[n].broken();
  }
}

void World::check(SimKiosk& kiosk, std::size_t number) {
  if (kiosk.dead() || !broken_.empty()) return;
  if (const auto how = broken_at_any_moment(kiosk, server_)) broken_ = "kiosk " + std::to_string(number) + ": " + *how;
}

void World::heal() {
  note("heals", 0);
  rates_ = FaultRates();
  server_.disk().fail_at(std::nullopt);
  server_.set_old(false);
  server_.restart();
  for (std::size_t n = 0; n < kiosks_.size(); ++n) {
    online_[n] = true;
    kiosks_[n].spare();
    if (!kiosks_[n].old()) continue;
    kiosks_[n].set_old(false);
    kiosks_[n].kill();
  }
  bool rests = run_until([](SimKiosk& kiosk) { return kiosk.client().status().value().pending == 0; });
  // What was sent last may have come after somebody's last look, and what was found then has to be told again; what a
  // comparison brought to the server is news for everybody else.
  std::size_t told = 0;
  for (int round = 0; rests && (round < heal_looks_min || server_.feed().size() != told); ++round) {
    told = server_.feed().size();
    for (SimKiosk& kiosk : kiosks_) kiosk.client().hurry();
    rests = run_until([](SimKiosk& kiosk) { return kiosk.client().settled(); });
  }
  if (!rests && broken_.empty()) broken_ = "does not come to rest";
  // A disk that was full when something was to be wiped is free now.
  for (SimKiosk& kiosk : kiosks_) kiosk.finish();
  // A server stores what still waits as it stops, and folds what it has put off as it starts.
  server_.restart();
  server_.commit();
}

bool World::run_until(bool (*done)(SimKiosk& kiosk)) {
  for (int n = 0; n < heal_rounds_max && broken_.empty(); ++n) {
    for (std::size_t kiosk = 0; kiosk < kiosks_.size(); ++kiosk) ask(kiosk);
    deliver();
    if (std::all_of(kiosks_.begin(), kiosks_.end(), done)) return true;
    const auto wait_ms = next_due_in_ms();
    if (!wait_ms) return false;
    pass(std::min(*wait_ms, heal_step_ms_max));
  }
  return false;
}

std::optional<std::int64_t> World::next_due_in_ms() {
  std::optional<std::int64_t> soonest;
  const auto take = [&soonest](std::int64_t in_ms) {
    const std::int64_t ahead_ms = std::max<std::int64_t>(in_ms, 1);
    soonest = std::min(soonest.value_or(ahead_ms), ahead_ms);
  };
  for (const Parcel& parcel : underway_) take(parcel.at_ms - clock_.monotonic_ms());
  for (SimKiosk& kiosk : kiosks_) {
    if (const auto due_ms = kiosk.client().next_due_ms()) take(*due_ms - kiosk.clock().monotonic_ms());
  }
  return soonest;
}

}  // namespace hk::sim
