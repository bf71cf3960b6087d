#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/domain/environment.h"
#include "sync/domain/period.h"

/// What a report may lack: it never pretends to be complete.
namespace hk {

struct Coverage {
  struct Device {
    std::string label;
    bool own = false;                         ///< the one that counts: whatever it registered is in
    std::optional<LocalMoment> last_contact;  ///< with the server; empty: never, or not known
    std::optional<std::int64_t> unsent;       ///< changes it had not sent then; empty: not known
    bool waiting = false;  ///< it has not spoken since the period ended, or had something unsent then
  };
  struct OpenSession {
    LocalDate date;
    std::string activity, site;  ///< Swedish labels
  };
  /// An earlier export of a period whose figures are others today.
  struct Changed {
    Period period;
    LocalMoment exported;
  };
  std::vector<Device> devices;            ///< approved and not revoked, by label
  std::int64_t quarantined = 0;           ///< changes that the server took and did not believe
  std::int64_t refused = 0;               ///< changes that this device did not believe
  bool no_server = false;                 ///< this device has none: what other devices registered is not here
  std::vector<OpenSession> never_closed;  ///< of the period
  std::vector<Changed> changed;
  bool goes_on = false;  ///< the period was not over

  /// Whether something may still come.
  [[nodiscard]] bool preliminary() const {
    bool waiting = goes_on || quarantined > 0 || refused > 0 || !never_closed.empty();
    for (const Device& one : devices) waiting = waiting || one.waiting || one.unsent.value_or(1) > 0;
    return waiting;
  }
};

}  // namespace hk
