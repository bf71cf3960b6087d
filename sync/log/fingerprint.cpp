#include "sync/log/fingerprint.h"

#include <algorithm>

namespace hk {

namespace {

/// Above every id: a bound that SQLite can seek to, where "no bound" would make it read to the end of the index.
const Bytes beyond_all_ids(17, '\xff');

}  // namespace

Fingerprint fingerprint_of(const Secret& key, ByteView core, ByteView sealed_digest) {
  // As for the mac: always 32 bytes, so that none can move from one part to the other.
  static const Bytes of_nothing = digest(ByteView{});
  const ByteView sealed = sealed_digest.empty() ? ByteView(of_nothing) : sealed_digest;
  return fingerprint_of_digest(keyed_digest(key, {core, sealed}));
}

LogSum kept_sum(Database& db, ProgrammeRef programme, std::int64_t now_ms) {
  LogSum sum{now_ms, 0, {}};
  Statement query = db.statement("SELECT begun_ms, through, fingerprint FROM log_sum WHERE programme = :programme");
  query.bind(":programme", programme.row);
  // A clock set back is no reason to trust it longer.
  if (!query.step() || query.integer(0) > now_ms || now_ms - query.integer(0) >= log_sum_kept_ms) return sum;
  const auto fingerprint = fingerprint_from_bytes(query.blob(2));
  return fingerprint ? LogSum{query.integer(0), query.integer(1), *fingerprint} : sum;
}

void keep_sum(Database& db, ProgrammeRef programme, const LogSum& sum) {
  const Bytes fingerprint = fingerprint_to_bytes(sum.fingerprint);
  db.statement("INSERT OR REPLACE INTO log_sum VALUES(:programme, :begun, :through, :fingerprint)")
      .bind(":programme", programme.row)
      .bind(":begun", sum.begun_ms)
      .bind(":through", sum.through)
      .bind_blob(":fingerprint", fingerprint)
      .run();
}

std::int64_t log_end(Database& db, ProgrammeRef programme, Along along) {
  Statement query =
      db.statement(along == Along::feed ? "SELECT next_position - 1 FROM programme WHERE programme = :programme"
                                        : "SELECT ifnull(max(change), 0) FROM change WHERE :programme IS NOT NULL");
  query.bind(":programme", programme.row);
  return query.step() ? query.integer(0) : 0;
}

bool add_to_sum(Database& db, ProgrammeRef programme, Along along, const Secret& key, std::int64_t end,
                std::size_t changes_max, LogSum& sum) {
  // The plus keeps SQLite from collecting and sorting the whole programme.
  Statement query = db.statement(along == Along::feed ? R"sql(
    SELECT position, core, sealed_digest FROM change
    WHERE programme = :programme AND position > :through AND position <= :end ORDER BY position)sql"
                                                      : R"sql(
    SELECT change, core, sealed_digest FROM change
    WHERE +programme = :programme AND change > :through AND change <= :end ORDER BY change)sql");
  query.bind(":programme", programme.row).bind(":through", sum.through).bind(":end", end);
  for (std::size_t added = 0; added < changes_max; ++added) {
    if (!query.step()) {
      sum.through = std::max(sum.through, end);
      return true;
    }
    sum.fingerprint += fingerprint_of(key, query.blob(1), query.blob(2));
    sum.through = query.integer(0);
  }
  return sum.through >= end;
}

std::vector<IdPrint> prints_in(Database& db, ProgrammeRef programme, const Secret& key, const IdRange& range,
                               std::size_t changes_max, std::int64_t last_row) {
  std::vector<IdPrint> prints;
  Statement query = db.statement(R"sql(
    SELECT id, core, sealed_digest FROM change
    WHERE programme = :programme AND id >= :from AND id < :to AND change <= :last ORDER BY id)sql");
  query.bind(":programme", programme.row).bind_blob(":from", range.from.view()).bind(":last", last_row);
  query.bind_blob(":to", range.to ? range.to->view() : ByteView(beyond_all_ids));
  while (prints.size() < changes_max && query.step()) {
    prints.push_back({query.id<ChangeId>(0), fingerprint_of(key, query.blob(1), query.blob(2))});
  }
  return prints;
}

std::optional<LogRow> find_change(Database& db, ProgrammeRef programme, const ChangeId& id) {
  std::int64_t row = 0;
  {
    Statement query = db.statement("SELECT change FROM change WHERE programme = :programme AND id = :id");
    query.bind(":programme", programme.row).bind_blob(":id", id.view());
    if (!query.step()) return std::nullopt;
    row = query.integer(0);
  }
  auto found = Log(db).rows(programme, row - 1, 1, 1);
  if (!found) throw SqliteFailure{1, found.error().what};
  return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

}  // namespace hk
