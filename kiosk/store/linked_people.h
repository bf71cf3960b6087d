#pragma once
#include <map>
#include <vector>

#include "sync/log/log.h"

namespace hk {

/// Which ids stand for one and the same person: merges as the log holds them now (protocol.md, "Merges").
class LinkedPeople {
 public:
  /// Errors: those of the database.
  [[nodiscard]] static Result<LinkedPeople> read(Database& db, ProgrammeRef programme);
  /// Every id of this person, the smallest first; `id` alone where nobody merged it.
  [[nodiscard]] std::vector<ParticipantId> all(ParticipantId id) const;
  /// The smallest of them.
  [[nodiscard]] ParticipantId representative(ParticipantId id) const;

 private:
  void join(ParticipantId a, ParticipantId b);
  std::map<ParticipantId, ParticipantId> smaller_;  ///< an id that does not represent → one nearer to what does
};

}  // namespace hk
