#include "kiosk/app/sessions_behind.h"

#include <algorithm>
#include <map>

namespace hk {
namespace {

using Words = std::map<std::string, std::string>;

Result<Words> words_of(RegisterView& view, CatalogueType type) {
  HK_ASSIGN(const std::vector<CatalogueEntry> entries, view.catalogue(type, RegisterView::Retired::included));
  Words words;
  for (const CatalogueEntry& entry : entries) words[entry.code] = entry.label;
  return words;
}

std::string or_code(const Words& words, const std::string& code) {
  const auto found = words.find(code);
  return found == words.end() ? code : found->second;
}

/// Of a list a missing value has none.
template <class List, class Text>
bool lists(const List& list, const std::string& code, Text text) {
  if (code.empty()) return list.empty();
  return std::any_of(list.begin(), list.end(), [&](const auto& one) { return text(one) == code; });
}

bool belongs_to(const SessionView& session, const RowKey& row) {
  switch (row.dimension) {
    case Dimension::workshop:
      return session.workshop == row.code;
    case Dimension::activity:
      return session.activity == row.code;
    case Dimension::site:
      return session.site == row.code;
    case Dimension::goal_area:
      return session.goal_area == row.code;
    case Dimension::weekday:
      return std::to_string(iso_weekday(session.date)) == row.code;
    case Dimension::leader:
      return lists(session.leaders, row.code, [](StaffId id) { return to_text(id); });
    case Dimension::partner:
      return lists(session.partners, row.code, [](const std::string& code) { return code; });
    case Dimension::category:
    case Dimension::gender:
    case Dimension::area:
      break;
  }
  return true;
}

bool counts_in(const SessionView& session, std::string_view figure) {
  if (figure == "group_sessions") return session.kind == SessionKind::group;
  if (figure == "individual_sessions" || figure == "individual_support") return session.kind == SessionKind::individual;
  if (figure == "events") return session.kind == SessionKind::event;
  if (figure == "headcount") return session.headcount > 0;
  if (figure == "turned_away") return session.turned_away > 0;
  return figure.empty() || session.checked_in > 0;
}

}  // namespace

Result<std::vector<SessionRow>> sessions_behind(Database& db, ProgrammeRef programme, const SessionsAsked& asked,
                                                const std::string& language, const LocalTime& local_time) {
  RegisterView view(db, programme);
  view.speak(language);
  HK_ASSIGN(const Words activities, words_of(view, CatalogueType::activity));
  HK_ASSIGN(const Words sites, words_of(view, CatalogueType::site));
  HK_ASSIGN(const std::vector<SessionView> started, view.since(asked.period.from));
  std::vector<SessionRow> rows;
  for (const SessionView& alone : started) {
    if (!asked.period.contains(alone.date) || alone.state == SessionState::cancelled) continue;
    HK_ASSIGN(const std::optional<SessionView> session, view.session(alone.id));
    // Of linked ones the one that speaks for them stands here for all.
    if (!session || session->id != alone.id || !counts_in(*session, asked.figure)) continue;
    if (!std::all_of(asked.rows.begin(), asked.rows.end(),
                     [&](const RowKey& row) { return belongs_to(*session, row); }))
      continue;
    SessionRow& row = rows.emplace_back();
    row.session = session->id;
    row.date = session->date;
    row.start = {local_time.at(session->start_ms).minute_of_day};
    if (session->end_ms) row.end = ClockTime{local_time.at(*session->end_ms).minute_of_day};
    row.activity = or_code(activities, session->activity);
    row.place = or_code(sites, session->site);
    row.attendances = session->checked_in;
    row.headcount = std::max<std::int64_t>(0, session->headcount);
    row.turned_away = std::max<std::int64_t>(0, session->turned_away);
    row.never_closed = session->state == SessionState::running;
  }
  std::stable_sort(rows.begin(), rows.end(), [](const SessionRow& a, const SessionRow& b) {
    return std::pair(a.date, a.start.minute_of_day) < std::pair(b.date, b.start.minute_of_day);
  });
  return rows;
}

}  // namespace hk
