#pragma once
#include <span>

#include "kiosk/store/kiosk_store.h"
#include "sync/domain/calendar.h"

/// Proposes to erase who has not been here for long; a coordinator confirms. A clock alone can erase nobody: the time
/// is the server's, heard less than a day ago, and the feed was read to its end. Core thread.
namespace hk {

struct RetentionProposal {
  ParticipantId participant;  ///< the one who represents those merged
  LocalDate last_seen;        ///< the last visit, else when they were registered
  bool came = false;          ///< false: registered and never seen
};

struct RetentionProposals {
  std::int32_t months = 0;                ///< the programme's `retention_months`
  LocalDate before;                       ///< whoever was last seen before this day
  std::vector<RetentionProposal> people;  ///< who is longest gone first
};

/// Everybody of whom something sealed is kept and who was last seen too long ago. Visits count under each of a person's
/// ids; for who never came, the registration. Errors: offline, saying whether something is still to be fetched, the
/// server's time was heard too long ago, or this clock went back since; invalid (the setting); those of the database.
[[nodiscard]] Result<RetentionProposals> retention_proposals(KioskStore& store, SyncClient& client,
                                                             const LocalTime& local_time);

/// Erases those of `shown` who are still proposed, and returns how many that were: who came meanwhile stays.
/// Errors: those of retention_proposals() and erase_people().
[[nodiscard]] Result<std::size_t> confirm_retention(KioskStore& store, SyncClient& client, const LocalTime& local_time,
                                                    std::span<const ParticipantId> shown);

}  // namespace hk
