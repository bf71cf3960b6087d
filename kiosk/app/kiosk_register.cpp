#include <algorithm>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"

namespace hk {

bool Kiosk::record(std::span<const ChangeBody> bodies) {
  const Result<std::vector<ChangeId>> recorded = store_.record(bodies);
  if (!recorded) {
    show_failure(recorded.error());
    return false;
  }
  sync_.hurry();
  count_shown_week();
  return true;
}

bool Kiosk::is_here(SessionId session, ParticipantId participant) {
  return !or_notice(view_.valid_check_ins(session, participant)).empty();
}

/// Nothing where nobody is known by that id.
std::optional<CheckInRecorded> Kiosk::check_in(SessionId session, ParticipantId participant, CheckInWay way) const {
  const Person* person = store_.unlocked() ? store_.people().find(participant) : nullptr;
  if (person == nullptr) return std::nullopt;
  CheckInRecorded recorded{session, participant, person->category, {}, {}, way};
  if (recorded.category.empty()) recorded.category = "unknown";
  if (!person->is_protected) {
    recorded.gender = person->gender;
    recorded.area = person->area;
  }
  return recorded;
}

void Kiosk::check_in_by_staff(SessionId session, ParticipantId participant) {
  const auto recorded = check_in(session, participant, CheckInWay::staff);
  if (!recorded || is_here(session, participant)) return;
  const ChangeBody body = *recorded;
  record(std::span(&body, 1));
}

bool Kiosk::withdraw(SessionId session, std::span<const ParticipantId> people) {
  std::vector<ChangeBody> bodies;
  for (const ParticipantId& one : people) {
    std::vector<CheckInId> seen = or_notice(view_.valid_check_ins(session, one));
    if (!seen.empty()) bodies.emplace_back(CheckInWithdrawn{std::move(seen)});
  }
  return !bodies.empty() && record(bodies);
}

void Kiosk::on(const TickPerson& intent) {
  if (const auto* person = std::get_if<AtNewPerson>(&state_)) return tick_same(*person, intent.participant);
  const auto* roster = std::get_if<AtRoster>(&state_);
  if (roster == nullptr) return;
  notice_.reset();
  if (is_here(roster->session, intent.participant)) {
    withdraw(roster->session, std::span(&intent.participant, 1));
  } else {
    check_in_by_staff(roster->session, intent.participant);
  }
}

void Kiosk::on(const StartPlanned& intent) {
  const std::vector<ScheduleEntry> entries = or_notice(view_.schedule(iso_weekday(today())));
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const ScheduleEntry& entry) { return entry.entry == intent.entry; });
  if (found != entries.end()) start_session(found->activity, found->site, *found);
}

void Kiosk::on(const StartSession&) {
  const auto* start = std::get_if<AtStart>(&state_);
  if (start == nullptr || !start->activity || !start->site) return;
  const std::string site = *start->site;
  start_session(*start->activity, site, std::nullopt);
  // The next session of this tablet is most likely at the same place.
  if (const Result<void> kept = store_.set_setting("site", site); !kept) show_failure(kept.error());
}

void Kiosk::start_session(const std::string& activity, const std::string& site, std::optional<ScheduleEntry> planned) {
  const std::vector<CatalogueEntry> activities = or_notice(view_.catalogue(CatalogueType::activity));
  const auto found = std::find_if(activities.begin(), activities.end(),
                                  [&](const CatalogueEntry& entry) { return entry.code == activity; });
  if (found == activities.end()) return;
  const std::int64_t now = store_.clock().wall_ms();
  SessionSet::When when{today().days, ports_.local_time.at(now).utc_offset_min, now, std::nullopt};
  if (planned) {
    const std::int64_t start = ports_.local_time.to_utc_ms(today().days, planned->start_min);
    if (std::abs(start - now) <= tuning::planned_start_slack_ms) when.start_ms = start;
    when.planned_end_ms = ports_.local_time.to_utc_ms(today().days, planned->end_min);
  }
  SessionSet session;
  session.session = make_id<SessionId>(store_.clock(), store_.random());
  session.what = {found->workshop, activity, site, found->kind.value_or(SessionKind::group)};
  session.when = when;
  session.extras = {found->goal_area, false, SessionOrigin::live};
  const SessionId id = session.session;
  const ChangeBody bodies[] = {std::move(session), SessionStateSet{id, SessionState::running, std::nullopt}};
  if (record(bodies)) go(AtToday{});
}

void Kiosk::close_forgotten_sessions() {
  const std::int64_t now = store_.clock().wall_ms();
  std::vector<ChangeBody> bodies;
  for (const SessionView& session : or_notice(view_.running_opened_by(store_.own().device))) {
    const std::int64_t due = session.planned_end_ms ? *session.planned_end_ms + tuning::auto_close_after_plan_ms
                                                    : session.start_ms + tuning::auto_close_after_start_ms;
    const std::int64_t end = session.planned_end_ms.value_or(session.start_ms + tuning::auto_close_default_length_ms);
    if (now >= due) bodies.emplace_back(SessionAutoClosed{session.id, end});
  }
  if (!bodies.empty()) record(bodies);
}

}  // namespace hk
