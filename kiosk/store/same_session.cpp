#include "kiosk/store/same_session.h"

#include <algorithm>
#include <set>

namespace hk {

namespace {

using Pair = std::pair<SessionId, SessionId>;

/// A session without a plan that was not closed yet (domain.md: the length a forgotten one is given).
constexpr std::int64_t assumed_length_ms = 7'200'000;

struct Link {
  SessionId a, b;
  bool on = true;
};

Result<std::vector<Link>> read_links(Database& db, ProgrammeRef programme) {
  return sqlite_guard(db, [&]() -> Result<std::vector<Link>> {
    std::vector<Link> links;
    Statement query = db.statement(R"sql(
      SELECT a.uuid, b.uuid, linked FROM session_link l CROSS JOIN session a ON a.session = l.a
      CROSS JOIN session b ON b.session = l.b WHERE a.programme = :programme)sql");
    query.bind(":programme", programme.row);
    while (query.step()) links.push_back({query.id<SessionId>(0), query.id<SessionId>(1), query.integer(2) != 0});
    return links;
  });
}

bool counts(const SessionView& session) {
  return session.state == SessionState::running || session.state == SessionState::closed;
}

std::int64_t end_of(const SessionView& session) {
  if (session.end_ms) return *session.end_ms;
  return session.planned_end_ms.value_or(session.start_ms + assumed_length_ms);
}

bool may_be_one(const SessionView& a, const SessionView& b) {
  return a.id != b.id && counts(a) && counts(b) && !a.activity.empty() && a.activity == b.activity &&
         a.site == b.site && a.date == b.date && a.start_ms < end_of(b) && b.start_ms < end_of(a);
}

Result<void> must_be_known(KioskStore& store, SessionId id) {
  HK_ASSIGN(const auto view, RegisterView(store.database(), store.programme()).session_alone(id));
  if (view) return {};
  return fail(ErrorCode::not_found, to_text(id), "nothing is known of this session");
}

}  // namespace

Result<std::vector<SessionPair>> same_session_questions(RegisterView& view, Database& db, ProgrammeRef programme,
                                                        LocalDate from) {
  HK_ASSIGN(const std::vector<SessionView> sessions, view.since(from));
  HK_ASSIGN(const LinkedSessions linked, linked_sessions(db, programme));
  HK_ASSIGN(const std::vector<Link> links, read_links(db, programme));
  std::set<Pair> answered;
  for (const Link& link : links) {
    const SessionId a = linked.representative(link.a), b = linked.representative(link.b);
    answered.emplace(std::min(a, b), std::max(a, b));
  }
  std::vector<SessionPair> pairs;
  for (auto second = sessions.rbegin(); second != sessions.rend(); ++second) {
    for (auto first = std::next(second); first != sessions.rend(); ++first) {
      if (!may_be_one(*first, *second)) continue;
      const SessionId a = linked.representative(first->id), b = linked.representative(second->id);
      if (a == b || !answered.emplace(std::min(a, b), std::max(a, b)).second) continue;
      HK_ASSIGN(std::optional<SessionView> one, view.session(first->id));
      HK_ASSIGN(std::optional<SessionView> other, view.session(second->id));
      if (one && other) pairs.push_back({std::move(*one), std::move(*other)});
    }
  }
  return pairs;
}

Result<std::vector<SessionTwin>> session_twins(RegisterView& view, Database& db, ProgrammeRef programme,
                                               SessionId session) {
  std::vector<SessionTwin> twins;
  HK_ASSIGN(const std::optional<SessionView> at, view.session(session));
  if (!at) return twins;
  HK_ASSIGN(const LinkedSessions linked, linked_sessions(db, programme));
  HK_ASSIGN(const std::vector<SessionView> since, view.since(at->date));
  for (const SessionView& one : since) {
    const bool is_linked = linked.representative(one.id) == linked.representative(at->id);
    if (one.id != at->id && (is_linked || may_be_one(*at, one))) twins.push_back({one, is_linked});
  }
  return twins;
}

Result<void> link_sessions(KioskStore& store, SessionId a, SessionId b) {
  HK_TRY(must_be_known(store, a));
  HK_TRY(must_be_known(store, b));
  HK_ASSIGN(const LinkedSessions linked, linked_sessions(store.database(), store.programme()));
  if (linked.representative(a) == linked.representative(b)) {
    return fail(ErrorCode::conflict, to_text(b), "is the same session already");
  }
  HK_TRY(store.record(SessionSameAs{a, b, true}));
  return {};
}

Result<void> part_sessions(KioskStore& store, SessionId a, SessionId b) {
  HK_TRY(must_be_known(store, a));
  HK_TRY(must_be_known(store, b));
  HK_ASSIGN(const std::vector<Link> links, read_links(store.database(), store.programme()));
  std::vector<ChangeBody> bodies{SessionSameAs{a, b, false}};
  for (const Link& link : links) {
    const SessionId other = link.a == b ? link.b : link.a;
    if (link.on && other != a && (link.a == b || link.b == b)) bodies.emplace_back(SessionSameAs{other, b, false});
  }
  HK_TRY(store.record(bodies));
  return {};
}

}  // namespace hk
