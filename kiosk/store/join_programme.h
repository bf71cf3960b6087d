#pragma once
#include <functional>

#include "kiosk/store/invitation.h"
#include "kiosk/store/kiosk_store.h"

namespace hk {

/// How a device that was invited comes into its programme.
struct Joining {
  std::string server;
  std::string code;  ///< the one-time code that came with the invitation
  ServerTrust trust;
  std::string label;       ///< what the others call this device
  std::string passphrase;  ///< of the device's own key slot
  SlotCost cost;
};
/// Asks the server; hk::enrol(), or a test's.
using Enrol =
    std::function<Result<EnrolResponse>(const std::string& url, const EnrolRequest& request, const ServerTrust& trust)>;

/// What a device says of itself to a server, with the proof that it holds its key.
[[nodiscard]] EnrolRequest enrol_request(const KioskStore& store, const std::string& code);

/// Makes this device one of the invitation's programme: keys, slot, enrolment. It works at once; a coordinator's device
/// approves it later. Errors: conflict when the folder holds a programme already; those of enrol(), of the slot and of
/// the disk. Nothing is left then but, after `offline` or `busy`, a folder aside by which the same code and passphrase
/// go on: the server may have taken the code for this device already.
[[nodiscard]] Result<void> join_programme(const DataFolder& folder, const Invitation& invitation,
                                          const Joining& joining, const Enrol& enrol, const Clock& clock,
                                          Random& random);

}  // namespace hk
