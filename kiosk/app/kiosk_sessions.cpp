#include <algorithm>

#include "kiosk/app/kiosk.h"

namespace hk {

void Kiosk::show_sessions(AtWeek at, std::string figure, std::optional<RowKey> row) {
  AtSessions sessions;
  sessions.asked.period = at.period;
  sessions.asked.figure = std::move(figure);
  if (at.narrowed) sessions.asked.rows.push_back(*at.narrowed);
  if (row) sessions.asked.rows.push_back(std::move(*row));
  sessions.week = std::move(at);
  const SessionsAsked asked = sessions.asked;
  go(std::move(sessions));
  ports_.start_job(SessionsJob{report_source(), asked});
}

void Kiosk::on(const ShowSessions& intent) {
  const auto* at = std::get_if<AtWeek>(&state_);
  if (at == nullptr) return;
  AtWeek asked = *at;
  // A figure of the whole leads to what it counts, whatever the table shows.
  if (!intent.figure.empty()) asked.narrowed.reset();
  show_sessions(std::move(asked), intent.figure, std::nullopt);
  std::get<AtSessions>(state_).week.narrowed = at->narrowed;
}

void Kiosk::on_sessions(SessionsDone done) {
  auto* at = std::get_if<AtSessions>(&state_);
  if (at == nullptr || at->asked != done.asked) return;
  if (!done.rows) return show_failure(done.rows.error());
  at->rows = std::move(*done.rows);
}

void Kiosk::on(const ShowSessionPeople& intent) {
  auto* at = std::get_if<AtSessions>(&state_);
  if (at == nullptr || !at->rows) return;
  const auto row = std::find_if(at->rows->begin(), at->rows->end(),
                                [&](const SessionRow& one) { return one.session == intent.session; });
  if (row == at->rows->end()) return;
  notice_.reset();
  if (!may_coordinate()) {
    notice_ = Notice{Notice::Kind::names_needed, {}};
    return;
  }
  // Nobody looks without a trace.
  if (!record(std::vector<ChangeBody>{AccessLogged{"session_people", "ok", std::nullopt}})) return;
  at->people = or_notice(view_.present(intent.session));
  at->opened = *row;
}

ScreenContent Kiosk::model(const AtSessions& at) {
  ScreenContent content;
  if (!at.opened) {
    SessionsModel model;
    model.asked = at.asked;
    model.rows = at.rows;
    model.may_see_people = may_coordinate();
    content = std::move(model);
    return content;
  }
  SessionPeopleModel model;
  model.session = *at.opened;
  if (store_.unlocked())
    for (const ParticipantId& id : at.people) model.people.push_back(row(id, true).name);
  std::sort(model.people.begin(), model.people.end());
  content = std::move(model);
  return content;
}

}  // namespace hk
