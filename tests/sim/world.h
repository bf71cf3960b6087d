#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sync/server/server.h"
#include "tests/sim/sim_kiosk.h"
#include "tests/support/temp_dir.h"

/// A whole programme in one thread: real stores and a real server, simulated clocks and network. One seed is one run.
namespace hk::sim {

/// What may go wrong, each one time in so many; 0 for never.
struct Faults {
  // Of what is sent:
  std::size_t request_lost = 12, answer_lost = 12;
  std::size_t request_twice = 15, answer_twice = 15;
  std::size_t strange_answer = 25;  ///< a portal's page instead of ours
  std::int64_t delay_ms_max = 20'000;
  // Of the steps of a run:
  std::size_t kiosk_killed = 25;
  std::size_t server_restarted = 40;
  std::size_t network_down = 60, network_up = 12;
  std::size_t disk_full = 40, disk_free = 10;
  std::size_t clock_jumps = 60;
  std::size_t kiosk_lost = 150;  ///< and revoked by another one, once a run
};

/// How often what happened: a simulation in which nothing goes wrong shows nothing.
using Happened = std::map<std::string, std::uint64_t>;

class World {
 public:
  explicit World(std::uint64_t seed);

  /// Some steps of life under `faults`.
  void live(std::size_t steps, const Faults& faults);
  /// Everything works again and nobody authors anything: time goes on until nothing is left to do.
  void heal();

  std::deque<SimKiosk>& kiosks() { return kiosks_; }
  /// A connection of its own to the server's file.
  [[nodiscard]] Database server_database() const;
  /// The first broken claim seen while it ran.
  [[nodiscard]] const std::optional<std::string>& broken() const { return broken_; }
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
    std::variant<SyncRequest, SyncReply> what;
  };

  void make_programme();
  void open_server();
  void pass(std::int64_t ms);
  void step(const Faults& faults);
  void lose_kiosk(std::size_t number);
  void break_things(SimKiosk& kiosk, std::size_t number, const Faults& faults);
  void ask(std::size_t kiosk, const Faults& faults);
  void send(Parcel parcel, const Faults& faults);
  void lose(Parcel& parcel);
  void deliver(const Faults& faults);
  void arrive_at_server(const Parcel& parcel, const SyncRequest& request, const Faults& faults);
  void arrive_at_kiosk(const Parcel& parcel, const SyncReply& reply);
  /// Lets time go from one due moment to the next until `done`; false when nothing more is due.
  bool run_until(bool (*done)(SimKiosk& kiosk));
  [[nodiscard]] std::optional<std::int64_t> next_due_in_ms();
  void note(const std::string& what, std::size_t kiosk, std::uint64_t number = 0);
  bool one_in(std::size_t n) { return n != 0 && random_.one_in(n); }

  test::TempDir folder_;
  test::FakeRandom random_;
  test::FakeClock clock_;  ///< the server's, and the simulation's
  std::unique_ptr<Server> server_;
  std::deque<SimKiosk> kiosks_;
  std::vector<Parcel> underway_;
  bool network_up_ = true;
  bool lost_one_ = false;
  std::optional<std::string> broken_;
  Happened happened_;
  std::deque<std::string> trace_;
  std::uint64_t trace_digest_ = 0;
};

}  // namespace hk::sim
