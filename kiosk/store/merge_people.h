#pragma once
#include <utility>
#include <vector>

#include "kiosk/store/kiosk_store.h"

/// Somebody who was registered twice. Nothing is rewritten: a link says that two ids are one person's, a coordinator
/// signs it, and every figure, list and report follows on every device; taken off, all is as it was. Core thread.
namespace hk {

/// Two ids as one person's. Errors: refused unless a coordinator's passphrase opened the store; not_found, by id, where
/// nobody is known; conflict where they are one person already; those of record().
[[nodiscard]] Result<void> merge_people(KioskStore& store, ParticipantId a, ParticipantId b);

/// The last word on two ids is that they are two people's: a link between them is taken off, and they are proposed no
/// more. Errors: refused as above; not_found where they are one person only by way of a third id; those of record().
[[nodiscard]] Result<void> tell_apart(KioskStore& store, ParticipantId a, ParticipantId b);

/// The last word on a pair, and whose it was.
struct PersonLink {
  ParticipantId a, b;  ///< a < b
  bool on = true;
  std::int64_t wall_ms = 0;      ///< UTC by the author's clock
  std::optional<StaffId> staff;  ///< who said it
};
/// Every word on somebody's ids, links taken off too; oldest first. Errors: those of the database.
[[nodiscard]] Result<std::vector<PersonLink>> person_links(KioskStore& store, ParticipantId person);

/// Pairs of people who may be one: their names are the same words, and nothing speaks against it. A single name is too
/// little where the years of birth do not agree as well. Nobody who is protected, and no pair that a coordinator told
/// apart. In order of name, at most `count`. Errors: locked; those of the database.
[[nodiscard]] Result<std::vector<std::pair<ParticipantId, ParticipantId>>> duplicates(KioskStore& store,
                                                                                      std::size_t count);

}  // namespace hk
