#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/sim/faults.h"
#include "tests/sim/sim_kiosk.h"
#include "tests/support/temp_dir.h"

/// A whole programme in one thread: real stores, clients and a real server; clocks, disks and network are simulated.
/// One seed is one run.
namespace hk::sim {

/// How often what happened: a simulation in which nothing goes wrong shows nothing.
using Happened = std::map<std::string, std::uint64_t>;

class World {
 public:
  World(const Founding& founding, std::uint64_t seed);

  /// People come and go, and things go wrong.
  void live();
  /// Everything works again and nobody authors anything: time goes on until nothing is left to do.
  void heal();

  std::deque<SimKiosk>& kiosks() { return kiosks_; }
  SimServer& server() { return server_; }
  test::FakeRandom& random() { return random_; }
  [[nodiscard]] std::int64_t now_ms() const { return clock_.wall_ms(); }
  /// The first broken claim seen while it ran.
  [[nodiscard]] const std::string& broken() const { return broken_; }
  [[nodiscard]] const Happened& happened() const { return happened_; }
  /// The end of what happened, newest last.
  [[nodiscard]] const std::deque<std::string>& trace() const { return trace_; }
  /// Of all that happened; equal for equal seeds.
  [[nodiscard]] std::uint64_t trace_digest() const { return trace_digest_; }

 private:
  /// Something on its way, in either direction.
  struct Parcel {
    std::size_t kiosk = 0;
    int process = 0;  ///< an answer finds only the one that asked
    std::int64_t at_ms = 0;
    std::size_t generation = 0;  ///< of the server that answered
    std::variant<SyncRequest, SyncReply> what;
    bool half = false;  ///< an answer that breaks off where whoever asked can tell
  };

  // world.cpp: what happens on the machines
  void settle_story();
  void pass(std::int64_t ms);
  void step();
  void act(std::size_t kiosk);
  void break_kiosk(std::size_t kiosk);
  void break_disk_or_clock(std::size_t kiosk);
  void copy_kiosk(std::size_t kiosk);
  void break_server();
  /// Whoever was killed is started again.
  void revive();
  void check(SimKiosk& kiosk, std::size_t number);
  /// Lets time go from one due moment to the next until `done`; false when nothing more is due.
  bool run_until(bool (*done)(SimKiosk& kiosk));
  [[nodiscard]] std::optional<std::int64_t> next_due_in_ms();
  bool strikes(Fault fault, std::size_t kiosk = 0);
  void note(const std::string& what, std::size_t kiosk, std::uint64_t number = 0);

  // network.cpp: what happens on the way
  void ask(std::size_t kiosk);
  void send(Parcel parcel);
  void lose(Parcel& parcel);
  void deliver();
  void arrive_at_server(const Parcel& parcel, const SyncRequest& request);
  /// What becomes of an answer before it leaves the server's house.
  void answer(const Parcel& asked, const SyncRequest& request, const HttpResponse& response);
  void arrive_at_kiosk(const Parcel& parcel, const SyncReply& reply);

  const Founding& founding_;
  test::TempDir folder_;
  test::FakeRandom random_;
  test::FakeClock clock_;  ///< the server's, and the simulation's
  FaultRates rates_;
  SimServer server_;
  std::deque<SimKiosk> kiosks_;
  std::vector<bool> online_;
  std::vector<Parcel> underway_;
  std::int64_t commit_at_ms_ = 0;
  bool revoked_one_ = false;
  std::size_t copies_left_ = 0;
  std::string broken_;
  Happened happened_;
  std::deque<std::string> trace_;
  std::uint64_t trace_digest_ = 0;
};

}  // namespace hk::sim
