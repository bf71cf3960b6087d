#pragma once
#include <span>

#include "kiosk/store/kiosk_store.h"

namespace hk {

/// From now on these people may be checked in together: as the household of the first of them who has one, else as a
/// new one. Writes nothing about whoever belongs to it already. Errors: locked; not_found; those of record().
[[nodiscard]] Result<void> join_household(KioskStore& store, std::span<const ParticipantId> people);

/// They belong to no household any more; whoever stays in it does. Errors: as those of join_household().
[[nodiscard]] Result<void> leave_household(KioskStore& store, std::span<const ParticipantId> people);

/// A household that nobody belongs to yet.
[[nodiscard]] std::string new_household(Random& random);

}  // namespace hk
