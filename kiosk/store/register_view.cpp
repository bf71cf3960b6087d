#include "kiosk/store/register_view.h"

#include <nlohmann/json.hpp>

#include "sync/log/tally_vocabulary.h"

namespace hk {

namespace {

// What a session view is read from; the caller adds the condition.
constexpr const char* session_columns = R"sql(
  SELECT s.session, s.uuid, workshop, activity, site, goal_area, s.kind, local_date, utc_offset_min, start_ms, planned_end_ms,
    (SELECT count(DISTINCT participant) FROM check_in i WHERE i.session = s.session AND NOT withdrawn),
    (SELECT ifnull(sum(total), 0) FROM headcount h WHERE h.session = s.session AND figure = 1)
      + (SELECT ifnull(sum(delta), 0) FROM headcount_correction h WHERE h.session = s.session AND figure = 1),
    (SELECT ifnull(sum(total), 0) FROM headcount h WHERE h.session = s.session AND figure = 2)
      + (SELECT ifnull(sum(delta), 0) FROM headcount_correction h WHERE h.session = s.session AND figure = 2),
    ifnull(language_training, 0), ifnull(origin, 1), leaders, partners
  FROM session s
  WHERE s.programme = :programme AND s.kind IS NOT NULL AND local_date IS NOT NULL AND )sql";

SessionView read_session(const Statement& row) {
  SessionView view;
  view.row = row.integer(0);
  view.id = row.id<SessionId>(1);
  view.workshop = row.text(2);
  view.activity = row.text(3);
  view.site = row.text(4);
  view.goal_area = row.text(5);
  view.kind = static_cast<SessionKind>(row.integer(6));
  view.date = LocalDate{static_cast<std::int32_t>(row.integer(7))};
  view.utc_offset_min = static_cast<std::int32_t>(row.integer(8));
  view.start_ms = row.integer(9);
  view.planned_end_ms = row.optional_integer(10);
  view.checked_in = row.integer(11);
  view.headcount = row.integer(12);
  view.turned_away = row.integer(13);
  view.language_training = row.integer(14) != 0;
  view.origin = static_cast<SessionOrigin>(row.integer(15));
  for (ByteView rest = row.blob(16); rest.size() >= 16; rest.remove_prefix(16)) {
    if (const auto leader = StaffId::from_bytes(rest.substr(0, 16), "session.leaders")) view.leaders.push_back(*leader);
  }
  for_each_partner(row.text(17), [&](std::string_view code) { view.partners.emplace_back(code); });
  return view;
}

}  // namespace

Result<std::vector<CatalogueEntry>> RegisterView::catalogue(CatalogueType type, Retired retired) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<CatalogueEntry>> {
    std::vector<CatalogueEntry> entries;
    Statement query = db_.statement(R"sql(
      SELECT k.code, ifnull(l.words, k.code), pictogram, workshop, kind, goal_area FROM catalogue k
      LEFT JOIN catalogue_label l ON l.programme = k.programme AND l.type = k.type AND l.code = k.code AND l.language = 'sv'
      WHERE k.programme = :programme AND k.type = :type AND retired <= :retired
      ORDER BY place, k.code)sql");
    query.bind(":programme", programme_.row).bind(":type", static_cast<std::int64_t>(type));
    query.bind(":retired", static_cast<std::int64_t>(retired));
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

Result<std::vector<SessionView>> RegisterView::running() {
  return sessions("state = :value ORDER BY start_ms, s.uuid", static_cast<std::int64_t>(SessionState::running));
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

Result<std::vector<SessionView>> RegisterView::on_date(LocalDate date) {
  return sessions("local_date = :value ORDER BY start_ms, s.uuid", date.days);
}

Result<std::optional<SessionView>> RegisterView::session(SessionId id) {
  return sqlite_guard(db_, [&]() -> Result<std::optional<SessionView>> {
    static const std::string sql = std::string(session_columns) + "s.uuid = :uuid";
    Statement query = db_.statement(sql);
    query.bind(":programme", programme_.row).bind_blob(":uuid", id.view());
    if (!query.step()) return std::optional<SessionView>();
    return std::optional(read_session(query));
  });
}

Result<std::vector<ParticipantId>> RegisterView::present(SessionId session) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<ParticipantId>> {
    std::vector<ParticipantId> ids;
    Statement query = db_.statement(R"sql(
      SELECT p.uuid FROM check_in i JOIN participant p USING(participant)
      WHERE i.session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session) AND NOT withdrawn
      GROUP BY i.participant ORDER BY min(i.change))sql");
    query.bind(":programme", programme_.row).bind_blob(":session", session.view());
    while (query.step()) ids.push_back(query.id<ParticipantId>(0));
    return ids;
  });
}

Result<std::vector<CheckInId>> RegisterView::valid_check_ins(SessionId session, ParticipantId participant) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<CheckInId>> {
    std::vector<CheckInId> ids;
    Statement query = db_.statement(R"sql(
      SELECT c.id FROM check_in i JOIN change c USING(change)
      WHERE i.session = (SELECT session FROM session WHERE programme = :programme AND uuid = :session)
        AND i.participant = (SELECT participant FROM participant WHERE programme = :programme AND uuid = :participant)
        AND NOT withdrawn)sql");
    query.bind(":programme", programme_.row)
        .bind_blob(":session", session.view())
        .bind_blob(":participant", participant.view());
    while (query.step()) ids.push_back(query.id<CheckInId>(0));
    return ids;
  });
}

Result<std::vector<ParticipantId>> RegisterView::regulars(const std::string& activity, LocalDate from,
                                                          SessionId except) {
  return sqlite_guard(db_, [&]() -> Result<std::vector<ParticipantId>> {
    std::vector<ParticipantId> ids;
    Statement query = db_.statement(R"sql(
      SELECT p.uuid FROM session s CROSS JOIN check_in i USING(session) JOIN participant p USING(participant)
      WHERE s.programme = :programme AND s.local_date >= :from AND s.activity = :activity AND s.uuid <> :except
        AND s.state IN (1, 2) AND NOT i.withdrawn
      GROUP BY i.participant HAVING count(DISTINCT i.session) >= 2
      ORDER BY count(DISTINCT i.session) DESC, max(s.start_ms) DESC, p.uuid)sql");
    query.bind(":programme", programme_.row)
        .bind(":from", std::int64_t{from.days})
        .bind_text(":activity", activity)
        .bind_blob(":except", except.view());
    while (query.step()) ids.push_back(query.id<ParticipantId>(0));
    return ids;
  });
}

}  // namespace hk
