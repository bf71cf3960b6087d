#pragma once
#include <span>

#include "kiosk/store/kiosk_store.h"

namespace hk {

/// Erases all that tells who these people are, under every id that was merged with theirs: at once here, and in every
/// log that hears of it. Figures stay as they were. Each erasure is an entry of the audit trail. Core thread.
/// Errors: refused unless a coordinator's passphrase opened the store; those of record(), with nobody erased.
[[nodiscard]] Result<void> erase_people(KioskStore& store, std::span<const ParticipantId> people);
[[nodiscard]] Result<void> erase_person(KioskStore& store, ParticipantId person);

/// Fails with refused, naming `what`, unless a coordinator's passphrase opened the store.
[[nodiscard]] Result<void> for_coordinators(const KioskStore& store, const char* what);

}  // namespace hk
