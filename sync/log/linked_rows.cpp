#include "sync/log/linked_rows.h"

namespace hk {

// CROSS JOIN: from the few links to what they join. SQLite would begin with everything that the programme has.
LinkedRows LinkedRows::sessions(Database& db, ProgrammeRef programme) {
  return {db, programme, R"sql(SELECT l.a, a.uuid, l.b, b.uuid FROM session_link l
    CROSS JOIN session a ON a.session = l.a CROSS JOIN session b ON b.session = l.b
    WHERE a.programme = :programme AND l.linked)sql"};
}

LinkedRows LinkedRows::participants(Database& db, ProgrammeRef programme) {
  return {db, programme, R"sql(SELECT l.a, a.uuid, l.b, b.uuid FROM participant_link l
    CROSS JOIN participant a ON a.participant = l.a CROSS JOIN participant b ON b.participant = l.b
    WHERE a.programme = :programme AND l.linked)sql"};
}

LinkedRows::LinkedRows(Database& db, ProgrammeRef programme, std::string_view sql) {
  Statement query = db.statement(sql);
  query.bind(":programme", programme.row);
  while (query.step()) {
    uuids_.try_emplace(query.integer(0), query.blob(1));
    uuids_.try_emplace(query.integer(2), query.blob(3));
    join(query.integer(0), query.integer(2));
  }
}

std::int64_t LinkedRows::representative(std::int64_t row) const {
  for (auto found = parent_.find(row); found != parent_.end(); found = parent_.find(row)) row = found->second;
  return row;
}

std::map<std::int64_t, std::vector<std::int64_t>> LinkedRows::components() const {
  std::map<std::int64_t, std::vector<std::int64_t>> all;
  for (const auto& [row, uuid] : uuids_) all[representative(row)].push_back(row);
  return all;
}

void LinkedRows::join(std::int64_t a, std::int64_t b) {
  a = representative(a);
  b = representative(b);
  if (a == b) return;
  if (uuids_.at(b) < uuids_.at(a)) std::swap(a, b);
  parent_[b] = a;
}

}  // namespace hk
