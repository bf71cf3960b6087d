#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/store/kiosk_store.h"
#include "sync/client/six_word_enrolment.h"

/// A device is let in while two people compare six words (sync/client/six_word_enrolment.h): what a data folder has to
/// do with it. Core thread, but for what says job thread.
namespace hk {

/// The words to compare, one a line, from assets/words. Errors: those of the file; corrupt unless 2048 lines.
[[nodiscard]] Result<std::vector<std::string>> read_word_list(const std::filesystem::path& assets);

/// Devices that wait for somebody to compare words: they came in by a code of this device, and nothing proves them.
/// Errors: those of the database.
[[nodiscard]] Result<std::vector<Enrolment>> waiting_for_words(KioskStore& store);

/// What the approving device hands over once the words agree. Job thread: approve_by_words() with these and a
/// connection of its own; then, on the core thread, record(approval).
struct Handover {
  Enrolment waiting;
  ProgrammeKeys keys;
  SigningKey own;
  DeviceApproved approval;
};
/// Errors: locked unless a coordinator's passphrase opened the names.
[[nodiscard]] Result<Handover> prepare_handover(const KioskStore& store, const Enrolment& waiting);

/// A new device with keys of its own, that nobody knows yet.
[[nodiscard]] WaitingDevice make_waiting_device(const std::string& label, const Clock& clock, Random& random);

/// Job thread. Makes `folder` the device that was let in: keys, one passphrase slot, its server.
/// Errors: conflict when the folder holds a programme already; those of the slot and the disk. Nothing is left then.
[[nodiscard]] Result<void> settle_in(const DataFolder& folder, const WaitingDevice& waiting, const WaitingAt& at,
                                     const ProgrammeKeys& keys, std::string_view passphrase, SlotCost cost,
                                     const Clock& clock, Random& random);

}  // namespace hk
