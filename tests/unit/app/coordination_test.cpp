#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "kiosk/app/tuning.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

using Page = CoordinationPage;
using Asks = CoordinationAsks;

/// The coordinator has opened the names and stands before "Samordning".
struct Office : KioskWorld {
  Office() { unlock(); }
  void prove(const char* passphrase = test_passphrase) {
    tap(TypeText{passphrase});
    tap(SubmitText{});
    do_jobs();
  }
  void enter() {
    tap(ShowCoordination{});
    prove();
  }
  void open(Page page, CoordinationSubject subject = {}) { tap(OpenCoordination{page, subject}); }
  void type(const char* text) {
    tap(TypeText{text});
    tap(SubmitText{});
  }
  void add_sara() {
    open(Page::staff);
    tap(Act{CoordinationAct::add_member});
    type("Sara Lindqvist");
  }
  CoordinationModel shown() { return model<CoordinationModel>(); }
};

}  // namespace

TEST_CASE("Samordning asks for the coordinator's passphrase, for five minutes, and shows nobody before it") {
  Office world;
  CHECK(world.model<TodayModel>().may_coordinate);
  world.tap(ShowCoordination{});
  REQUIRE(world.shown().asks == Asks::passphrase);
  world.open(Page::staff);
  CHECK(world.shown().page == Page::menu);
  world.prove("fel lösenfras");
  CHECK(world.screen()->notice->kind == Notice::Kind::wrong_passphrase);
  CHECK(world.shown().typed.text.empty());
  world.prove();
  CHECK(world.shown().asks == Asks::nothing);
  world.wait(tuning::coordinator_proof_ms - 1);
  world.open(Page::staff);
  CHECK(world.shown().page == Page::staff);
  world.wait(1);
  world.open(Page::people);
  CHECK(world.shown().asks == Asks::passphrase);
  world.prove();
  CHECK(world.shown().page == Page::people);
}

TEST_CASE("who left Samordning within five minutes comes back without a passphrase") {
  Office world;
  world.enter();
  world.tap(GoBack{});
  CHECK(world.shows<TodayModel>());
  world.tap(ShowCoordination{});
  CHECK(world.shown().asks == Asks::nothing);
}

TEST_CASE("a colleague is added and given a PIN typed twice, and it opens the staff side but not Samordning") {
  Office world;
  world.enter();
  world.add_sara();
  REQUIRE(world.shown().page == Page::member);
  CHECK(world.shown().staff.front().name == "Sara Lindqvist");
  world.tap(Act{CoordinationAct::set_pin});
  world.type("482913");
  CHECK(world.shown().asks == Asks::pin_again);
  world.type("482914");
  CHECK(world.screen()->notice->kind == Notice::Kind::pins_differ);
  world.type("482913");
  world.type("482913");
  CHECK(world.shown().asks == Asks::nothing);
  CHECK(world.shown().staff.front().has_pin);
  world.tap(ShowWelcome{});
  world.tap(OpenStaff{});
  world.type("4");
  for (const char* digit : {"8", "2", "9", "1", "3"}) world.tap(TypeText{digit});
  world.tap(SubmitText{});
  REQUIRE(world.shows<TodayModel>());
  CHECK_FALSE(world.model<TodayModel>().may_coordinate);
  world.tap(ShowCoordination{});
  CHECK(world.shows<TodayModel>());
}

TEST_CASE("a PIN that is too easy is refused in plain words, and a name that is taken too") {
  Office world;
  world.enter();
  world.add_sara();
  world.tap(Act{CoordinationAct::set_pin});
  world.type("111111");
  world.type("111111");
  CHECK(world.screen()->notice->kind == Notice::Kind::pin_refused);
  CHECK_FALSE(world.shown().staff.front().has_pin);
  world.tap(GoBack{});
  world.add_sara();
  CHECK(world.screen()->notice->kind == Notice::Kind::name_taken);
}

TEST_CASE("who has left is let go after a confirmation, and a no changes nothing") {
  Office world;
  world.enter();
  world.add_sara();
  world.tap(Act{CoordinationAct::let_go});
  CHECK(world.shown().confirms == CoordinationAct::let_go);
  world.tap(AnswerConfirm{false});
  CHECK(world.shown().staff.front().active);
  world.tap(Act{CoordinationAct::let_go});
  world.tap(AnswerConfirm{true});
  CHECK_FALSE(world.shown().staff.front().active);
}

TEST_CASE("a person is found, corrected, protected, and erased after a confirmation") {
  Office world;
  const ParticipantId amina = world.add_person("Amina Hadad");
  world.enter();
  world.open(Page::people);
  world.tap(TypeText{"ami"});
  REQUIRE(world.shown().people.size() == 1);
  world.open(Page::person, amina);
  REQUIRE(world.shown().person);
  world.tap(Act{CoordinationAct::correct_name});
  CHECK(world.shown().typed.text == "Amina Hadad");
  world.tap(ClearText{});
  world.type("811228-9874");
  CHECK(world.screen()->notice->kind == Notice::Kind::not_corrected);
  world.tap(ClearText{});
  world.type("Amina Haddad");
  CHECK(world.shown().person->name == "Amina Haddad");
  world.tap(Act{CoordinationAct::protect});
  CHECK(world.shown().person->is_protected);
  world.tap(Act{CoordinationAct::erase});
  CHECK(world.store().people().find(amina) != nullptr);
  world.tap(AnswerConfirm{true});
  CHECK(world.store().people().find(amina) == nullptr);
  CHECK(world.screen()->notice->kind == Notice::Kind::people_erased);
}

TEST_CASE("a consent is taken back, and the history tells it") {
  Office world;
  const ParticipantId amina = world.add_person("Amina Haddad");
  world.store()
      .record(ConsentSet{amina, ConsentSet::Details{ConsentPurpose::research, 2, true, ConsentBy::participant}})
      .value();
  world.enter();
  world.open(Page::person, amina);
  CHECK(world.shown().person->research == true);
  const std::size_t before = world.shown().person->history.size();
  world.tap(Act{CoordinationAct::end_research});
  world.tap(AnswerConfirm{true});
  CHECK(world.shown().person->research == false);
  CHECK(world.shown().person->history.size() == before + 1);
}

TEST_CASE("a report about one person is saved as PDF and JSON, for their owner's eyes, under no name") {
  Office world;
  const ParticipantId amina = world.add_person("Amina Haddad");
  world.enter();
  world.open(Page::person, amina);
  world.tap(Act{CoordinationAct::save_report});
  CHECK(world.shown().working);
  world.do_jobs();
  REQUIRE(world.screen()->notice->kind == Notice::Kind::report_saved);
  const std::filesystem::path pdf = world.screen()->notice->thing;
  std::filesystem::path json = pdf;
  json.replace_extension(".json");
  for (const auto& file : {pdf, json}) {
    CHECK(std::filesystem::file_size(file) > 100);
    CHECK(std::filesystem::status(file).permissions() == std::filesystem::perms(0600));
    CHECK(file.filename().string().find("mina") == std::string::npos);
  }
}

TEST_CASE("without a complete pull and the server's time nobody is proposed, and the page says so") {
  Office world;
  world.enter();
  world.open(Page::retention);
  CHECK_FALSE(world.shown().retention_possible);
  world.tap(Act{CoordinationAct::erase_all_proposed});
  world.tap(AnswerConfirm{true});
  CHECK_FALSE(world.shown().retention_possible);
}

TEST_CASE("the trail tells who did what, latest first, a page at a time") {
  Office world;
  for (int i = 0; i < 60; ++i) world.add_person("Amina Haddad");
  world.enter();
  world.open(Page::events);
  CHECK(world.shown().events.size() == tuning::audit_page);
  CHECK(world.shown().events.front().kind == "names_opened");
  REQUIRE(world.shown().has_earlier);
  world.tap(Act{CoordinationAct::earlier_events});
  CHECK_FALSE(world.shown().events.empty());
}

TEST_CASE("a colleague's own passphrase, typed twice, opens the names, and a coordinator's also Samordning") {
  Office world;
  world.enter();
  world.add_sara();
  world.tap(Act{CoordinationAct::make_coordinator});
  world.tap(Act{CoordinationAct::set_passphrase});
  world.type("fyra gula katter");
  world.type("fyra gröna katter");
  CHECK(world.screen()->notice->kind == Notice::Kind::passphrases_differ);
  world.type("fyra gula katter");
  world.type("fyra gula katter");
  CHECK(world.shown().working);
  world.do_jobs();
  CHECK(world.screen()->notice->kind == Notice::Kind::passphrase_set);
  world.restart();
  world.tap(ShowUnlock{});
  world.tap(TypeText{"fyra gula katter"});
  world.tap(Unlock{});
  world.do_jobs();
  REQUIRE(world.shows<TodayModel>());
  CHECK(world.model<TodayModel>().may_coordinate);
  world.tap(ShowCoordination{});
  world.prove("fyra gula katter");
  CHECK(world.shown().asks == Asks::nothing);
  CHECK(world.shown().who == "Sara Lindqvist");
}

TEST_CASE("a recovery sheet is saved for its owner's eyes, and its slot is kept") {
  Office world;
  world.enter();
  world.open(Page::keys);
  world.tap(Act{CoordinationAct::save_sheet});
  CHECK(world.shown().working);
  world.do_jobs();
  REQUIRE(world.screen()->notice->kind == Notice::Kind::sheet_saved);
  const std::filesystem::path sheet = world.screen()->notice->thing;
  CHECK(std::filesystem::status(sheet).permissions() == std::filesystem::perms(0600));
  const auto slots = read_slots(world.store().database()).value();
  CHECK(std::count_if(slots.begin(), slots.end(),
                      [](const StoredSlot& one) { return one.what.kind == SlotKind::recovery; }) == 1);
}

TEST_CASE("the key is changed after a confirmation, and what was written before is read as before") {
  Office world;
  const ParticipantId amina = world.add_person("Amina Haddad");
  world.enter();
  world.open(Page::keys);
  world.tap(Act{CoordinationAct::rotate_key});
  world.tap(AnswerConfirm{true});
  CHECK(world.screen()->notice->kind == Notice::Kind::key_rotated);
  CHECK(world.store().keys().ring.size() == 2);
  world.restart();
  world.unlock();
  CHECK(world.store().people().find(amina) != nullptr);
}

}  // namespace hk::test
