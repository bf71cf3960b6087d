#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/app/tuning.h"
#include "sync/protocol/codec.h"
#include "tests/support/kiosk_world.h"

namespace hk::test {

namespace {

using Question = NewHereModel::Question;

constexpr const char* both_texts =
    R"({"consent":{"version":3,"sv":"Får vi spara ditt namn?"},"research":{"version":2,"sv":"Får forskare?"},
        "notice":{"version":1,"sv":"Vi räknar."}})";

/// A programme that asks for consent; "NOOR" stands before "Ny här".
struct Door : KioskWorld {
  SessionId yoga;
  explicit Door(const char* texts = both_texts, const char* basis = R"("guardian_consent")") {
    unlock();
    ProgrammeSet set;
    set.fields["texts"] = texts;
    set.fields["child_basis"] = basis;
    store().record(set).value();
    yoga = start_yoga();
    knock();
  }
  void knock() {
    tap(TapSession{yoga});
    tap(TypeText{"NOOR"});
    tap(NewHere{});
  }
  void answer_until_consent(const char* category = "adult") {
    tap(NextQuestion{});
    tap(ChooseCategory{category});
  }
  NewHereModel asked() { return model<NewHereModel>(); }
  std::int64_t rows(const std::string& of) {
    Statement query = store().database().statement("SELECT count(*) FROM " + of);
    query.step();
    return query.integer(0);
  }
  /// In the order they were recorded.
  std::vector<ConsentSet::Details> consents() {
    std::vector<ConsentSet::Details> found;
    Statement query = store().database().statement("SELECT core, sealed FROM change ORDER BY change");
    while (query.step()) {
      Change change = decode_core(query.blob(0)).value();
      if (!std::holds_alternative<ConsentSet>(change.body)) continue;
      ChangeRecord record;
      record.core = query.blob(0);
      record.sealed = query.blob(1);
      REQUIRE(open_record(record, store().keys().seal_keys(), change));
      found.push_back(*std::get<ConsentSet>(change.body).details);
    }
    return found;
  }
};

}  // namespace

TEST_CASE("yes to consent and to research is kept with the words' versions, in the newcomer's transaction") {
  Door world;
  CHECK(world.asked().count == 4);
  world.answer_until_consent();
  REQUIRE(world.asked().question == Question::consent);
  CHECK(world.asked().words.at("sv") == "Får vi spara ditt namn?");
  CHECK_FALSE(world.asked().can_skip);
  world.tap(AnswerConsent{true});
  REQUIRE(world.asked().question == Question::research);
  CHECK(world.rows("participant") == 0);
  CHECK(world.consents().empty());
  world.tap(AnswerConsent{true});
  CHECK(world.model<DoneModel>().first_name == "Noor");
  CHECK(world.consents() ==
        std::vector<ConsentSet::Details>{{ConsentPurpose::registration, 3, true, ConsentBy::participant},
                                         {ConsentPurpose::research, 2, true, ConsentBy::participant}});
}

TEST_CASE("no to consent counts the category and makes no participant") {
  Door world;
  world.answer_until_consent();
  world.tap(AnswerConsent{false});
  CHECK(world.model<DoneModel>().first_name.empty());
  CHECK(world.rows("participant") == 0);
  CHECK(world.rows("check_in") == 0);
  CHECK(world.consents().empty());
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  CHECK(world.shows<CountModel>());
}

TEST_CASE("no to consent from somebody who skipped their age leads to the tiles, where one is counted") {
  Door world;
  world.tap(NextQuestion{});
  world.tap(SkipQuestion{});
  world.tap(AnswerConsent{false});
  CHECK(world.shows<CountModel>());
  CHECK(world.rows("participant") == 0);
}

TEST_CASE("no to research is kept as a no, and the name stays") {
  Door world;
  world.answer_until_consent();
  world.tap(AnswerConsent{true});
  world.tap(AnswerConsent{false});
  CHECK(world.model<DoneModel>().first_name == "Noor");
  REQUIRE(world.consents().size() == 2);
  CHECK_FALSE(world.consents()[1].given);
}

TEST_CASE("a guardian answers for a child, and nobody is asked where the programme has a lawful basis") {
  Door world;
  world.answer_until_consent("child_youth");
  CHECK(world.asked().of_child);
  world.tap(AnswerConsent{true});
  world.tap(AnswerConsent{true});
  for (const auto& consent : world.consents()) CHECK(consent.by == ConsentBy::guardian);
  CHECK(world.consents().size() == 2);
  Door lawful(both_texts, R"("lawful_basis")");
  lawful.answer_until_consent("child_youth");
  CHECK(lawful.model<DoneModel>().first_name == "Noor");
  CHECK(lawful.consents().empty());
}

TEST_CASE("who gives no name is asked for no consent: there is nobody to find again") {
  Door world;
  world.tap(SkipQuestion{});
  CHECK(world.asked().count == 2);
  world.tap(ChooseCategory{"adult"});
  CHECK(world.shows<DoneModel>());
  CHECK(world.consents().empty());
}

TEST_CASE("a programme without words for research does not ask about it") {
  Door world(R"({"consent":{"version":1,"sv":"Får vi?"}})");
  CHECK(world.asked().count == 3);
  world.answer_until_consent();
  world.tap(AnswerConsent{true});
  CHECK(world.shows<DoneModel>());
  CHECK(world.consents().size() == 1);
}

TEST_CASE("whoever goes back from consent is asked again, and what was agreed to first is forgotten") {
  Door world;
  world.answer_until_consent();
  world.tap(AnswerConsent{true});
  world.tap(GoBack{});
  CHECK(world.asked().question == Question::consent);
  world.tap(GoBack{});
  world.tap(GoBack{});
  world.tap(SkipQuestion{});
  world.tap(ChooseCategory{"adult"});
  CHECK(world.shows<DoneModel>());
  CHECK(world.consents().empty());
}

TEST_CASE("undo takes the consents back with the name") {
  Door world;
  world.answer_until_consent();
  world.tap(AnswerConsent{true});
  world.tap(AnswerConsent{true});
  world.wait(tuning::done_rest_ms);
  world.tap(UndoCheckIn{});
  const auto consents = world.consents();
  REQUIRE(consents.size() == 4);
  CHECK_FALSE(consents[2].given);
  CHECK_FALSE(consents[3].given);
}

TEST_CASE("consent and notice wait sixty seconds, with a countdown from ten, and then clear themselves") {
  Door world;
  world.answer_until_consent();
  world.wait(tuning::participant_timeout_ms);
  CHECK(world.asked().question == Question::consent);
  CHECK_FALSE(world.asked().seconds_left);
  world.wait(33'000);
  CHECK(world.asked().seconds_left == 7);
  world.wait(7'000);
  CHECK(world.shows<WelcomeModel>());
  CHECK(world.rows("participant") == 0);
  CHECK(world.model<WelcomeModel>().has_privacy);
  world.tap(ShowPrivacy{});
  CHECK(world.model<PrivacyModel>().words.at("sv") == "Vi räknar.");
  world.wait(59'999);
  CHECK(world.model<PrivacyModel>().seconds_left == 1);
  world.wait(1);
  CHECK(world.shows<WelcomeModel>());
}

TEST_CASE("the notice is read in the language chosen on Welcome, and a programme without one does not offer it") {
  Door world;
  world.tap(GoBack{});
  world.tap(GoBack{});
  world.tap(ChooseLanguage{"en"});
  world.tap(ShowPrivacy{});
  CHECK(world.screen()->language == "en");
  world.tap(GoBack{});
  CHECK(world.shows<WelcomeModel>());
  Door bare("{}");
  bare.tap(GoBack{});
  bare.tap(GoBack{});
  CHECK_FALSE(bare.model<WelcomeModel>().has_privacy);
}

}  // namespace hk::test
