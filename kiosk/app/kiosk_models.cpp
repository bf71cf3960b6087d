#include <algorithm>
#include <cstdlib>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/tuning.h"
#include "kiosk/store/import_register.h"
#include "kiosk/store/programme_texts.h"

namespace hk {

namespace {

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return c != ' ' && (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

Hue hue_of(std::size_t goal_area) {
  // Each goal area has its colour by its place in the programme (tokens.md).
  constexpr Hue hues[] = {Hue::clay, Hue::plum, Hue::pine};
  return goal_area < std::size(hues) ? hues[goal_area] : Hue::none;
}

/// Told apart by as few letters of the surname as it takes, up to three: no more of a name shows than must. Letters
/// that tell nobody apart are not shown.
std::vector<Candidate> candidates(const People& people, const std::vector<ParticipantId>& ids) {
  std::vector<Candidate> candidates;
  for (const ParticipantId& id : ids) {
    const Person& person = *people.find(id);
    const auto alike = [&](std::size_t letters) {
      return std::count_if(ids.begin(), ids.end(), [&](const ParticipantId& one) {
        const Person& other = *people.find(one);
        return other.first_name() == person.first_name() && other.initial(letters) == person.initial(letters);
      });
    };
    std::size_t letters = 1;
    while (alike(letters) > alike(tuning::initial_letters_max)) ++letters;
    candidates.push_back({id, person.first_name(), person.initial(letters)});
  }
  return candidates;
}

}  // namespace

LocalDate Kiosk::today() const { return {ports_.local_time.at(store_.clock().wall_ms()).days}; }

ClockTime Kiosk::clock_time(std::int64_t utc_ms) const { return {ports_.local_time.at(utc_ms).minute_of_day}; }

ActivityBadge Kiosk::badge(const std::string& activity) {
  const auto activities = or_notice(view_.catalogue(CatalogueType::activity));
  const auto goal_areas = or_notice(view_.catalogue(CatalogueType::goal_area));
  for (const CatalogueEntry& entry : activities) {
    if (entry.code != activity) continue;
    const auto area = std::find_if(goal_areas.begin(), goal_areas.end(),
                                   [&](const CatalogueEntry& one) { return one.code == entry.goal_area; });
    const Hue hue = area == goal_areas.end() ? Hue::none : hue_of(static_cast<std::size_t>(area - goal_areas.begin()));
    return {entry.label, entry.pictogram, hue};
  }
  return {activity, "list", Hue::none};
}

std::string Kiosk::site_name(const std::string& code) {
  for (const CatalogueEntry& entry : or_notice(view_.catalogue(CatalogueType::site))) {
    if (entry.code == code) return entry.label;
  }
  return code;
}

SessionSummary Kiosk::summary(const SessionView& session) {
  SessionSummary summary;
  summary.session = session.id;
  summary.badge = badge(session.activity);
  summary.start = clock_time(session.start_ms);
  if (session.planned_end_ms) summary.planned_end = clock_time(*session.planned_end_ms);
  summary.place = site_name(session.site);
  summary.checked_in = session.checked_in;
  summary.headcount = std::max<std::int64_t>(0, session.headcount);
  return summary;
}

SessionSummary Kiosk::summary(SessionId session) {
  const auto view = or_notice(view_.session(session));
  if (view) return summary(*view);
  SessionSummary unknown;
  unknown.session = session;
  return unknown;
}

RosterRow Kiosk::row(ParticipantId id, bool here) const {
  const Person* person = store_.people().find(id);
  // "(ännu inte hämtad)": the name has not arrived, or there never was one.
  return {id, person ? person->staff_name() : std::string(), here};
}

SyncLine Kiosk::sync_line() {
  const SyncStatus status = or_notice(sync_.status());
  SyncLine line;
  line.pending = status.pending;
  if (status.all_sent_ms) line.last_sent = clock_time(*status.all_sent_ms);
  // The offset is what is to be added to this clock.
  const std::int64_t ahead_ms = -status.clock_offset_ms.value_or(0);
  if (std::abs(ahead_ms) > tuning::clock_right_ms) line.clock_ahead_min = ahead_ms / 60'000;
  if (const auto site = or_notice(store_.setting("site"))) line.place = site_name(*site);
  line.state = [&] {
    if (or_notice(store_.is_revoked())) return SyncLine::State::revoked;
    if (or_notice(store_.setting(kNamesForgotten)).value_or("") == "yes") return SyncLine::State::names_forgotten;
    if (!status.enrolled) return SyncLine::State::not_enrolled;
    if (status.last_result == SyncStatus::Result::refused) return SyncLine::State::refused;
    if (status.last_result == SyncStatus::Result::outdated) return SyncLine::State::outdated;
    if (status.last_result == SyncStatus::Result::server_outdated) return SyncLine::State::server_outdated;
    if (status.last_result == SyncStatus::Result::offline || status.last_result == SyncStatus::Result::server_error) {
      return SyncLine::State::offline;
    }
    return status.pending == 0 ? SyncLine::State::all_sent : SyncLine::State::waiting;
  }();
  return line;
}

ScreenPtr Kiosk::screen() {
  auto screen = std::make_shared<Screen>();
  screen->language = staff_screen() ? staff_language_ : language_;
  view_.speak(screen->language);
  const auto* newcomer = std::get_if<AtNewHere>(&state_);
  if (newcomer != nullptr && newcomer->reads_notice) {
    screen->content = model(AtPrivacy{});
  } else {
    std::visit([&](const auto& state) { screen->content = model(state); }, state_);
  }
  screen->sync = sync_line();
  screen->notice = notice_;
  screen->appearance = appearance_;
  screen->version = ++version_;
  return screen;
}

WelcomeModel Kiosk::model(const AtWelcome& at) {
  WelcomeModel welcome;
  welcome.languages = at.languages;
  welcome.programme = or_notice(view_.programme_name());
  for (const SessionView& session : or_notice(view_.running())) welcome.sessions.push_back(summary(session));
  welcome.has_privacy = or_notice(programme_texts(store_.log(), store_.programme())).contains(notice_text);
  return welcome;
}

bool Kiosk::shows_beginnings(std::string_view typed) {
  return is_long_enough(typed, tuning::search_letters_min, tuning::search_syllables_min);
}

/// A search goes on while letters are added to it or taken from it. Short of what shows a name it is over.
void Kiosk::count_search(AtWho& who) {
  const std::string& text = who.typed.text;
  if (!shows_beginnings(text) && (!store_.unlocked() || letters(text) == 0 ||
                                  store_.people().search(text, People::Match::whole, 1, false).empty())) {
    return wipe(who.search);
  }
  const bool goes_on = !who.search.empty() && (text.starts_with(who.search) || who.search.starts_with(text));
  wipe(who.search);
  who.search = text;
  if (goes_on) return;
  const std::int64_t now = store_.clock().monotonic_ms();
  if (now - searching_since_ms_ >= tuning::searches_window_ms) searches_ = 0;
  if (searches_++ == 0) searching_since_ms_ = now;
}

bool Kiosk::asks_staff() const {
  const bool lately = store_.clock().monotonic_ms() - searching_since_ms_ < tuning::searches_window_ms;
  return searches_ > tuning::searches_max && lately;
}

WhoModel Kiosk::model(const AtWho& who) {
  WhoModel model;
  model.session = who.session;
  model.badge = summary(who.session).badge;
  model.typed = who.typed;
  model.ask_staff = asks_staff();
  if (store_.unlocked() && !model.ask_staff && letters(who.typed.text) > 0) {
    // Short of three letters only a whole name is enough: nobody can leaf through who comes here.
    const auto match = shows_beginnings(who.typed.text) ? People::Match::beginning : People::Match::whole;
    std::vector<ParticipantId> found =
        store_.people().search(who.typed.text, match, tuning::candidates_max + 1, false, who.regulars);
    model.more = found.size() > tuning::candidates_max;
    if (model.more) found.pop_back();
    model.candidates = candidates(store_.people(), found);
    model.searched = match == People::Match::beginning;
  }
  model.seconds_left = seconds_left();
  return model;
}

UnlockModel Kiosk::model(const AtUnlock& unlock) { return {unlock.passphrase, unlock.visible, unlock.checking}; }

TodayModel Kiosk::model(const AtToday&) {
  TodayModel model;
  model.date = today();
  model.names_locked = !store_.unlocked();
  model.may_coordinate = may_coordinate();
  model.question = same_session_question();
  for (const SessionView& session : or_notice(view_.running())) model.running.push_back(summary(session));
  const std::vector<SessionView> started = or_notice(view_.since(model.date));
  for (const ScheduleEntry& entry : or_notice(view_.schedule(iso_weekday(model.date)))) {
    const bool begun = std::any_of(started.begin(), started.end(), [&](const SessionView& session) {
      return session.date == model.date && session.activity == entry.activity && session.site == entry.site;
    });
    if (begun) continue;
    model.planned.push_back(
        {entry.entry, badge(entry.activity), {entry.start_min}, {entry.end_min}, site_name(entry.site)});
  }
  return model;
}

StartModel Kiosk::model(const AtStart& start) {
  StartModel model;
  const auto workshops = or_notice(view_.catalogue(CatalogueType::workshop));
  const auto label_of = [&](const std::string& code) {
    const auto found =
        std::find_if(workshops.begin(), workshops.end(), [&](const CatalogueEntry& one) { return one.code == code; });
    return found == workshops.end() ? std::string() : found->label;
  };
  for (const CatalogueEntry& activity : or_notice(view_.catalogue(CatalogueType::activity))) {
    model.activities.push_back({activity.code, badge(activity.code), label_of(activity.workshop)});
  }
  for (const CatalogueEntry& site : or_notice(view_.catalogue(CatalogueType::site))) {
    model.sites.push_back({site.code, site.label});
  }
  model.chosen_activity = start.activity;
  model.chosen_site = start.site;
  return model;
}

RosterModel Kiosk::model(const AtRoster& roster) {
  RosterModel model;
  model.session = summary(roster.session);
  model.searching = roster.searching;
  model.search = roster.search;
  model.counts = counts(roster.session);
  add_extras(model);
  model.twins = twins(roster.session);
  model.names_locked = !store_.unlocked();
  if (model.names_locked) return model;
  const std::vector<ParticipantId> present = or_notice(view_.present(roster.session));
  const auto holds = [](const std::vector<ParticipantId>& ids, const ParticipantId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  const auto here = [&](const ParticipantId& id) { return holds(present, id); };
  // Two of them may have become one person since the list was opened.
  std::vector<ParticipantId> regulars;
  for (const ParticipantId& id : roster.regulars) {
    const ParticipantId one = store_.people().representative(id);
    if (!holds(regulars, one)) regulars.push_back(one);
  }
  for (const ParticipantId& id : regulars) model.regulars.push_back(row(id, here(id)));
  if (roster.searching && letters(roster.search.text) > 0) {
    for (const ParticipantId& id : store_.people().search(roster.search.text, People::Match::beginning,
                                                          tuning::staff_search_max, true, regulars)) {
      model.others.push_back(row(id, here(id)));
    }
    return model;
  }
  for (const ParticipantId& id : present) {
    if (!holds(regulars, id)) model.others.push_back(row(id, true));
  }
  return model;
}

}  // namespace hk
