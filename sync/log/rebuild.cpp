#include "sync/log/fold.h"
#include "sync/log/log.h"
#include "sync/protocol/codec.h"

namespace hk {

namespace {

// Children before parents, for the foreign keys.
constexpr const char* drop_projections = R"sql(
DELETE FROM check_in; DELETE FROM check_in_withdrawal; DELETE FROM check_in_correction;
DELETE FROM headcount; DELETE FROM headcount_correction;
DELETE FROM session_note; DELETE FROM session_link; DELETE FROM participant_link; DELETE FROM participant_change;
DELETE FROM catalogue_label; DELETE FROM catalogue; DELETE FROM programme_setting; DELETE FROM schedule;
DELETE FROM approved_device; DELETE FROM revoked_device; DELETE FROM staff; DELETE FROM coordinator_grant;
DELETE FROM coordinator_withdrawal; DELETE FROM key_rotation; DELETE FROM erased_participant; DELETE FROM session; DELETE FROM participant; DELETE FROM code;
)sql";

// Rows read at a time: folding writes to other tables while no cursor on the log is open.
constexpr std::int64_t rebuild_page_rows = 1000;

struct Row {
  std::int64_t row, programme;
  Hlc order;
  Bytes core;
};

std::vector<Row> read_page(Database& db, std::int64_t after) {
  std::vector<Row> rows;
  Statement query = db.statement(R"sql(SELECT change, programme, ifnull(hlc_accepted, hlc), core FROM change
                                       WHERE change > :after ORDER BY change LIMIT :limit)sql");
  query.bind(":after", after).bind(":limit", rebuild_page_rows);
  while (query.step()) {
    rows.push_back(
        {query.integer(0), query.integer(1), Hlc{static_cast<std::uint64_t>(query.integer(2))}, Bytes(query.blob(3))});
  }
  return rows;
}

}  // namespace

Result<void> Log::rebuild() {
  HK_CHECK(db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<void> {
    db_.execute(drop_projections);
    std::vector<Row> page;
    for (std::int64_t after = 0; !(page = read_page(db_, after)).empty(); after = page.back().row) {
      for (const Row& row : page) {
        const Result<Change> change = decode_core(row.core);
        if (!change)
          return fail(ErrorCode::corrupt, "change in row " + std::to_string(row.row), change.error().message());
        fold(db_, FoldedChange{ProgrammeRef{row.programme}, row.row, change->id, row.order, *change});
      }
    }
    return {};
  });
}

}  // namespace hk
