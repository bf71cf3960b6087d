#include "kiosk/store/linked_people.h"

namespace hk {

Result<LinkedPeople> LinkedPeople::read(Database& db, ProgrammeRef programme) {
  return sqlite_guard(db, [&]() -> Result<LinkedPeople> {
    LinkedPeople people;
    Statement query = db.statement(R"sql(
      SELECT a.uuid, b.uuid FROM participant_link l JOIN participant a ON a.participant = l.a
      JOIN participant b ON b.participant = l.b WHERE a.programme = :programme AND linked)sql");
    query.bind(":programme", programme.row);
    while (query.step()) people.join(query.id<ParticipantId>(0), query.id<ParticipantId>(1));
    return people;
  });
}

ParticipantId LinkedPeople::representative(ParticipantId id) const {
  for (auto found = smaller_.find(id); found != smaller_.end(); found = smaller_.find(id)) id = found->second;
  return id;
}

void LinkedPeople::join(ParticipantId a, ParticipantId b) {
  a = representative(a);
  b = representative(b);
  if (a < b) smaller_.emplace(b, a);
  if (b < a) smaller_.emplace(a, b);
}

std::vector<ParticipantId> LinkedPeople::all(ParticipantId id) const {
  const ParticipantId first = representative(id);
  std::vector<ParticipantId> ids = {first};
  for (const auto& [larger, next] : smaller_) {
    if (representative(larger) == first) ids.push_back(larger);
  }
  return ids;
}

}  // namespace hk
