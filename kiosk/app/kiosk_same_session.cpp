#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/same_session.h"

/// "Samma tillfälle?": what two tablets started without having heard of each other.
namespace hk {

std::optional<SameSessionQuestion> Kiosk::same_session_question() {
  const LocalDate from = today().plus(-tuning::same_session_days);
  std::vector<SessionPair> pairs =
      or_notice(same_session_questions(view_, store_.database(), store_.programme(), from));
  if (pairs.empty()) return std::nullopt;
  return SameSessionQuestion{pairs.front().first.date, summary(pairs.front().first), summary(pairs.front().second)};
}

std::vector<RosterModel::Twin> Kiosk::twins(SessionId session) {
  std::vector<RosterModel::Twin> twins;
  for (const SessionTwin& twin : or_notice(session_twins(view_, store_.database(), store_.programme(), session))) {
    twins.push_back({twin.session.id, clock_time(twin.session.start_ms), twin.linked});
  }
  return twins;
}

void Kiosk::part_or_link(SessionId a, SessionId b, bool same) {
  const Result<void> said = same ? link_sessions(store_, a, b) : part_sessions(store_, a, b);
  // Another device was faster; what was wanted is so.
  if (!said && said.error().code != ErrorCode::conflict) return show_failure(said.error());
  sync_.hurry();
  notice_ = Notice{same ? Notice::Kind::sessions_linked : Notice::Kind::sessions_apart, {}};
}

void Kiosk::on(const AnswerSameSession& intent) {
  if (std::holds_alternative<AtToday>(state_)) part_or_link(intent.a, intent.b, intent.same);
}

void Kiosk::on(const ToggleSameSession& intent) {
  const auto* roster = std::get_if<AtRoster>(&state_);
  if (roster == nullptr) return;
  const SessionId shown = summary(roster->session).session;
  for (const RosterModel::Twin& twin : twins(roster->session)) {
    if (twin.session == intent.session) return part_or_link(shown, twin.session, !twin.same);
  }
}

}  // namespace hk
