#include "kiosk/app/kiosk.h"

#include <algorithm>

#include "kiosk/app/tuning.h"
#include "kiosk/store/approve_devices.h"
#include "kiosk/store/key_rotation.h"

namespace hk {

Kiosk::Kiosk(KioskStore& store, SyncClient& sync, Ports ports)
    : store_(store),
      sync_(sync),
      ports_(std::move(ports)),
      view_(store.database(), store.programme()),
      headcounts_(store),
      pin_gate_(store) {
  if (store_.unlocked()) state_ = AtToday{};
  if (ports_.begins_at_welcome) state_ = AtWelcome{};
  read_settings();
  touch();
  tick();
}

void Kiosk::handle(const Intent& intent) {
  touch();
  std::visit([this](const auto& one) { on(one); }, intent);
}

void Kiosk::touch() { last_touch_ms_ = store_.clock().monotonic_ms(); }

void Kiosk::go(State state) {
  forget_typing();
  // What participants do is theirs.
  if (std::holds_alternative<AtWelcome>(state)) store_.act_as(std::nullopt);
  state_ = std::move(state);
  state_since_ms_ = store_.clock().monotonic_ms();
  notice_.reset();
  tell_weekly();
}

bool Kiosk::staff_screen() const {
  return !std::holds_alternative<AtWelcome>(state_) && !std::holds_alternative<AtDone>(state_) && !clears_itself();
}

bool Kiosk::clears_itself() const {
  return std::holds_alternative<AtWho>(state_) || std::holds_alternative<AtHousehold>(state_) ||
         std::holds_alternative<AtNewHere>(state_) || std::holds_alternative<AtCount>(state_) ||
         std::holds_alternative<AtPrivacy>(state_) || std::holds_alternative<AtPin>(state_);
}

std::int64_t Kiosk::participant_timeout_ms() const {
  if (std::holds_alternative<AtPrivacy>(state_)) return tuning::reading_timeout_ms;
  const auto* newcomer = std::get_if<AtNewHere>(&state_);
  const bool reads = newcomer != nullptr && (newcomer->question() == NewHereModel::Question::consent ||
                                             newcomer->question() == NewHereModel::Question::research);
  return reads ? tuning::reading_timeout_ms : tuning::participant_timeout_ms;
}

std::optional<int> Kiosk::seconds_left() const {
  const std::int64_t left = last_touch_ms_ + participant_timeout_ms() - store_.clock().monotonic_ms();
  if (left > tuning::countdown_ms) return std::nullopt;
  return static_cast<int>(std::max<std::int64_t>(0, (left + 999) / 1000));
}

void Kiosk::show_failure(const Error& error) {
  const auto kind = [&] {
    switch (error.code) {
      case ErrorCode::disk_full:
        return Notice::Kind::disk_full;
      case ErrorCode::read_only:
        return Notice::Kind::read_only;
      case ErrorCode::busy:
        return Notice::Kind::busy;
      case ErrorCode::locked:
        return Notice::Kind::names_locked;
      default:
        return Notice::Kind::not_saved;
    }
  }();
  notice_ = Notice{kind, error.what};
}

// --- moving about ----------------------------------------------------------------------------------------------------

void Kiosk::on(const GoBack&) {
  if (const auto* count = std::get_if<AtCount>(&state_); count && store_.unlocked()) {
    return on(TapSession{count->session});
  }
  if (const auto* household = std::get_if<AtHousehold>(&state_)) return on(TapSession{SessionId(household->session)});
  if (auto* newcomer = std::get_if<AtNewHere>(&state_); newcomer && newcomer->reads_notice) {
    newcomer->reads_notice = false;
    return;
  }
  if (auto* newcomer = std::get_if<AtNewHere>(&state_)) {
    const SessionId session = newcomer->session;
    return ask_previous(*newcomer) ? void() : on(TapSession{session});
  }
  if (!staff_screen()) return go(AtWelcome{});
  if (const auto* unlock = std::get_if<AtUnlock>(&state_)) {
    // From the participants' side a passphrase was asked for; without it one comes no further than Welcome.
    return store_.unlocked() ? go(AtWelcome{}) : unlock->checking ? void() : go(AtToday{});
  }
  if (std::holds_alternative<AtToday>(state_)) return go(AtWelcome{});
  if (auto* close = std::get_if<AtClose>(&state_)) return leave_close(*close);
  if (const auto* partners = std::get_if<AtPartners>(&state_)) return on(ShowRoster{SessionId(partners->session)});
  if (const auto* family = std::get_if<AtFamily>(&state_)) return on(ShowRoster{SessionId(family->session)});
  if (const auto* person = std::get_if<AtNewPerson>(&state_)) return on(ShowRoster{SessionId(person->session)});
  if (auto* at = std::get_if<AtCoordination>(&state_); at && leave_page(*at)) return;
  if (leave_report()) return;
  if (auto* start = std::get_if<AtStart>(&state_); start && start->activity) {
    start->activity.reset();
    return;
  }
  if (auto* roster = std::get_if<AtRoster>(&state_); roster && roster->searching) return on(CloseSearch{});
  if (staff_screen()) go(AtToday{});
}

void Kiosk::on(const AnyTouch&) {
  if (answered_done() != nullptr) end_interaction();
}

const Kiosk::AtDone* Kiosk::answered_done() const {
  const bool seen = store_.clock().monotonic_ms() - state_since_ms_ >= tuning::done_rest_ms;
  return seen ? std::get_if<AtDone>(&state_) : nullptr;
}

void Kiosk::on(const DismissNotice&) { notice_.reset(); }

void Kiosk::on(const ShowWelcome&) { end_interaction(); }

void Kiosk::on_job(JobDone done) {
  if (auto* unlock = std::get_if<UnlockDone>(&done)) on_unlocked(std::move(unlock->opened));
  if (auto* reported = std::get_if<ReportDone>(&done)) on_report(std::move(reported->file));
  if (auto* wrapped = std::get_if<PassphraseDone>(&done)) on_passphrase(std::move(wrapped->made));
  if (auto* sheet = std::get_if<SheetDone>(&done)) on_sheet(std::move(*sheet));
  if (auto* code = std::get_if<CodeDone>(&done)) on_code(std::move(code->code));
  if (auto* words = std::get_if<WordsDone>(&done)) on_words(std::move(*words));
  if (const auto* handed = std::get_if<HandoverDone>(&done)) on_handover(*handed);
  if (auto* counted = std::get_if<WeekDone>(&done)) on_week(std::move(*counted));
  if (auto* found = std::get_if<SessionsDone>(&done)) on_sessions(std::move(*found));
  if (auto* drives = std::get_if<DrivesDone>(&done)) on_drives(std::move(drives->drives));
  if (auto* printed = std::get_if<PrintReportDone>(&done)) on_printed(std::move(*printed));
  if (const auto* saved = std::get_if<SaveReportDone>(&done)) on_saved(*saved);
  if (auto* exports = std::get_if<ExportsDone>(&done)) on_exports(std::move(exports->exports));
}

void Kiosk::on_pulled() {
  const bool were_open = store_.unlocked();
  if (const Result<void> refreshed = store_.refresh(); !refreshed) show_failure(refreshed.error());
  // A coordinator took this device out of the programme.
  if (were_open && !store_.unlocked()) return begin_anew();
  if (or_notice(store_.setting(kNamesForgotten)).value_or("") == "yes") keep_setting(kNamesForgotten, "no");
  approve_devices();
  count_shown_week();
}

void Kiosk::approve_devices() {
  const Result<std::size_t> approved = approve_invited(store_);
  if (!approved) return show_failure(approved.error());
  const Result<std::size_t> handed_on = hand_on_keys(store_);
  if (!handed_on) return show_failure(handed_on.error());
  if (*approved + *handed_on > 0) sync_.hurry();
}

void Kiosk::on(const ShowStart&) {
  AtStart start;
  start.site = or_notice(store_.setting("site"));
  go(std::move(start));
}

void Kiosk::on(const ChooseActivity& intent) {
  if (auto* start = std::get_if<AtStart>(&state_)) start->activity = intent.code;
}

void Kiosk::on(const ChooseSite& intent) {
  if (auto* start = std::get_if<AtStart>(&state_)) start->site = intent.code;
}

std::vector<ParticipantId> Kiosk::regulars(SessionId session) {
  const auto view = or_notice(view_.session(session));
  if (!view) return {};
  const LocalDate from{view->date.days - tuning::regular_days};
  return or_notice(view_.regulars(view->activity, from, session));
}

void Kiosk::on(const ShowRoster& intent) {
  AtRoster roster;
  roster.session = intent.session;
  if (!store_.unlocked()) return go(std::move(roster));
  roster.regulars = regulars(intent.session);
  std::optional<Notice> failure = notice_;
  go(std::move(roster));
  if (failure) notice_ = std::move(failure);
}

void Kiosk::on(const OpenSearch&) {
  if (auto* roster = std::get_if<AtRoster>(&state_); roster && store_.unlocked()) roster->searching = true;
}

void Kiosk::on(const CloseSearch&) {
  if (auto* roster = std::get_if<AtRoster>(&state_)) {
    roster->searching = false;
    wipe(roster->search.text);
  }
}

std::int64_t Kiosk::done_ms() const {
  const auto* done = std::get_if<AtDone>(&state_);
  return done != nullptr && done->is_new ? tuning::done_new_ms : tuning::done_ms;
}

// --- time ------------------------------------------------------------------------------------------------------------

void Kiosk::tick() {
  const std::int64_t now = store_.clock().monotonic_ms();
  const bool left = now - last_touch_ms_ >= participant_timeout_ms();
  const bool greeted = std::holds_alternative<AtDone>(state_) && now - state_since_ms_ >= done_ms();
  if (greeted || (left && (clears_itself() || welcomes_somebody()))) end_interaction();
  if (holds_passphrase() && now - last_touch_ms_ >= tuning::reading_timeout_ms) forget_typing();
  if (now >= housekeeping_at_ms_) {
    close_forgotten_sessions();
    forget_stale_names();
    if (is_left_alone()) lock();
    export_weekly();
    housekeeping_at_ms_ = now + tuning::housekeeping_ms;
  }
  look_for_drives();
}

std::int64_t Kiosk::next_tick_ms() const {
  const std::int64_t now = store_.clock().monotonic_ms();
  // Countdowns step once a second from when they began.
  const auto next_step = [now](std::int64_t since) { return since + ((now - since) / 1000 + 1) * 1000; };
  std::int64_t next = housekeeping_at_ms_;
  if (std::holds_alternative<AtDone>(state_)) next = std::min(next, next_step(state_since_ms_));
  if (clears_itself()) {
    const std::int64_t countdown = last_touch_ms_ + participant_timeout_ms() - tuning::countdown_ms;
    next = std::min(next, now < countdown ? countdown : next_step(countdown));
  }
  if (holds_passphrase()) next = std::min(next, last_touch_ms_ + tuning::reading_timeout_ms);
  if (const auto* at = std::get_if<AtExport>(&state_); at && !at->looking) next = std::min(next, at->drives_at_ms);
  if (welcomes_somebody()) next = std::min(next, last_touch_ms_ + participant_timeout_ms());
  return next;
}

}  // namespace hk
