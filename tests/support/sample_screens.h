#pragma once
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sample_coordination.h"
#include "tests/support/sample_first_run.h"
#include "tests/support/sample_households.h"
#include "tests/support/sample_newcomer.h"
#include "tests/support/sample_weeks.h"

/// Invented models of every screen, for tests and for pictures of them.
namespace hk::sample {

inline SyncLine offline() {
  return {.state = SyncLine::State::offline, .pending = 37, .last_sent = at(9), .place = "Framtidens hus"};
}

inline WelcomeModel welcome(std::size_t count) {
  std::vector<SessionSummary> sessions{yoga(), language(), cooking(), another(1), another(2), another(3)};
  sessions.resize(count);
  return {.programme = "Jämlik Hälsa Lindängen", .sessions = sessions, .has_privacy = true};
}

inline WhoModel who(std::string typed, std::size_t count = 5) {
  std::vector<Candidate> all{{id<ParticipantId>(1), "Fatima", "A."}, {id<ParticipantId>(2), "Fatma", "Y."},
                             {id<ParticipantId>(3), "فاطمة", "ح."},  {id<ParticipantId>(4), "Fatuma", "A."},
                             {id<ParticipantId>(5), "Fatmir", "B."}, {id<ParticipantId>(6), "Fatoumata", ""}};
  all.resize(count);
  return {.session = id<SessionId>(1),
          .badge = yoga().badge,
          .typed = {.text = std::move(typed)},
          .candidates = all,
          .searched = count > 0,
          .seconds_left = {}};
}

inline std::vector<ChoiceTile> categories() {
  return {{"child_youth", "Barn och unga", "child"},
          {"adult", "Vuxna/vårdnadshavare", "adult"},
          {"professional", "Yrkesverksamma", "worker"}};
}
inline CountModel count() {
  return {.session = id<SessionId>(1), .badge = yoga().badge, .categories = categories(), .seconds_left = {}};
}

inline DoneModel done(int seconds = 3) {
  return {.first_name = "Amina",
          .badge = yoga().badge,
          .place = "Sal 2",
          .already_here = false,
          .can_undo = true,
          .quarters_left = seconds};
}

inline PinModel pin(std::size_t digits) { return {.digits = digits, .wait_seconds = 0, .seconds_left = {}}; }

inline UnlockModel unlock(std::string text = "tre korta ord") {
  return {.passphrase = {.text = std::move(text)}, .visible = false, .checking = false};
}

inline TodayModel today() {
  return {.date = LocalDate{20777},
          .names_locked = false,
          .may_coordinate = true,
          .question = {},
          .running = {yoga(), language()},
          .planned = {{"a", {"Läxhjälp", "homework", Hue::plum}, at(15, 30), at(17), "Biblioteket"},
                      {"b", {"Sygrupp", "sewing", Hue::clay}, at(17), at(19), "Framtidens hus"},
                      {"c", {"Dialogforum", "dialogue", Hue::pine}, at(18, 30), at(20), "Allaktivitetshuset"}}};
}

inline TodayModel today_asking(std::int32_t days_ago) {
  TodayModel model = today();
  SessionSummary other = yoga();
  other.session = id<SessionId>(9);
  other.start = at(13, 5);
  other.checked_in = 1;
  model.question = SameSessionQuestion{LocalDate{model.date.days - days_ago}, yoga(), other};
  return model;
}

inline StartModel start() {
  StartModel model;
  const std::vector<ActivityBadge> badges{{"Yoga", "yoga", Hue::clay},
                                          {"Språkcirkel", "language", Hue::plum},
                                          {"Matlagningscirkel", "cooking", Hue::clay},
                                          {"Läxhjälp", "homework", Hue::plum},
                                          {"Sygrupp", "sewing", Hue::clay},
                                          {"Dialogforum", "dialogue", Hue::pine},
                                          {"Cykelkurs", "cycle", Hue::clay},
                                          {"Digital hjälp", "digital", Hue::plum},
                                          {"Rådgivning", "advice", Hue::pine},
                                          {"Barnhälsa", "child", Hue::clay},
                                          {"Hälsosamtal", "elder", Hue::clay},
                                          {"Föräldraträff", "family", Hue::pine}};
  for (const auto& badge : badges) model.activities.push_back({badge.pictogram, badge, "Kvinnors hälsa"});
  model.sites = {{"fh", "Framtidens hus"}, {"bib", "Biblioteket"}, {"ah", "Allaktivitetshuset"}, {"mot", "Motetten"}};
  model.chosen_activity = "sewing";
  model.chosen_site = "fh";
  return model;
}

inline RosterModel roster(std::size_t regulars = 10) {
  const std::vector<std::pair<const char*, bool>> names{
      {"Amina H.", true}, {"Besa K.", true},  {"Fatima A.", true}, {"Halina W.", false}, {"Hodan M.", true},
      {"Lejla S.", true}, {"مريم ق.", false}, {"Olena T.", true},  {"Rahel G.", false},  {"Yıldız D.", true}};
  RosterModel model;
  model.session = yoga();
  model.language_training = model.has_partners = true;
  model.partners = {"Rädda Barnen"};
  model.counts = {{"child_youth", "Barn och unga", "child", 6},
                  {"adult", "Vuxna/vårdnadshavare", "adult", 3},
                  {"professional", "Yrkesverksamma", "worker", 0},
                  {"", "", "door", 2}};
  for (std::size_t i = 0; i < regulars; ++i)
    model.regulars.push_back(
        {id<ParticipantId>(static_cast<int>(i) + 1), names[i % names.size()].first, names[i % names.size()].second});
  for (int i = 0; i < 4; ++i)
    model.others.push_back({id<ParticipantId>(200 + i), i % 2 == 0 ? "Zahra N." : "ሰላም ት.", true});
  return model;
}
inline RosterModel roster_searching(std::string typed, bool found) {
  RosterModel model = roster();
  model.searching = true;
  model.search.text = std::move(typed);
  if (!found) model.others.clear();
  return model;
}

inline PartnersModel partners() {
  return {.session = yoga(),
          .partners = {{"rb", "Rädda Barnen", true},
                       {"mau", "Malmö universitet", false},
                       {"mso", "Malmö stad, arbetsmarknads- och socialförvaltningen", true},
                       {"mku", "Malmö stad, kulturförvaltningen", false}}};
}

inline NewPersonModel new_person(std::string typed, std::size_t same) {
  NewPersonModel model;
  model.session = yoga();
  model.can_add = !typed.empty();
  model.typed.text = std::move(typed);
  model.categories = categories();
  for (std::size_t i = 0; i < same; ++i)
    model.same.push_back({id<ParticipantId>(static_cast<int>(i) + 1), i % 2 == 0 ? "Fatima A." : "فاطمة ح.", i == 1});
  return model;
}

inline CloseModel close() {
  CloseModel model;
  model.session = yoga();
  model.turned_away = 2;
  TypedText how, needs;
  how.text = "Lugnt och bra. Fyra nya kom tillsammans och stannade kvar för att prata efteråt. Vi behöver fler mattor.";
  needs.text = "Flera vill ha en tid på kvällen. Flera frågade hur man bokar tandläkare.";
  model.notes = {{NotePrompt::how, how}, {NotePrompt::needs, needs}};
  return model;
}

inline Screen enlarged(Screen screen) {
  screen.appearance.scale_percent = 120;
  return screen;
}

inline Screen clock_ahead(Screen screen, std::int64_t minutes) {
  screen.sync.clock_ahead_min = minutes;
  return screen;
}

inline FailureModel failure(ErrorCode code, const std::string& what) {
  return failure_model({code, "/home/kiosk/.local/share/halsokiosk", what});
}

/// Every screen, with the states in which it looks different.
inline std::vector<Named> all_in_swedish() {
  auto counting_down = who("FA", 0);
  counting_down.seconds_left = 7;
  auto nobody = who("XYZ", 0);
  nobody.searched = true;
  auto crowded = who("FAT", 6);
  crowded.more = true;
  auto digits = who("A1", 0);
  digits.typed.digits = true;
  auto here_already = done(4);
  here_already.already_here = true;
  here_already.first_name = "فاطمة";
  here_already.can_undo = false;
  auto nameless = done(4);
  nameless.first_name.clear();
  auto discreet_again = nameless;
  discreet_again.already_here = true;
  discreet_again.can_undo = false;
  auto household_done = done(), newcomer_done = done();
  household_done.together = 3;
  newcomer_done.can_add_family = true;
  auto ask_staff = who("FAT", 0);
  ask_staff.ask_staff = true;
  auto consent_with_notice = consent(true);
  consent_with_notice.has_privacy = true;
  auto counting_soon_over = count();
  counting_soon_over.seconds_left = 4;
  auto many_categories = count();
  for (int i = 0; i < 6; ++i) many_categories.categories.push_back(many_categories.categories[1]);
  auto refused = new_name("");
  refused.refused = true;
  auto required = new_name("NOOR");
  required.can_skip = false;
  auto new_soon_over = new_age();
  new_soon_over.seconds_left = 7;
  auto consent_soon_over = consent();
  consent_soon_over.seconds_left = 7;
  auto privacy_soon_over = privacy();
  privacy_soon_over.seconds_left = 7;
  auto without_notice = welcome(2);
  without_notice.has_privacy = false;
  auto new_category = new_age();
  new_category.question = NewHereModel::Question::category;
  new_category.tiles = categories();
  auto locked_roster = roster(0);
  locked_roster.names_locked = true;
  locked_roster.others.clear();
  auto waiting = pin(0), pin_soon_over = pin(2);
  waiting.wait_seconds = 256;
  pin_soon_over.seconds_left = 7;
  auto checking = unlock();
  checking.checking = true;
  auto shown = unlock("Tre korta ord");
  shown.visible = shown.passphrase.shift = true;
  auto locked_today = today();
  locked_today.names_locked = true;
  TodayModel quiet{.date = LocalDate{20777},
                   .names_locked = false,
                   .may_coordinate = false,
                   .question = {},
                   .running = {},
                   .planned = {}};
  auto locked_asking = today_asking(0);
  locked_asking.names_locked = true;
  auto twins = roster(4);
  twins.twins = {{id<SessionId>(9), at(13, 5), true}, {id<SessionId>(8), at(13, 20), false}};
  auto writing = close(), locked_close = close(), nothing_written = close();
  writing.writing = NotePrompt::how;
  for (auto& note : nothing_written.notes) note.typed.text.clear();
  locked_close.names_locked = true;
  locked_close.notes.clear();
  auto no_partner = roster(2);
  no_partner.partners.clear();
  no_partner.language_training = false;
  auto long_note = writing;
  for (int i = 0; i < 12; ++i) long_note.notes[0].typed.text += " Ännu en mening om hur det gick.";
  Screen busy = screen_of(today());
  busy.sync = offline();
  auto nothing_chosen = start();
  nothing_chosen.chosen_activity.reset();
  auto long_tag = who("FAT");
  long_tag.badge = cooking().badge;
  return {{"welcome-1", screen_of(welcome(1))},
          {"welcome-2", screen_of(welcome(2))},
          {"welcome-3", screen_of(welcome(3))},
          {"welcome-6", screen_of(welcome(6))},
          {"welcome-none", screen_of(welcome(0))},
          {"who", screen_of(who("FAT"))},
          {"who-empty", screen_of(who("", 0))},
          {"who-nobody", screen_of(nobody)},
          {"who-more", screen_of(crowded)},
          {"who-digits", screen_of(digits)},
          {"who-countdown", screen_of(counting_down)},
          {"who-long-tag", screen_of(long_tag)},
          {"who-not-saved", with(screen_of(who("FAT")), Notice::Kind::disk_full)},
          {"who-ask-staff", screen_of(ask_staff)},
          {"new-name", screen_of(new_name("NOOR AL"))},
          {"new-name-empty", screen_of(new_name(""))},
          {"new-name-required", screen_of(required)},
          {"new-name-refused", screen_of(refused)},
          {"new-age", screen_of(new_age())},
          {"new-age-countdown", screen_of(new_soon_over)},
          {"new-age-not-saved", with(screen_of(new_age()), Notice::Kind::disk_full)},
          {"new-category", screen_of(new_category)},
          {"new-area", screen_of(new_area())},
          {"new-consent", screen_of(consent())},
          {"new-consent-child", screen_of(consent(true))},
          {"new-consent-countdown", screen_of(consent_soon_over)},
          {"new-consent-not-saved", with(screen_of(consent()), Notice::Kind::disk_full)},
          {"new-consent-notice", screen_of(consent_with_notice)},
          {"new-research", screen_of(research())},
          {"new-research-child", screen_of(research(true))},
          {"privacy", screen_of(privacy())},
          {"privacy-countdown", screen_of(privacy_soon_over)},
          {"welcome-without-notice", screen_of(without_notice)},
          {"count", screen_of(count())},
          {"count-countdown", screen_of(counting_soon_over)},
          {"count-many", screen_of(many_categories)},
          {"count-not-saved", with(screen_of(count()), Notice::Kind::disk_full)},
          {"done", screen_of(done())},
          {"done-nameless", screen_of(nameless)},
          {"done-already", screen_of(here_already)},
          {"done-household", screen_of(household_done)},
          {"done-new", screen_of(newcomer_done)},
          {"done-discreet", screen_of(discreet_again)},
          {"pin", screen_of(pin(3))},
          {"pin-complete", screen_of(pin(6))},
          {"pin-wrong", with(screen_of(pin(0)), Notice::Kind::wrong_pin)},
          {"pin-wait", screen_of(waiting)},
          {"pin-countdown", screen_of(pin_soon_over)},
          {"unlock", screen_of(unlock())},
          {"unlock-shown", screen_of(shown)},
          {"unlock-checking", screen_of(checking)},
          {"unlock-wrong", with(screen_of(unlock("")), Notice::Kind::wrong_passphrase)},
          {"today", busy},
          {"today-asking", screen_of(today_asking(0))},
          {"today-asking-locked", with(screen_of(locked_asking), Notice::Kind::names_locked)},
          {"today-asking-late", with(screen_of(today_asking(3)), Notice::Kind::sessions_linked)},
          {"roster-twins", screen_of(twins)},
          {"today-quiet", screen_of(quiet)},
          {"today-locked", with(screen_of(locked_today), Notice::Kind::names_locked)},
          {"today-closed", with(screen_of(today()), Notice::Kind::session_closed, "Yoga")},
          {"today-busy", with(screen_of(today()), Notice::Kind::busy)},
          {"today-clock", clock_ahead(screen_of(today()), 1441)},
          {"failure-in-use", screen_of(failure(ErrorCode::busy, "is in use by halsokiosk import (process 4711)"))},
          {"failure-damaged", screen_of(failure(ErrorCode::corrupt, "the database is damaged (malformed image)"))},
          {"today-disk-full", with(screen_of(today()), Notice::Kind::disk_full)},
          {"start", screen_of(start())},
          {"start-unchosen", screen_of(nothing_chosen)},
          {"roster", screen_of(roster())},
          {"roster-locked", screen_of(locked_roster)},
          {"roster-long", screen_of(roster(60))},
          {"roster-search", screen_of(roster_searching("zah", true))},
          {"roster-nobody", screen_of(roster_searching("xyz", false))},
          {"roster-no-partner", screen_of(no_partner)},
          {"partners", screen_of(partners())},
          {"new-person", screen_of(new_person("NOOR AL", 0))},
          {"new-person-empty", screen_of(new_person("", 0))},
          {"new-person-same", screen_of(new_person("FATIMA", 3))},
          {"new-person-many", screen_of(new_person("FATIMA", 8))},
          {"new-person-personnummer", with(screen_of(new_person("811228-9874 NOOR", 0)), Notice::Kind::personnummer)},
          {"close", screen_of(close())},
          {"close-empty", screen_of(nothing_written)},
          {"close-writing", screen_of(writing)},
          {"close-long", screen_of(long_note)},
          {"close-locked", screen_of(locked_close)},
          {"settings", screen_of(SettingsModel{})},
          {"settings-large", enlarged(screen_of(SettingsModel{}))}};
}

inline std::vector<Named> all(std::string_view language = "sv") {
  auto screens = all_in_swedish();
  for (auto& [name, model] : weeks()) screens.emplace_back(name, screen_of(std::move(model)));
  for (auto& named : reports()) screens.push_back(std::move(named));
  for (auto& named : households()) screens.push_back(std::move(named));
  for (auto& named : coordination_pages()) screens.push_back(std::move(named));
  for (auto& [name, model] : first_runs()) screens.emplace_back(name, screen_of(std::move(model)));
  for (auto& [name, screen] : screens) screen.language = language;
  return screens;
}

}  // namespace hk::sample
