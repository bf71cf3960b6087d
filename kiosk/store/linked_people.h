#pragma once
#include <map>
#include <vector>

#include "sync/log/log.h"

namespace hk {

/// Which ids stand for one and the same thing (protocol.md, "Merges").
template <class AnyId>
class Linked {
 public:
  void join(AnyId a, AnyId b) {
    a = representative(a);
    b = representative(b);
    if (a < b) smaller_.emplace(b, a);
    if (b < a) smaller_.emplace(a, b);
  }
  /// The smallest of its ids.
  [[nodiscard]] AnyId representative(AnyId id) const {
    for (auto found = smaller_.find(id); found != smaller_.end(); found = smaller_.find(id)) id = found->second;
    return id;
  }
  /// Every id, the smallest first; `id` alone where nobody merged it.
  [[nodiscard]] std::vector<AnyId> all(AnyId id) const {
    const AnyId first = representative(id);
    std::vector<AnyId> ids = {first};
    for (const auto& [larger, next] : smaller_) {
      if (representative(larger) == first) ids.push_back(larger);
    }
    return ids;
  }
  /// Whatever is known under more than one id: all of them, the smallest first.
  [[nodiscard]] std::vector<std::vector<AnyId>> groups() const {
    std::map<AnyId, std::vector<AnyId>> by_first;
    for (const auto& [larger, next] : smaller_) by_first[representative(larger)].push_back(larger);
    std::vector<std::vector<AnyId>> all;
    for (auto& [first, others] : by_first) {
      others.insert(others.begin(), first);
      all.push_back(std::move(others));
    }
    return all;
  }

 private:
  std::map<AnyId, AnyId> smaller_;  ///< an id that does not represent → one nearer to what does
};
using LinkedPeople = Linked<ParticipantId>;
using LinkedSessions = Linked<SessionId>;

/// As the log links them now. Errors: those of the database.
[[nodiscard]] Result<LinkedPeople> linked_people(Database& db, ProgrammeRef programme);
[[nodiscard]] Result<LinkedSessions> linked_sessions(Database& db, ProgrammeRef programme);

}  // namespace hk
