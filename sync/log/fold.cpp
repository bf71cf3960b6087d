#include "sync/log/fold.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "sync/protocol/codec.h"

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

/// True when `folded` comes after the change in row `holder`, or nobody holds the value yet.
bool wins(Database& db, const FoldedChange& folded, std::optional<std::int64_t> holder) {
  if (!holder) return true;
  Statement query = db.statement("SELECT ifnull(hlc_accepted, hlc), id FROM change WHERE change = :change");
  query.bind(":change", *holder);
  if (!query.step()) return true;
  const Hlc order{static_cast<std::uint64_t>(query.integer(0))};
  // Ties break by id, so devices agree without talking.
  const auto id = query.id<ChangeId>(1);
  return std::tie(order, id) < std::tie(folded.order, folded.id);
}

/// The change that holds a group of one session's fields.
std::optional<std::int64_t> session_holder(Database& db, std::string_view sql, std::int64_t session) {
  Statement query = db.statement(sql);
  query.bind(":session", session);
  return query.step() ? query.optional_integer(0) : std::nullopt;
}

Bytes joined(const std::vector<StaffId>& leaders) {
  Bytes bytes;
  for (const StaffId& leader : leaders) bytes += leader.view();
  return bytes;
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

void apply_body(Database&, const FoldedChange&, const UnknownKind&) {}

void apply_body(Database& db, const FoldedChange& folded, const ProgrammeSet& body) {
  for (const auto& [field, value] : body.fields) {
    std::optional<std::int64_t> holder;
    {
      Statement query =
          db.statement("SELECT change FROM programme_setting WHERE programme = :programme AND field = :field");
      query.bind(":programme", folded.programme.row).bind_text(":field", field);
      if (query.step()) holder = query.integer(0);
    }
    if (!wins(db, folded, holder)) continue;
    db.statement("INSERT OR REPLACE INTO programme_setting VALUES(:programme, :field, :change, :value)")
        .bind(":programme", folded.programme.row)
        .bind_text(":field", field)
        .bind(":change", folded.row)
        .bind_text(":value", value)
        .run();
  }
}

void apply_body(Database& db, const FoldedChange& folded, const CatalogueSet& body) {
  const auto type = static_cast<std::int64_t>(body.type);
  std::optional<std::int64_t> holder;
  {
    Statement query =
        db.statement("SELECT change FROM catalogue WHERE programme = :programme AND type = :type AND code = :code");
    query.bind(":programme", folded.programme.row).bind(":type", type).bind_text(":code", body.code);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement(R"sql(INSERT OR REPLACE INTO catalogue
                     VALUES(:programme, :type, :code, :change, :place, :pictogram, :workshop, :kind, :goal_area, :retired))sql")
      .bind(":programme", folded.programme.row)
      .bind(":type", type)
      .bind_text(":code", body.code)
      .bind(":change", folded.row)
      .bind(":place", std::int64_t{body.order})
      .bind_text(":pictogram", body.pictogram)
      .bind_text(":workshop", body.workshop)
      .bind(":kind", body.kind ? std::optional<std::int64_t>(static_cast<std::int64_t>(*body.kind)) : std::nullopt)
      .bind_text(":goal_area", body.goal_area)
      .bind(":retired", std::int64_t{body.retired})
      .run();
  db.statement("DELETE FROM catalogue_label WHERE programme = :programme AND type = :type AND code = :code")
      .bind(":programme", folded.programme.row)
      .bind(":type", type)
      .bind_text(":code", body.code)
      .run();
  for (const auto& [language, words] : body.label) {
    db.statement("INSERT INTO catalogue_label VALUES(:programme, :type, :code, :language, :words)")
        .bind(":programme", folded.programme.row)
        .bind(":type", type)
        .bind_text(":code", body.code)
        .bind_text(":language", language)
        .bind_text(":words", words)
        .run();
  }
}

void apply_body(Database& db, const FoldedChange& folded, const ScheduleSet& body) {
  std::optional<std::int64_t> holder;
  {
    Statement query = db.statement("SELECT change FROM schedule WHERE programme = :programme AND entry = :entry");
    query.bind(":programme", folded.programme.row).bind_text(":entry", body.entry);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  const Bytes leaders = joined(body.leaders);
  db.statement(R"sql(INSERT OR REPLACE INTO schedule
                     VALUES(:programme, :entry, :change, :activity, :site, :weekday, :start, :end, :leaders, :retired))sql")
      .bind(":programme", folded.programme.row)
      .bind_text(":entry", body.entry)
      .bind(":change", folded.row)
      .bind_text(":activity", body.activity)
      .bind_text(":site", body.site)
      .bind(":weekday", std::int64_t{body.weekday})
      .bind(":start", std::int64_t{body.start_min})
      .bind(":end", std::int64_t{body.end_min})
      .bind_blob(":leaders", leaders)
      .bind(":retired", std::int64_t{body.retired})
      .run();
}

void apply_body(Database& db, const FoldedChange& folded, const DeviceApproved& body) {
  const std::int64_t device = intern_device(db, folded.programme, body.device);
  std::optional<std::int64_t> holder;
  {
    Statement query =
        db.statement("SELECT change FROM approved_device WHERE programme = :programme AND device = :device");
    query.bind(":programme", folded.programme.row).bind(":device", device);
    if (query.step()) holder = query.integer(0);
  }
  if (!wins(db, folded, holder)) return;
  db.statement("INSERT OR REPLACE INTO approved_device VALUES(:programme, :device, :change, :label, :ed25519, :x25519)")
      .bind(":programme", folded.programme.row)
      .bind(":device", device)
      .bind(":change", folded.row)
      .bind_text(":label", body.label)
      .bind_blob(":ed25519", body.ed25519_public)
      .bind_blob(":x25519", body.x25519_public)
      .run();
}

void apply_body(Database& db, const FoldedChange& folded, const SessionSet& body) {
  const std::int64_t session = intern_session(db, folded.programme, body.session);
  if (body.what) apply(db, folded, session, *body.what);
  if (body.when) apply(db, folded, session, *body.when);
  if (body.who) apply(db, folded, session, *body.who);
  if (body.extras) apply(db, folded, session, *body.extras);
}

void apply_body(Database& db, const FoldedChange& folded, const SessionStateSet& body) {
  apply_state(db, folded, body.session, body.state, body.end_ms);
}

// It yields to any later SessionStateSet, and so it is one more writer of the same last-writer-wins group.
void apply_body(Database& db, const FoldedChange& folded, const SessionAutoClosed& body) {
  apply_state(db, folded, body.session, SessionState::closed, body.end_ms);
}

void apply_body(Database& db, const FoldedChange& folded, const SessionNoteSet& body) {
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

void apply_body(Database& db, const FoldedChange& folded, const SessionSameAs& body) {
  // A pair is the same pair either way round: the smaller id first.
  const auto [first, second] = std::minmax(body.a, body.b);
  const std::int64_t a = intern_session(db, folded.programme, first);
  const std::int64_t b = intern_session(db, folded.programme, second);
  apply_link(db, folded, a, b, body.on, "SELECT change FROM session_link WHERE a = :a AND b = :b",
             "INSERT OR REPLACE INTO session_link VALUES(:a, :b, :change, :linked)");
}

void apply_body(Database& db, const FoldedChange& folded, const ParticipantSameAs& body) {
  const auto [first, second] = std::minmax(body.a, body.b);
  const std::int64_t a = intern_participant(db, folded.programme, first);
  const std::int64_t b = intern_participant(db, folded.programme, second);
  apply_link(db, folded, a, b, body.on, "SELECT change FROM participant_link WHERE a = :a AND b = :b",
             "INSERT OR REPLACE INTO participant_link VALUES(:a, :b, :change, :linked)");
}

void apply_body(Database& db, const FoldedChange& folded, const HeadcountRecorded& body) {
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

void apply_body(Database& db, const FoldedChange& folded, const HeadcountCorrected& body) {
  db.statement("INSERT OR IGNORE INTO headcount_correction VALUES(:session, :change, :figure, :category, :delta)")
      .bind(":session", intern_session(db, folded.programme, body.session))
      .bind(":change", folded.row)
      .bind(":figure", static_cast<std::int64_t>(body.figure))
      .bind(":category", intern_code(db, body.category))
      .bind(":delta", body.delta)
      .run();
}

void apply_body(Database& db, const FoldedChange& folded, const ParticipantSet& body) {
  db.statement("INSERT OR IGNORE INTO participant_change VALUES(:participant, :change)")
      .bind(":participant", intern_participant(db, folded.programme, body.participant))
      .bind(":change", folded.row)
      .run();
}

struct Snapshot {
  std::int64_t category, gender, area;
};

std::optional<Snapshot> correction_of(Database& db, ProgrammeRef programme, ByteView check_in) {
  Statement query = db.statement(R"sql(SELECT category, gender, area FROM check_in_correction
                                       WHERE programme = :programme AND check_in = :check_in)sql");
  query.bind(":programme", programme.row).bind_blob(":check_in", check_in);
  if (!query.step()) return std::nullopt;
  return Snapshot{query.integer(0), query.integer(1), query.integer(2)};
}

bool is_withdrawn(Database& db, ProgrammeRef programme, ByteView check_in) {
  Statement query =
      db.statement("SELECT 1 FROM check_in_withdrawal WHERE programme = :programme AND check_in = :check_in");
  query.bind(":programme", programme.row).bind_blob(":check_in", check_in);
  return query.step();
}

void apply_body(Database& db, const FoldedChange& folded, const CheckInRecorded& body) {
  // Its withdrawal or correction may have come first.
  Snapshot snapshot{intern_code(db, body.category), intern_code(db, body.gender), intern_code(db, body.area)};
  if (const auto corrected = correction_of(db, folded.programme, folded.id.view())) snapshot = *corrected;
  const std::int64_t session = intern_session(db, folded.programme, body.session);
  const std::int64_t participant = intern_participant(db, folded.programme, body.participant);
  db.statement(R"sql(INSERT OR IGNORE INTO check_in
                     VALUES(:session, :participant, :change, :category, :gender, :area, :way, :withdrawn))sql")
      .bind(":session", session)
      .bind(":participant", participant)
      .bind(":change", folded.row)
      .bind(":category", snapshot.category)
      .bind(":gender", snapshot.gender)
      .bind(":area", snapshot.area)
      .bind(":way", static_cast<std::int64_t>(body.way))
      .bind(":withdrawn", std::int64_t{is_withdrawn(db, folded.programme, folded.id.view())})
      .run();
}

/// Key of the projected row of a check-in that has arrived. The log's own bytes tell it, so no index is kept for the
/// few check-ins that are ever withdrawn or corrected.
struct CheckInRow {
  std::int64_t session, participant, change;
};
std::optional<CheckInRow> find_check_in(Database& db, ProgrammeRef programme, const CheckInId& id) {
  CheckInRow row{};
  Bytes core;
  {
    Statement query = db.statement("SELECT change, core FROM change WHERE programme = :programme AND id = :id");
    query.bind(":programme", programme.row).bind_blob(":id", id.view());
    if (!query.step()) return std::nullopt;
    row.change = query.integer(0);
    core = query.blob(1);
  }
  const Result<Change> change = decode_core(core);
  const auto* recorded = change ? std::get_if<CheckInRecorded>(&change->body) : nullptr;
  if (recorded == nullptr) return std::nullopt;
  row.session = intern_session(db, programme, recorded->session);
  row.participant = intern_participant(db, programme, recorded->participant);
  return row;
}

void apply_body(Database& db, const FoldedChange& folded, const CheckInWithdrawn& body) {
  for (const CheckInId& id : body.check_ins) {
    db.statement("INSERT OR IGNORE INTO check_in_withdrawal VALUES(:programme, :check_in)")
        .bind(":programme", folded.programme.row)
        .bind_blob(":check_in", id.view())
        .run();
    const auto row = find_check_in(db, folded.programme, id);
    if (!row) continue;
    db.statement(R"sql(UPDATE check_in SET withdrawn = 1
                       WHERE session = :session AND participant = :participant AND change = :change)sql")
        .bind(":session", row->session)
        .bind(":participant", row->participant)
        .bind(":change", row->change)
        .run();
  }
}

void put_correction(Database& db, const FoldedChange& folded, const CheckInId& id, const Snapshot& snapshot) {
  db.statement(R"sql(INSERT OR REPLACE INTO check_in_correction
                     VALUES(:programme, :check_in, :change, :category, :gender, :area))sql")
      .bind(":programme", folded.programme.row)
      .bind_blob(":check_in", id.view())
      .bind(":change", folded.row)
      .bind(":category", snapshot.category)
      .bind(":gender", snapshot.gender)
      .bind(":area", snapshot.area)
      .run();
  const auto row = find_check_in(db, folded.programme, id);
  if (!row) return;
  db.statement(R"sql(UPDATE check_in SET category = :category, gender = :gender, area = :area
                     WHERE session = :session AND participant = :participant AND change = :change)sql")
      .bind(":category", snapshot.category)
      .bind(":gender", snapshot.gender)
      .bind(":area", snapshot.area)
      .bind(":session", row->session)
      .bind(":participant", row->participant)
      .bind(":change", row->change)
      .run();
}

void apply_body(Database& db, const FoldedChange& folded, const CheckInCorrected& body) {
  const Snapshot snapshot{intern_code(db, body.category), intern_code(db, body.gender), intern_code(db, body.area)};
  for (const CheckInId& id : body.check_ins) {
    std::optional<std::int64_t> holder;
    {
      Statement query =
          db.statement("SELECT change FROM check_in_correction WHERE programme = :programme AND check_in = :check_in");
      query.bind(":programme", folded.programme.row).bind_blob(":check_in", id.view());
      if (query.step()) holder = query.integer(0);
    }
    if (wins(db, folded, holder)) put_correction(db, folded, id, snapshot);
  }
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

void fold(Database& db, const FoldedChange& folded) {
  std::visit([&](const auto& body) { apply_body(db, folded, body); }, folded.change.body);
}

}  // namespace hk
