#pragma once
#include <array>
#include <cstddef>

#include "tests/support/fakes.h"

namespace hk::sim {

/// What goes wrong. The names in the table below are what a run prints.
enum class Fault : unsigned char {
  // Of what is sent:
  request_lost,
  answer_lost,
  request_twice,
  answer_twice,
  answer_cut,      ///< half of it, as if it were all
  answer_portal,   ///< a page that wants somebody to log in
  answer_proxy,    ///< a 4xx or 5xx of a machine on the way
  answer_refusal,  ///< a problem of our own server's, whatever was asked
  // Of the steps of a run:
  kiosk_killed,
  kiosk_killed_within,  ///< between two operations of its disk
  kiosk_cloned,
  kiosk_backed_up,
  kiosk_restored,
  kiosk_revoked,
  key_rotated,    ///< not wrong, but everything written since needs a key that others may not have yet
  kiosk_updated,  ///< a new program takes the place of an old one
  disk_full,
  disk_free,
  clock_1970,
  clock_2099,
  clock_jumps,
  rubbish,  ///< a record that no server takes
  network_down,
  network_up,
  server_restarted,
  server_killed,  ///< between two operations of its disk
  server_backed_up,
  server_restored,
  server_updated,
  count
};

struct FaultKind {
  const char* name;
  std::size_t one_in;  ///< how often
  bool relief;         ///< ends another one: never left out
};
inline constexpr std::array<FaultKind, static_cast<std::size_t>(Fault::count)> fault_kinds{{
    {"request lost", 12, false},     {"answer lost", 12, false},
    {"request twice", 15, false},    {"answer twice", 15, false},
    {"answer cut", 25, false},       {"portal page", 25, false},
    {"proxy error", 25, false},      {"refused by the server", 25, false},
    {"kiosk killed", 40, false},     {"kiosk killed within", 25, false},
    {"kiosk cloned", 200, false},    {"kiosk backed up", 60, false},
    {"kiosk restored", 120, false},  {"kiosk revoked", 200, false},
    {"key rotated", 150, false},     {"kiosk updated", 60, true},
    {"disk full", 40, false},        {"disk free", 10, true},
    {"clock in 1970", 100, false},   {"clock in 2099", 100, false},
    {"clock jumps", 60, false},      {"rubbish written", 80, false},
    {"network down", 60, false},     {"network up", 12, true},
    {"server restarted", 60, false}, {"server killed", 60, false},
    {"server backed up", 60, false}, {"server restored", 150, false},
    {"server updated", 80, true},
}};

/// How often each goes wrong in one run. Some never do, and each run leaves out others: what hides behind a frequent
/// fault is found where that one is missing.
class FaultRates {
 public:
  /// Nothing goes wrong.
  FaultRates() = default;
  explicit FaultRates(test::FakeRandom& random) {
    for (std::size_t n = 0; n < one_in_.size(); ++n) {
      if (fault_kinds[n].relief || !random.one_in(4)) one_in_[n] = fault_kinds[n].one_in;
    }
  }
  void never(Fault fault) { one_in_[static_cast<std::size_t>(fault)] = 0; }
  [[nodiscard]] std::size_t one_in(Fault fault) const { return one_in_[static_cast<std::size_t>(fault)]; }

 private:
  std::array<std::size_t, fault_kinds.size()> one_in_{};
};

}  // namespace hk::sim
