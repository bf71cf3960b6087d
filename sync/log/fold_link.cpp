#include <algorithm>

#include "sync/log/fold_parts.h"

namespace hk {

namespace {

void apply_link(Database& db, const FoldedChange& folded, std::int64_t a, std::int64_t b, bool on,
                std::string_view find, std::string_view put) {
  std::optional<std::int64_t> holder;
  {
    Statement query = db.statement(find);
    query.bind(":a", a).bind(":b", b);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement(put).bind(":a", a).bind(":b", b).bind(":change", folded.row).bind(":linked", std::int64_t{on}).run();
}

}  // namespace

void fold_body(Database& db, const FoldedChange& folded, const SessionSameAs& body) {
  // A pair is the same pair either way round: the smaller id first.
  const auto [first, second] = std::minmax(body.a, body.b);
  const std::int64_t a = intern_session(db, folded.programme, first);
  const std::int64_t b = intern_session(db, folded.programme, second);
  apply_link(db, folded, a, b, body.on, "SELECT change FROM session_link WHERE a = :a AND b = :b",
             "INSERT OR REPLACE INTO session_link VALUES(:a, :b, :change, :linked)");
}

void fold_body(Database& db, const FoldedChange& folded, const ParticipantSameAs& body) {
  const auto [first, second] = std::minmax(body.a, body.b);
  const std::int64_t a = intern_participant(db, folded.programme, first);
  const std::int64_t b = intern_participant(db, folded.programme, second);
  apply_link(db, folded, a, b, body.on, "SELECT change FROM participant_link WHERE a = :a AND b = :b",
             "INSERT OR REPLACE INTO participant_link VALUES(:a, :b, :change, :linked)");
}

}  // namespace hk
