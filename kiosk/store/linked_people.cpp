#include "kiosk/store/linked_people.h"

namespace hk {

namespace {

/// `sql` gives both ids of each link that is on.
template <class AnyId>
Result<Linked<AnyId>> read_links(Database& db, ProgrammeRef programme, const char* sql) {
  return sqlite_guard(db, [&]() -> Result<Linked<AnyId>> {
    Linked<AnyId> linked;
    Statement query = db.statement(sql);
    query.bind(":programme", programme.row);
    while (query.step()) linked.join(query.id<AnyId>(0), query.id<AnyId>(1));
    return linked;
  });
}

}  // namespace

Result<LinkedPeople> linked_people(Database& db, ProgrammeRef programme) {
  return read_links<ParticipantId>(db, programme, R"sql(
    SELECT a.uuid, b.uuid FROM participant_link l CROSS JOIN participant a ON a.participant = l.a
    CROSS JOIN participant b ON b.participant = l.b WHERE a.programme = :programme AND linked)sql");
}

Result<LinkedSessions> linked_sessions(Database& db, ProgrammeRef programme) {
  return read_links<SessionId>(db, programme, R"sql(
    SELECT a.uuid, b.uuid FROM session_link l CROSS JOIN session a ON a.session = l.a
    CROSS JOIN session b ON b.session = l.b WHERE a.programme = :programme AND linked)sql");
}

}  // namespace hk
