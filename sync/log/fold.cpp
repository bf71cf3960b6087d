#include "sync/log/fold.h"

#include <tuple>

#include "sync/domain/planted.h"
#include "sync/log/fold_parts.h"

namespace hk {

namespace {

std::int64_t intern(Database& db, ProgrammeRef programme, ByteView uuid, std::string_view find, std::string_view add) {
  {
    Statement query = db.statement(find);
    query.bind(":programme", programme.row).bind_blob(":uuid", uuid);
    if (query.step()) return query.integer(0);
  }
  db.statement(add).bind(":programme", programme.row).bind_blob(":uuid", uuid).run();
  return db.last_rowid();
}

}  // namespace

std::int64_t intern_device(Database& db, ProgrammeRef programme, DeviceId id) {
  return intern(db, programme, id.view(), "SELECT device FROM device WHERE programme = :programme AND uuid = :uuid",
                "INSERT INTO device(programme, uuid) VALUES(:programme, :uuid)");
}
std::int64_t intern_session(Database& db, ProgrammeRef programme, SessionId id) {
  return intern(db, programme, id.view(), "SELECT session FROM session WHERE programme = :programme AND uuid = :uuid",
                "INSERT INTO session(programme, uuid) VALUES(:programme, :uuid)");
}
std::int64_t intern_participant(Database& db, ProgrammeRef programme, ParticipantId id) {
  return intern(db, programme, id.view(),
                "SELECT participant FROM participant WHERE programme = :programme AND uuid = :uuid",
                "INSERT INTO participant(programme, uuid) VALUES(:programme, :uuid)");
}
std::int64_t intern_code(Database& db, std::string_view text) {
  {
    Statement query = db.statement("SELECT code FROM code WHERE text = :text");
    query.bind_text(":text", text);
    if (query.step()) return query.integer(0);
  }
  db.statement("INSERT INTO code(text) VALUES(:text)").bind_text(":text", text).run();
  return db.last_rowid();
}

bool wins(Database& db, const FoldedChange& folded, std::optional<std::int64_t> holder) {
  if (!holder || planted::is(planted::Bug::fold_by_arrival)) return true;
  Statement query = db.statement("SELECT ifnull(hlc_accepted, hlc), id FROM change WHERE change = :change");
  query.bind(":change", *holder);
  if (!query.step()) return true;
  const Hlc order{static_cast<std::uint64_t>(query.integer(0))};
  // Ties break by id, so devices agree without talking.
  const auto id = query.id<ChangeId>(1);
  return std::tie(order, id) < std::tie(folded.order, folded.id);
}

Bytes joined(const std::vector<StaffId>& leaders) {
  Bytes bytes;
  for (const StaffId& leader : leaders) bytes += leader.view();
  return bytes;
}

void fold_body(Database&, const FoldedChange&, const UnknownKind&) {}

void fold(Database& db, const FoldedChange& folded) {
  std::visit([&](const auto& body) { fold_body(db, folded, body); }, folded.change.body);
}

}  // namespace hk
