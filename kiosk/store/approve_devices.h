#pragma once
#include "kiosk/store/kiosk_store.h"

namespace hk {

/// A device of the programme, as far as this one knows.
struct KnownDevice {
  DeviceId device;
  std::string label;
  bool own = false;
  bool approved = false;                        ///< by a coordinator's signature
  bool revoked = false;                         ///< likewise, and for ever
  std::optional<std::int64_t> last_contact_ms;  ///< with the server, as the server last said
  std::optional<std::int64_t> pending;          ///< likewise: what it had not sent then
};
/// Errors: those of the database.
[[nodiscard]] Result<std::vector<KnownDevice>> known_devices(KioskStore& store);

/// Signs device_approved for every enrolment whose mac proves that it was invited; others are left waiting. Returns
/// how many. Does nothing unless the store is unlocked with a coordinator's passphrase. Errors: those of record().
[[nodiscard]] Result<std::size_t> approve_invited(KioskStore& store);

}  // namespace hk
