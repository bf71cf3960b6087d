#pragma once
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sample_parts.h"

/// Invented models of "Samordning".
namespace hk::sample {

inline Moment moment(int day, int hour) { return {LocalDate{20770 + day}, at(hour, 5)}; }
inline CoordinationModel coordination(CoordinationPage page, CoordinationAsks asks = CoordinationAsks::nothing) {
  CoordinationModel model;
  model.page = page;
  model.asks = asks;
  if (asks != CoordinationAsks::passphrase) model.who = "Sara Lindqvist";
  return model;
}
inline CoordinationModel staff_list(std::size_t count) {
  CoordinationModel model = coordination(CoordinationPage::staff);
  model.staff = {{id<StaffId>(1), "Sara Lindqvist", StaffRole::coordinator, true, true},
                 {id<StaffId>(2), "Hodan Warsame", StaffRole::promoter, true, true},
                 {id<StaffId>(3), "مريم القاسم", StaffRole::promoter, true, false},
                 {id<StaffId>(4), "Besa Krasniqi", StaffRole::promoter, false, false}};
  model.staff.resize(count);
  return model;
}
inline CoordinationModel member(std::size_t who) {
  CoordinationModel model = staff_list(4);
  model.page = CoordinationPage::member;
  model.staff = {model.staff[who]};
  return model;
}
inline CoordinationModel devices() {
  CoordinationModel model = coordination(CoordinationPage::devices);
  model.devices = {{id<DeviceId>(1), "Framtidens hus", true, true, moment(1, 14), 0},
                   {id<DeviceId>(2), "Biblioteket", false, true, moment(0, 9), 12},
                   {id<DeviceId>(3), "", false, true, std::nullopt, std::nullopt},
                   {id<DeviceId>(4), "Allaktivitetshuset", false, false, std::nullopt, std::nullopt}};
  return model;
}
inline CoordinationModel device() {
  CoordinationModel model = devices();
  model.page = CoordinationPage::device;
  model.devices = {model.devices[1]};
  return model;
}
inline CoordinationModel new_device(std::size_t waiting) {
  CoordinationModel model = devices();
  model.page = CoordinationPage::new_device;
  model.code = DeviceCode{"https://halsa.malmo.example", "7KQ2M-XH4RN-D93WB-TZ6PA", moment(1, 15)};
  model.devices.erase(model.devices.begin(), model.devices.end() - static_cast<std::ptrdiff_t>(waiting));
  return model;
}
inline CoordinationModel comparing() {
  CoordinationModel model = devices();
  model.page = CoordinationPage::device;
  model.devices = {model.devices[3]};
  model.words = SixWords{"almanacka", "björn", "trädgård", "vattenfall", "kök", "sommarlov"};
  return model;
}
inline CoordinationModel words_differ() {
  CoordinationModel model = comparing();
  model.words.reset();
  model.words_differ = true;
  return model;
}
inline CoordinationModel working(CoordinationModel model) {
  model.working = true;
  return model;
}
inline CoordinationModel people(std::string typed, std::size_t count) {
  CoordinationModel model = coordination(CoordinationPage::people, CoordinationAsks::search);
  model.typed.text = std::move(typed);
  for (std::size_t i = 0; i < count; ++i)
    model.people.push_back({id<ParticipantId>(static_cast<int>(i) + 1), i % 2 == 0 ? "Fatima A." : "فاطمة ح."});
  return model;
}
inline CoordinationModel person() {
  CoordinationModel model = coordination(CoordinationPage::person);
  PersonCard card;
  card.participant = id<ParticipantId>(1);
  card.name = "Fatima Ahmadi";
  card.category = "Vuxna/vårdnadshavare";
  card.area = "Almvik";
  card.registration = card.research = true;
  card.history = {{moment(-300, 13), {"identity", "category", "area"}},
                  {moment(-300, 13), {"registration"}},
                  {moment(-2, 9), {"identity", "protected"}}};
  model.person = card;
  return model;
}
inline CoordinationModel merged_person() {
  CoordinationModel model = person();
  model.person->links = {{{id<ParticipantId>(1), id<ParticipantId>(7)}, "Fatma A.", moment(-2, 9), "Sara Lindqvist"}};
  return model;
}
inline CoordinationModel duplicates(std::size_t count) {
  CoordinationModel model = coordination(CoordinationPage::duplicates);
  for (std::size_t i = 0; i < count; ++i)
    model.duplicates.push_back({{id<ParticipantId>(1), id<ParticipantId>(static_cast<int>(i) + 2)},
                                i % 2 == 0 ? "Fatima A." : "مريم ق.",
                                i % 2 == 0 ? "Fatima A." : "Maryam Q."});
  return model;
}
inline CoordinationModel pair(bool linked) {
  CoordinationModel model = coordination(CoordinationPage::pair);
  PairCard card;
  card.pair = {id<ParticipantId>(1), id<ParticipantId>(7)};
  card.a = {"Fatima Ahmadi", "", "040-12 34 56", 1984, "Vuxna/vårdnadshavare", "Almvik", 31, LocalDate{20770}};
  card.b = {"فاطمة احمدي", "", "", std::nullopt, "Vuxna/vårdnadshavare", "", 1, LocalDate{20776}};
  card.linked = linked;
  card.proposed = !linked;
  model.pair = card;
  return model;
}
inline CoordinationModel people_with_duplicates() {
  CoordinationModel model = people("", 0);
  model.duplicates = duplicates(3).duplicates;
  return model;
}
inline CoordinationModel other_person() {
  CoordinationModel model = people("FAT", 4);
  model.page = CoordinationPage::other_person;
  model.person = person().person;
  return model;
}
inline CoordinationModel retention(std::size_t count, bool possible = true) {
  CoordinationModel model = coordination(CoordinationPage::retention);
  model.retention_possible = possible;
  model.retention_months = 24;
  for (std::size_t i = 0; i < count; ++i)
    model.retention.push_back({i % 3 == 2 ? "" : "Halina W.", LocalDate{20000 + static_cast<int>(i)}, i % 4 != 3});
  return model;
}
inline CoordinationModel events() {
  CoordinationModel model = coordination(CoordinationPage::events);
  const std::vector<std::pair<const char*, const char*>> kinds{
      {"names_opened", "ok"}, {"check_in_recorded", ""}, {"pin", "refused"},         {"participant_set", ""},
      {"consent_set", ""},    {"session_state_set", ""}, {"participant_erased", ""}, {"key_rotated", ""}};
  for (int i = 0; i < 40; ++i) {
    const auto& [kind, outcome] = kinds[static_cast<std::size_t>(i) % kinds.size()];
    model.events.push_back(
        {moment(-i, 9 + i % 8), kind, outcome, i % 2 == 0 ? "Sara Lindqvist" : "", "Framtidens hus"});
  }
  model.has_earlier = true;
  return model;
}
inline CoordinationModel confirming(CoordinationModel model, CoordinationAct act) {
  model.confirms = act;
  return model;
}
inline CoordinationModel asking(CoordinationPage page, CoordinationAsks asks, std::string typed) {
  CoordinationModel model = coordination(page, asks);
  model.typed.text = std::move(typed);
  model.typed.digits = asks == CoordinationAsks::pin || asks == CoordinationAsks::pin_again;
  return model;
}

inline std::vector<Named> coordination_pages() {
  using Page = CoordinationPage;
  using Asks = CoordinationAsks;
  using Do = CoordinationAct;
  return {
      {"coordination-passphrase", screen_of(asking(Page::menu, Asks::passphrase, "tre korta ord"))},
      {"coordination-not-coordinator",
       with(screen_of(asking(Page::menu, Asks::passphrase, "")), Notice::Kind::not_coordinator)},
      {"coordination-menu", screen_of(coordination(Page::menu))},
      {"coordination-staff", screen_of(staff_list(4))},
      {"coordination-staff-none", screen_of(staff_list(0))},
      {"coordination-staff-name", screen_of(asking(Page::staff, Asks::staff_name, "Hodan"))},
      {"coordination-member", screen_of(member(1))},
      {"coordination-member-left", screen_of(member(3))},
      {"coordination-pin", screen_of(asking(Page::member, Asks::pin, "482"))},
      {"coordination-pin-again", with(screen_of(asking(Page::member, Asks::pin, "")), Notice::Kind::pins_differ)},
      {"coordination-new-passphrase", screen_of(asking(Page::member, Asks::new_passphrase, "fyra gula katter"))},
      {"coordination-passphrase-taken",
       with(screen_of(asking(Page::member, Asks::new_passphrase, "")), Notice::Kind::passphrase_taken)},
      {"coordination-promoter", screen_of(confirming(member(0), Do::make_promoter))},
      {"coordination-sheet", with(screen_of(coordination(Page::keys)), Notice::Kind::sheet_saved,
                                  "/home/kiosk/data/rapporter/nyckelblad.pdf")},
      {"coordination-let-go", screen_of(confirming(member(1), Do::let_go))},
      {"coordination-devices", screen_of(devices())},
      {"coordination-device", screen_of(device())},
      {"coordination-offline", with(screen_of(devices()), Notice::Kind::server_away)},
      {"coordination-no-server", with(screen_of(devices()), Notice::Kind::no_server)},
      {"coordination-codes-unused", with(screen_of(devices()), Notice::Kind::codes_unused)},
      {"coordination-server-refused", with(screen_of(devices()), Notice::Kind::server_refused, "server: code-used")},
      {"coordination-device-approved", with(screen_of(devices()), Notice::Kind::device_approved)},
      {"coordination-not-waiting", with(screen_of(comparing()), Notice::Kind::not_waiting)},
      {"coordination-new-device", screen_of(new_device(0))},
      {"coordination-new-device-seen", screen_of(new_device(1))},
      {"coordination-six-words", screen_of(comparing())},
      {"coordination-approving", screen_of(working(comparing()))},
      {"coordination-words-differ", screen_of(words_differ())},
      {"coordination-no-words",
       with(screen_of(comparing()), Notice::Kind::no_words, "words/sv.txt: has not 2048 words")},
      {"coordination-revoke", screen_of(confirming(device(), Do::revoke_device))},
      {"coordination-people", screen_of(people("FAT", 5))},
      {"coordination-people-none", screen_of(people("XYZ", 0))},
      {"coordination-person", screen_of(person())},
      {"coordination-person-merged", screen_of(merged_person())},
      {"coordination-people-duplicates", screen_of(people_with_duplicates())},
      {"coordination-duplicates", screen_of(duplicates(5))},
      {"coordination-duplicates-none", screen_of(duplicates(0))},
      {"coordination-other-person", screen_of(other_person())},
      {"coordination-pair", screen_of(pair(false))},
      {"coordination-pair-linked", screen_of(pair(true))},
      {"coordination-merge", screen_of(confirming(pair(false), Do::merge))},
      {"coordination-take-apart", screen_of(confirming(pair(true), Do::take_apart))},
      {"coordination-merged", with(screen_of(duplicates(2)), Notice::Kind::people_merged)},
      {"coordination-erase", screen_of(confirming(person(), Do::erase))},
      {"coordination-report",
       with(screen_of(person()), Notice::Kind::report_saved, "/home/kiosk/data/rapporter/utdrag-019aa1b2.pdf")},
      {"coordination-correct", screen_of(asking(Page::person, Asks::correct_name, "Fatima Ahmadi"))},
      {"coordination-retention", screen_of(retention(14))},
      {"coordination-retention-none", screen_of(retention(0))},
      {"coordination-retention-not-now", screen_of(retention(0, false))},
      {"coordination-retention-confirm", screen_of(confirming(retention(14), Do::erase_all_proposed))},
      {"coordination-events", screen_of(events())},
      {"coordination-keys", screen_of(coordination(Page::keys))},
      {"coordination-rotate", screen_of(confirming(coordination(Page::keys), Do::rotate_key))}};
}

}  // namespace hk::sample
