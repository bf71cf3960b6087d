#include <algorithm>
#include <optional>

#include "sync/log/attendance_reader.h"
#include "sync/log/report_settings.h"

namespace hk {
namespace {

/// The register of the period, and what stands behind one cell of it.
struct Sources {
  AttendanceReader read;
  CellSources cell;
};

/// Empty where nothing has the code that is asked for.
Result<std::optional<Sources>> read_sources(Database& db, ProgrammeRef programme, const Period& period,
                                            const std::optional<CellAsked>& asked) {
  HK_ASSIGN(const ReportSettings settings, read_report_settings(db, programme));
  const Breakdown by = asked ? Breakdown{asked->dimension} : Breakdown{};
  std::optional<Sources> found(Sources{AttendanceReader(db, programme, std::span(&period, 1), by), {}});
  CellKey key{};
  if (asked) {
    const std::optional<Rank> rank = found->read.words(asked->dimension).find(asked->code);
    if (!rank) return std::optional<Sources>();
    key[0] = *rank;
  }
  CellCounter counter(period, by, settings.recurring, found->read.words(Dimension::category).values().size());
  counter.follow(key);
  count(found->read.attendances(), std::span(&counter, 1));
  found->cell = counter.sources();
  return found;
}

SessionFigures read_session(Database& db, std::int64_t row, const CellSources::Share& share) {
  Statement query = db.statement(R"sql(
    SELECT uuid, local_date, start_ms / 60000 + utc_offset_min, kind, ifnull(state, 0),
      ifnull(w.words, workshop), ifnull(a.words, activity), ifnull(p.words, site) FROM session s
    LEFT JOIN catalogue_label w ON w.programme = s.programme AND w.type = 2 AND w.code = s.workshop AND w.language = 'sv'
    LEFT JOIN catalogue_label a ON a.programme = s.programme AND a.type = 3 AND a.code = s.activity AND a.language = 'sv'
    LEFT JOIN catalogue_label p ON p.programme = s.programme AND p.type = 4 AND p.code = s.site AND p.language = 'sv'
    WHERE session = :session)sql");
  query.bind(":session", row);
  HK_CHECK(query.step());
  SessionFigures session;
  session.id = query.id<SessionId>(0);
  session.date = {static_cast<std::int32_t>(query.integer(1))};
  session.start_min = static_cast<std::int32_t>((query.integer(2) % 1440 + 1440) % 1440);
  session.kind = static_cast<SessionKind>(query.integer(3));
  session.still_runs = static_cast<SessionState>(query.integer(4)) == SessionState::running;
  session.workshop = std::string(query.text(5));
  session.activity = std::string(query.text(6));
  session.site = std::string(query.text(7));
  session.attendances = share.attendances;
  session.headcount = share.headcount;
  session.turned_away = share.turned_away;
  return session;
}

PersonFigures read_person(Database& db, std::int64_t row, std::int64_t attendances) {
  Statement query = db.statement("SELECT uuid FROM participant WHERE participant = :row");
  query.bind(":row", row);
  HK_CHECK(query.step());
  return {query.id<ParticipantId>(0), attendances};
}

}  // namespace

Result<std::vector<SessionFigures>> read_sessions(Database& db, ProgrammeRef programme, const Period& period,
                                                  const std::optional<CellAsked>& cell) {
  return sqlite_guard(db, [&]() -> Result<std::vector<SessionFigures>> {
    const ReadSnapshot snapshot(db);
    HK_ASSIGN(const std::optional<Sources> sources, read_sources(db, programme, period, cell));
    std::vector<SessionFigures> sessions;
    if (!sources) return sessions;
    for (const auto& [index, share] : sources->cell.sessions) {
      sessions.push_back(read_session(db, sources->read.session_rows()[index], share));
    }
    std::sort(sessions.begin(), sessions.end(), [](const SessionFigures& a, const SessionFigures& b) {
      return std::tie(a.date, a.start_min, a.id) < std::tie(b.date, b.start_min, b.id);
    });
    return sessions;
  });
}

Result<std::vector<PersonFigures>> read_people_behind(Database& db, ProgrammeRef programme, const Period& period,
                                                      const std::optional<CellAsked>& cell) {
  return sqlite_guard(db, [&]() -> Result<std::vector<PersonFigures>> {
    const ReadSnapshot snapshot(db);
    HK_ASSIGN(const std::optional<Sources> sources, read_sources(db, programme, period, cell));
    std::vector<PersonFigures> people;
    if (!sources) return people;
    for (const auto& [person, attendances] : sources->cell.people) {
      people.push_back(read_person(db, sources->read.person_rows()[person], attendances));
    }
    std::sort(people.begin(), people.end(), [](const PersonFigures& a, const PersonFigures& b) {
      return std::tie(b.attendances, a.id) < std::tie(a.attendances, b.id);
    });
    return people;
  });
}

}  // namespace hk
