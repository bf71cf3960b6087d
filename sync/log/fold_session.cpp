#include "sync/log/fold_parts.h"

namespace hk {

namespace {

/// The change that holds a group of one session's fields.
std::optional<std::int64_t> session_holder(Database& db, std::string_view sql, std::int64_t session) {
  Statement query = db.statement(sql);
  query.bind(":session", session);
  return query.step() ? query.optional_integer(0) : std::nullopt;
}

std::string joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ",") + code;
  return text;
}

void apply(Database& db, const FoldedChange& folded, std::int64_t session, const SessionSet::What& what) {
  if (!wins(db, folded, session_holder(db, "SELECT what_change FROM session WHERE session = :session", session)))
    return;
  db.statement(R"sql(UPDATE session SET what_change = :change, workshop = :workshop, activity = :activity, site = :site,
                     kind = :kind WHERE session = :session)sql")
      .bind(":change", folded.row)
      .bind_text(":workshop", what.workshop)
      .bind_text(":activity", what.activity)
      .bind_text(":site", what.site)
      .bind(":kind", static_cast<std::int64_t>(what.kind))
      .bind(":session", session)
      .run();
}

void apply(Database& db, const FoldedChange& folded, std::int64_t session, const SessionSet::When& when) {
  if (!wins(db, folded, session_holder(db, "SELECT when_change FROM session WHERE session = :session", session)))
    return;
  db.statement(R"sql(UPDATE session SET when_change = :change, local_date = :local_date, utc_offset_min = :offset,
                     start_ms = :start, planned_end_ms = :planned_end WHERE session = :session)sql")
      .bind(":change", folded.row)
      .bind(":local_date", std::int64_t{when.local_date})
      .bind(":offset", std::int64_t{when.utc_offset_min})
      .bind(":start", when.start_ms)
      .bind(":planned_end", when.planned_end_ms)
      .bind(":session", session)
      .run();
}

void apply(Database& db, const FoldedChange& folded, std::int64_t session, const SessionSet::Who& who) {
  if (!wins(db, folded, session_holder(db, "SELECT who_change FROM session WHERE session = :session", session))) return;
  const Bytes leaders = joined(who.leaders);
  const std::string partners = joined(who.partners);
  db.statement(
        "UPDATE session SET who_change = :change, leaders = :leaders, partners = :partners WHERE session = :session")
      .bind(":change", folded.row)
      .bind_blob(":leaders", leaders)
      .bind_text(":partners", partners)
      .bind(":session", session)
      .run();
}

void apply(Database& db, const FoldedChange& folded, std::int64_t session, const SessionSet::Extras& extras) {
  if (!wins(db, folded, session_holder(db, "SELECT extras_change FROM session WHERE session = :session", session)))
    return;
  db.statement(R"sql(UPDATE session SET extras_change = :change, goal_area = :goal_area,
                     language_training = :language_training, origin = :origin WHERE session = :session)sql")
      .bind(":change", folded.row)
      .bind_text(":goal_area", extras.goal_area)
      .bind(":language_training", std::int64_t{extras.language_training})
      .bind(":origin", static_cast<std::int64_t>(extras.origin))
      .bind(":session", session)
      .run();
}

void apply_state(Database& db, const FoldedChange& folded, SessionId id, SessionState state,
                 std::optional<std::int64_t> end_ms) {
  const std::int64_t session = intern_session(db, folded.programme, id);
  if (!wins(db, folded, session_holder(db, "SELECT state_change FROM session WHERE session = :session", session)))
    return;
  db.statement("UPDATE session SET state_change = :change, state = :state, end_ms = :end WHERE session = :session")
      .bind(":change", folded.row)
      .bind(":state", static_cast<std::int64_t>(state))
      .bind(":end", end_ms)
      .bind(":session", session)
      .run();
}

}  // namespace

void fold_body(Database& db, const FoldedChange& folded, const SessionSet& body) {
  const std::int64_t session = intern_session(db, folded.programme, body.session);
  if (body.what) apply(db, folded, session, *body.what);
  if (body.when) apply(db, folded, session, *body.when);
  if (body.who) apply(db, folded, session, *body.who);
  if (body.extras) apply(db, folded, session, *body.extras);
}

void fold_body(Database& db, const FoldedChange& folded, const SessionStateSet& body) {
  apply_state(db, folded, body.session, body.state, body.end_ms);
}

// It yields to any later SessionStateSet, and so it is one more writer of the same last-writer-wins group.
void fold_body(Database& db, const FoldedChange& folded, const SessionAutoClosed& body) {
  apply_state(db, folded, body.session, SessionState::closed, body.end_ms);
}

void fold_body(Database& db, const FoldedChange& folded, const SessionNoteSet& body) {
  const std::int64_t session = intern_session(db, folded.programme, body.session);
  std::optional<std::int64_t> holder;
  {
    Statement query = db.statement("SELECT change FROM session_note WHERE session = :session AND prompt = :prompt");
    query.bind(":session", session).bind_text(":prompt", body.prompt);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement("INSERT OR REPLACE INTO session_note VALUES(:session, :prompt, :change)")
      .bind(":session", session)
      .bind_text(":prompt", body.prompt)
      .bind(":change", folded.row)
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const HeadcountRecorded& body) {
  const std::int64_t session = intern_session(db, folded.programme, body.session);
  const std::int64_t category = intern_code(db, body.category);
  const auto counter = static_cast<std::int64_t>(body.counter);
  std::optional<std::int64_t> holder;
  {
    Statement query = db.statement(R"sql(SELECT change FROM headcount WHERE session = :session AND figure = :figure
                                         AND category = :category AND counter = :counter)sql");
    query.bind(":session", session)
        .bind(":figure", static_cast<std::int64_t>(body.figure))
        .bind(":category", category)
        .bind(":counter", counter);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement("INSERT OR REPLACE INTO headcount VALUES(:session, :figure, :category, :counter, :change, :total)")
      .bind(":session", session)
      .bind(":figure", static_cast<std::int64_t>(body.figure))
      .bind(":category", category)
      .bind(":counter", counter)
      .bind(":change", folded.row)
      .bind(":total", body.total)
      .run();
}

void fold_body(Database& db, const FoldedChange& folded, const HeadcountCorrected& body) {
  db.statement("INSERT OR IGNORE INTO headcount_correction VALUES(:session, :change, :figure, :category, :delta)")
      .bind(":session", intern_session(db, folded.programme, body.session))
      .bind(":change", folded.row)
      .bind(":figure", static_cast<std::int64_t>(body.figure))
      .bind(":category", intern_code(db, body.category))
      .bind(":delta", body.delta)
      .run();
}

}  // namespace hk
