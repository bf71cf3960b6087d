#include "sync/log/log.h"
#include "sync/protocol/codec.h"

namespace hk {

Result<std::vector<RecordedExport>> read_exports(Database& db, ProgrammeRef programme) {
  return sqlite_guard(db, [&]() -> Result<std::vector<RecordedExport>> {
    std::vector<RecordedExport> exports;
    Statement query = db.statement(R"sql(SELECT c.id, c.wall_ms, c.core FROM export e JOIN change c USING(change)
      WHERE e.programme = :programme ORDER BY ifnull(c.hlc_accepted, c.hlc), c.id)sql");
    query.bind(":programme", programme.row);
    while (query.step()) {
      Result<Change> change = decode_core(query.blob(2));
      auto* record = change ? std::get_if<ExportRecorded>(&change->body) : nullptr;
      if (record == nullptr) return fail(ErrorCode::corrupt, "a recorded export", "cannot be read any more");
      exports.push_back({query.id<ChangeId>(0), query.integer(1), std::move(*record)});
    }
    return exports;
  });
}

}  // namespace hk
