#include "kiosk/app/sessions_behind.h"

#include <algorithm>

namespace hk {
namespace {

bool counts_in(const SessionFigures& session, std::string_view figure) {
  if (figure == "group_sessions") return session.kind == SessionKind::group;
  if (figure == "individual_sessions" || figure == "individual_support") return session.kind == SessionKind::individual;
  if (figure == "events") return session.kind == SessionKind::event;
  if (figure == "headcount") return session.headcount > 0;
  if (figure == "turned_away") return session.turned_away > 0;
  return figure.empty() || session.attendances > 0;
}

/// Keeps what both have. A row of people counts fewer than a session's other rows, and is what was touched.
void keep_common(std::vector<SessionFigures>& sessions, const std::vector<SessionFigures>& others, bool people) {
  std::vector<SessionFigures> common;
  for (const SessionFigures& one : sessions) {
    const auto other =
        std::find_if(others.begin(), others.end(), [&](const SessionFigures& found) { return found.id == one.id; });
    if (other != others.end()) common.push_back(people ? *other : one);
  }
  sessions = std::move(common);
}

Result<std::vector<SessionFigures>> read(Database& db, ProgrammeRef programme, const SessionsAsked& asked) {
  if (asked.rows.empty()) return read_sessions(db, programme, asked.period);
  std::vector<SessionFigures> sessions;
  for (const RowKey& row : asked.rows) {
    HK_ASSIGN(std::vector<SessionFigures> found,
              read_sessions(db, programme, asked.period, CellAsked{row.dimension, row.code}));
    if (&row == &asked.rows.front()) {
      sessions = std::move(found);
    } else {
      keep_common(sessions, found, belongs_to_person(row.dimension));
    }
  }
  return sessions;
}

}  // namespace

Result<std::vector<SessionRow>> sessions_behind(Database& db, ProgrammeRef programme, const SessionsAsked& asked) {
  HK_ASSIGN(const std::vector<SessionFigures> sessions, read(db, programme, asked));
  std::vector<SessionRow> rows;
  for (const SessionFigures& one : sessions) {
    if (!counts_in(one, asked.figure)) continue;
    rows.push_back({one.id,
                    one.date,
                    {one.start_min},
                    one.activity,
                    one.site,
                    one.attendances,
                    one.headcount,
                    one.turned_away,
                    one.still_runs});
  }
  return rows;
}

}  // namespace hk
