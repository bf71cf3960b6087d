#include "kiosk/store/register_view.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "sync/log/tally_vocabulary.h"

namespace hk {

namespace {

// What a session view is read from; the caller adds the condition.
constexpr const char* session_columns = R"sql(
  SELECT s.uuid, workshop, activity, site, goal_area, s.kind, local_date, utc_offset_min, start_ms, planned_end_ms,
    end_ms, state, ifnull(language_training, 0), ifnull(origin, 1), leaders, partners
  FROM session s
  WHERE s.programme = :programme AND s.kind IS NOT NULL AND local_date IS NOT NULL AND )sql";

SessionView read_session(const Statement& row) {
  SessionView view;
  view.id = row.id<SessionId>(0);
  view.workshop = row.text(1);
  view.activity = row.text(2);
  view.site = row.text(3);
  view.goal_area = row.text(4);
  view.kind = static_cast<SessionKind>(row.integer(5));
  view.date = LocalDate{static_cast<std::int32_t>(row.integer(6))};
  view.utc_offset_min = static_cast<std::int32_t>(row.integer(7));
  view.start_ms = row.integer(8);
  view.planned_end_ms = row.optional_integer(9);
  view.end_ms = row.optional_integer(10);
  if (const auto state = row.optional_integer(11)) view.state = static_cast<SessionState>(*state);
  view.language_training = row.integer(12) != 0;
  view.origin = static_cast<SessionOrigin>(row.integer(13));
  for (ByteView rest = row.blob(14); rest.size() >= 16; rest.remove_prefix(16)) {
    if (const auto leader = StaffId::from_bytes(rest.substr(0, 16), "session.leaders")) view.leaders.push_back(*leader);
  }
  for_each_partner(row.text(15), [&](std::string_view code) { view.partners.emplace_back(code); });
  return view;
}

/// As the tally lets them: of linked sessions the one with the smallest id speaks, before it those that count nowhere.
bool speaks_before(const SessionView& one, const SessionView& other) {
  const auto silent = [](const SessionView& view) { return !view.state || *view.state == SessionState::cancelled; };
  return std::pair(silent(one), one.id) < std::pair(silent(other), other.id);
}

}  // namespace

Result<std::vector<CatalogueEntry>> RegisterView::catalogue(CatalogueType type, Retired retired) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<CatalogueEntry>> {
    std::vector<CatalogueEntry> entries;
    Statement query = db_.statement(R"sql(
      SELECT k.code, coalesce(l.words, s.words, k.code), pictogram, workshop, kind, goal_area FROM catalogue k
      LEFT JOIN catalogue_label l ON l.programme = k.programme AND l.type = k.type AND l.code = k.code AND l.language = :language
      LEFT JOIN catalogue_label s ON s.programme = k.programme AND s.type = k.type AND s.code = k.code AND s.language = 'sv'
      WHERE k.programme = :programme AND k.type = :type AND retired <= :retired
      ORDER BY place, k.code)sql");
    query.bind(":programme", programme_.row).bind(":type", static_cast<std::int64_t>(type));
    query.bind(":retired", static_cast<std::int64_t>(retired)).bind_text(":language", language_);
    while (query.step()) {
      CatalogueEntry entry{std::string(query.text(0)),
                           std::string(query.text(1)),
                           std::string(query.text(2)),
                           std::string(query.text(3)),
                           std::nullopt,
                           std::string(query.text(5))};
      if (const auto kind = query.optional_integer(4)) entry.kind = static_cast<SessionKind>(*kind);
      entries.push_back(std::move(entry));
    }
    return entries;
  });
}

Result<std::string> RegisterView::programme_name() {
  HK_ASSIGN(const std::string value, Log(db_).setting(programme_, "name"));
  const auto json = nlohmann::json::parse(value, nullptr, false);
  return json.is_string() ? json.get<std::string>() : std::string();
}

Result<std::vector<ScheduleEntry>> RegisterView::schedule(int weekday) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<ScheduleEntry>> {
    std::vector<ScheduleEntry> entries;
    Statement query = db_.statement(R"sql(
      SELECT entry, activity, site, start_min, end_min FROM schedule
      WHERE programme = :programme AND weekday = :weekday AND NOT retired ORDER BY start_min, entry)sql");
    query.bind(":programme", programme_.row).bind(":weekday", std::int64_t{weekday});
    while (query.step()) {
      entries.push_back({std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)), weekday,
                         static_cast<std::int32_t>(query.integer(3)), static_cast<std::int32_t>(query.integer(4))});
    }
    return entries;
  });
}

Result<std::vector<SessionView>> RegisterView::sessions(const std::string& where, std::int64_t value) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<SessionView>> {
    std::vector<SessionView> views;
    Statement query = db_.statement(session_columns + where);
    query.bind(":programme", programme_.row).bind(":value", value);
    while (query.step()) views.push_back(read_session(query));
    return views;
  });
}

Result<RegisterView::Links> RegisterView::links() {
  HK_ASSIGN(LinkedPeople people, linked_people(db_, programme_));
  HK_ASSIGN(LinkedSessions sessions, linked_sessions(db_, programme_));
  return Links{std::move(people), std::move(sessions)};
}

Result<std::vector<SessionView>> RegisterView::running() {
  HK_ASSIGN(const std::vector<SessionView> each,
            sessions("state = :value", static_cast<std::int64_t>(SessionState::running)));
  HK_ASSIGN(const Links linked, links());
  std::set<SessionId> seen;
  std::vector<SessionView> views;
  for (const SessionView& one : each) {
    if (!seen.insert(linked.sessions.representative(one.id)).second) continue;
    HK_ASSIGN(std::optional<SessionView> view, session(linked, one.id));
    if (view) views.push_back(std::move(*view));
  }
  std::sort(views.begin(), views.end(),
            [](const auto& a, const auto& b) { return std::tie(a.start_ms, a.id) < std::tie(b.start_ms, b.id); });
  return views;
}

Result<std::vector<SessionView>> RegisterView::running_opened_by(DeviceId device) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<SessionView>> {
    std::vector<SessionView> views;
    static const std::string sql = std::string(session_columns) +
                                   R"sql(state = 1 AND (SELECT d.uuid FROM change c JOIN device d USING(device)
                                                        WHERE c.change = state_change) = :device)sql";
    Statement query = db_.statement(sql);
    query.bind(":programme", programme_.row).bind_blob(":device", device.view());
    while (query.step()) views.push_back(read_session(query));
    return views;
  });
}

Result<std::vector<SessionView>> RegisterView::since(LocalDate date) {
  return sessions("local_date >= :value ORDER BY start_ms, s.uuid", date.days);
}

Result<std::optional<SessionView>> RegisterView::session_alone(SessionId id) {
  return sqlite_guard(db_, [&]() -> Result<std::optional<SessionView>> {
    static const std::string sql = std::string(session_columns) + "s.uuid = :uuid";
    Statement query = db_.statement(sql);
    query.bind(":programme", programme_.row).bind_blob(":uuid", id.view());
    if (!query.step()) return std::optional<SessionView>();
    return std::optional(read_session(query));
  });
}

Result<void> RegisterView::add_counts(SessionView& view, SessionId id) {
  return sqlite_guard(db_, [&]() -> Result<void> {
    Statement query = db_.statement(R"sql(
      SELECT figure, sum(people) FROM (
        SELECT session, figure, total AS people FROM headcount UNION ALL
        SELECT session, figure, delta FROM headcount_correction)
      WHERE session = (SELECT session FROM session WHERE programme = :programme AND uuid = :uuid) GROUP BY figure)sql");
    query.bind(":programme", programme_.row).bind_blob(":uuid", id.view());
    while (query.step()) {
      const bool turned_away = static_cast<HeadcountFigure>(query.integer(0)) == HeadcountFigure::turned_away;
      (turned_away ? view.turned_away : view.headcount) += query.integer(1);
    }
    return {};
  });
}

Result<std::optional<SessionView>> RegisterView::session(const Links& links, SessionId id) {
  const std::vector<SessionId> all = links.sessions.all(id);
  std::optional<SessionView> speaker;
  for (const SessionId& one : all) {
    HK_ASSIGN(std::optional<SessionView> view, session_alone(one));
    if (view && (!speaker || speaks_before(*view, *speaker))) speaker = std::move(view);
  }
  if (!speaker) return speaker;
  for (const SessionId& one : all) HK_TRY(add_counts(*speaker, one));
  HK_ASSIGN(const std::vector<ParticipantId> here, present(links, id));
  speaker->checked_in = static_cast<std::int64_t>(here.size());
  return speaker;
}

Result<std::optional<SessionView>> RegisterView::session(SessionId id) {
  HK_ASSIGN(const Links linked, links());
  return session(linked, id);
}

Result<std::vector<SessionId>> RegisterView::running_with(SessionId id) {
  HK_ASSIGN(const Links linked, links());
  std::vector<SessionId> ids;
  for (const SessionId& one : linked.sessions.all(id)) {
    HK_ASSIGN(const std::optional<SessionView> view, session_alone(one));
    if (view && view->state == SessionState::running) ids.push_back(one);
  }
  return ids;
}

Result<std::vector<ParticipantId>> RegisterView::present(const Links& links, SessionId session) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<ParticipantId>> {
    std::map<ParticipantId, std::int64_t> arrived;
    for (const SessionId& one : links.sessions.all(session)) {
      Statement query = db_.statement(R"sql(
        SELECT p.uuid, i.change FROM check_in i JOIN participant p USING(participant)
        WHERE i.session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session)
          AND NOT withdrawn)sql");
      query.bind(":programme", programme_.row).bind_blob(":session", one.view());
      while (query.step()) {
        const ParticipantId id = links.people.representative(query.id<ParticipantId>(0));
        std::int64_t& first = arrived.try_emplace(id, query.integer(1)).first->second;
        first = std::min(first, query.integer(1));
      }
    }
    std::vector<ParticipantId> ids;
    for (const auto& [id, change] : arrived) ids.push_back(id);
    std::sort(ids.begin(), ids.end(), [&](const auto& a, const auto& b) { return arrived[a] < arrived[b]; });
    return ids;
  });
}

Result<std::vector<ParticipantId>> RegisterView::present(SessionId session) {
  HK_ASSIGN(const Links linked, links());
  return present(linked, session);
}

Result<std::vector<CheckInId>> RegisterView::valid_check_ins(SessionId session, ParticipantId participant) {
  HK_ASSIGN(const Links linked, links());
  return sqlite_guard(db_, [&]() -> Result<std::vector<CheckInId>> {
    std::vector<CheckInId> ids;
    for (const SessionId& at : linked.sessions.all(session)) {
      for (const ParticipantId& who : linked.people.all(participant)) {
        Statement query = db_.statement(R"sql(
          SELECT c.id FROM check_in i JOIN change c USING(change)
          WHERE i.session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session)
            AND i.participant = (SELECT participant FROM participant WHERE programme = :programme AND uuid = :participant)
            AND NOT withdrawn)sql");
        query.bind(":programme", programme_.row).bind_blob(":session", at.view()).bind_blob(":participant", who.view());
        while (query.step()) ids.push_back(query.id<CheckInId>(0));
      }
    }
    return ids;
  });
}

Result<RegisterView::Visits> RegisterView::visits(const std::vector<ParticipantId>& ids) {
  return sqlite_guard(db_, [&]() -> Result<Visits> {
    std::set<std::int64_t> days;
    for (const ParticipantId& id : ids) {
      Statement query = db_.statement(R"sql(
        SELECT DISTINCT s.local_date FROM participant p JOIN check_in i USING(participant) JOIN session s USING(session)
        WHERE p.programme = :programme AND p.uuid = :uuid AND NOT withdrawn AND s.local_date IS NOT NULL)sql");
      query.bind(":programme", programme_.row).bind_blob(":uuid", id.view());
      while (query.step()) days.insert(query.integer(0));
    }
    Visits visits{static_cast<std::int64_t>(days.size()), std::nullopt};
    if (!days.empty()) visits.last = LocalDate{static_cast<std::int32_t>(*days.rbegin())};
    return visits;
  });
}

Result<std::vector<ParticipantId>> RegisterView::regulars(const std::string& activity, LocalDate from,
                                                          SessionId except) {
  HK_ASSIGN(const Links linked, links());
  struct Came {
    std::set<SessionId> sessions;
    std::int64_t last_ms = 0;
  };
  std::map<ParticipantId, Came> people;
  HK_TRY(sqlite_guard(db_, [&]() -> Result<void> {
    Statement query = db_.statement(R"sql(
      SELECT DISTINCT p.uuid, s.uuid, s.start_ms FROM session s CROSS JOIN check_in i USING(session)
      JOIN participant p USING(participant)
      WHERE s.programme = :programme AND s.local_date >= :from AND s.activity = :activity AND s.state IN (1, 2)
        AND NOT i.withdrawn)sql");
    query.bind(":programme", programme_.row).bind(":from", std::int64_t{from.days}).bind_text(":activity", activity);
    while (query.step()) {
      const SessionId session = linked.sessions.representative(query.id<SessionId>(1));
      if (session == linked.sessions.representative(except)) continue;
      Came& came = people[linked.people.representative(query.id<ParticipantId>(0))];
      came.sessions.insert(session);
      came.last_ms = std::max(came.last_ms, query.integer(2));
    }
    return {};
  }));
  std::vector<ParticipantId> ids;
  for (const auto& [id, came] : people) {
    if (came.sessions.size() >= 2) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end(), [&](const ParticipantId& a, const ParticipantId& b) {
    const Came &one = people[a], &other = people[b];
    return std::tuple(other.sessions.size(), other.last_ms, a) < std::tuple(one.sessions.size(), one.last_ms, b);
  });
  return ids;
}

}  // namespace hk
