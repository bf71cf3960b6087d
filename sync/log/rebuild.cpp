#include "sync/log/fold.h"
#include "sync/log/log.h"
#include "sync/protocol/codec.h"

/// Folding what is in the log already.
namespace hk {

namespace {

// Children before parents, for the foreign keys.
constexpr const char* drop_projections = R"sql(
DELETE FROM check_in; DELETE FROM check_in_withdrawal; DELETE FROM check_in_correction;
DELETE FROM headcount; DELETE FROM headcount_correction;
DELETE FROM session_note; DELETE FROM session_link; DELETE FROM participant_link; DELETE FROM participant_change;
DELETE FROM catalogue_label; DELETE FROM catalogue; DELETE FROM programme_setting; DELETE FROM schedule;
DELETE FROM approved_device; DELETE FROM revoked_device; DELETE FROM staff; DELETE FROM coordinator_grant;
DELETE FROM coordinator_withdrawal; DELETE FROM key_rotation; DELETE FROM export; DELETE FROM erased_participant; DELETE FROM session; DELETE FROM participant; DELETE FROM code;
UPDATE folded SET through = 0;
)sql";

// Rows read at a time: folding writes to other tables while no cursor on the log is open.
constexpr std::size_t page_rows = 1000;

struct Row {
  std::int64_t row, programme, kind;
  Hlc order;
  Bytes core;
};

std::vector<Row> read_page(Database& db, std::size_t rows_max) {
  std::vector<Row> rows;
  Statement query = db.statement(R"sql(SELECT change, programme, kind, ifnull(hlc_accepted, hlc), core FROM change
                                       WHERE change > (SELECT through FROM folded) ORDER BY change LIMIT :limit)sql");
  query.bind(":limit", static_cast<std::int64_t>(rows_max));
  while (query.step()) {
    rows.push_back({query.integer(0), query.integer(1), query.integer(2),
                    Hlc{static_cast<std::uint64_t>(query.integer(3))}, Bytes(query.blob(4))});
  }
  return rows;
}

}  // namespace

Result<bool> Log::catch_up(std::size_t changes_max) {
  HK_CHECK(db_.in_transaction());
  return sqlite_guard(db_, [&]() -> Result<bool> {
    const std::vector<Row> page = read_page(db_, changes_max);
    for (const Row& row : page) {
      // What an older program kept without knowing its kind is for fold_late(), which asks whether to believe it.
      if (row.kind == 0) continue;
      const Result<Change> change = decode_core(row.core);
      if (!change)
        return fail(ErrorCode::corrupt, "change in row " + std::to_string(row.row), change.error().message());
      fold(db_, FoldedChange{ProgrammeRef{row.programme}, row.row, change->id, row.order, *change});
    }
    if (!page.empty()) db_.statement("UPDATE folded SET through = :row").bind(":row", page.back().row).run();
    return page.size() < changes_max;
  });
}

Result<void> Log::catch_up() {
  for (bool done = false; !done;) {
    HK_TRY(sqlite_guard(db_, [&]() -> Result<void> {
      Transaction transaction(db_);
      HK_ASSIGN(done, catch_up(page_rows));
      transaction.commit();
      return {};
    }));
  }
  return {};
}

Result<void> Log::rebuild() {
  HK_CHECK(db_.in_transaction());
  HK_TRY(sqlite_guard(db_, [&]() -> Result<void> {
    db_.execute(drop_projections);
    return {};
  }));
  for (bool done = false; !done;) {
    HK_ASSIGN(done, catch_up(page_rows));
  }
  return {};
}

}  // namespace hk
