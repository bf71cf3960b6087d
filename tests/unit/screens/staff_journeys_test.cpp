#include "tests/unit/screens/harness.h"

namespace {
using namespace hk;
using hk::test::Bench;
using hk::test::only;
namespace sample = hk::sample;

TEST_CASE("the list has the way to a new participant, and while searching it stands where nobody was found") {
  Bench roster(sample::screen_of(sample::roster()));
  CHECK(only<AddPerson>(roster.tap("add")) != nullptr);
  Bench nobody(sample::screen_of(sample::roster_searching("xyz", false)));
  CHECK(only<AddPerson>(nobody.tap("add")) != nullptr);
}

TEST_CASE("the list has the language switch and the way to the partners, also while names are locked") {
  auto model = sample::roster();
  for (const bool locked : {false, true}) {
    model.names_locked = locked;
    Bench roster(sample::screen_of(model));
    CHECK(only<ToggleLanguageTraining>(roster.tap("language")) != nullptr);
    CHECK(only<ShowPartners>(roster.tap("partners")) != nullptr);
  }
  Bench partners(sample::screen_of(sample::partners()));
  CHECK(only<TogglePartner>(partners.tap("partner:1"))->code == "mau");
}

TEST_CASE("a group adds who was typed, and a name that is there already is ticked instead") {
  Bench person(sample::screen_of(sample::new_person("FATIMA", 3)));
  CHECK(only<ChooseCategory>(person.tap("category:2"))->code == "professional");
  CHECK(only<TickPerson>(person.tap("same:1"))->participant == sample::id<ParticipantId>(2));
  CHECK(only<TypeText>(person.tap("key:n"))->text == "N");
}

TEST_CASE("without a name there is nobody to add") {
  const Bench person(sample::screen_of(sample::new_person("", 0)));
  CHECK(person.find("category:0") == nullptr);
}

TEST_CASE("a touch on a box begins to write in it, and the other folds to its question") {
  Bench close(sample::screen_of(sample::close()));
  CHECK(only<WriteNote>(close.tap("note:needs"))->prompt == NotePrompt::needs);
  CHECK(only<CloseSession>(close.tap("close")) != nullptr);
  auto model = sample::close();
  model.writing = NotePrompt::how;
  Bench writing(sample::screen_of(model));
  CHECK(writing.find("note:how") == nullptr);
  CHECK(writing.find("close") == nullptr);
  CHECK(only<WriteNote>(writing.tap("note:needs")) != nullptr);
  CHECK(only<TypeText>(writing.tap("key:a"))->text == "a");
  CHECK(only<SubmitText>(writing.tap("key:enter")) != nullptr);
}

TEST_CASE("while names are locked there is nothing to write in, and the session can be closed") {
  auto model = sample::close();
  model.names_locked = true;
  model.notes.clear();
  Bench close(sample::screen_of(model));
  CHECK(close.find("note:how") == nullptr);
  CHECK(only<ShowUnlock>(close.tap("notice:unlock")) != nullptr);
  CHECK(only<CloseSession>(close.tap("close")) != nullptr);
}

TEST_CASE("Today leads to the week") {
  Bench today(sample::screen_of(sample::today()));
  CHECK(only<ShowWeek>(today.tap("week")) != nullptr);
}

TEST_CASE("Today asks about two sessions above all else, and a touch answers; the list can change it") {
  Bench today(sample::screen_of(sample::today_asking(0)));
  const AnswerSameSession yes = *only<AnswerSameSession>(today.tap("same:yes"));
  CHECK(yes.same);
  CHECK(yes.a == sample::id<SessionId>(1));
  CHECK(yes.b == sample::id<SessionId>(9));
  CHECK_FALSE(only<AnswerSameSession>(today.tap("same:no"))->same);
  CHECK(today.find("roster:0") != nullptr);
  auto model = sample::roster(2);
  model.twins = {{sample::id<SessionId>(9), sample::at(13, 5), true}};
  CHECK(only<ToggleSameSession>(Bench(sample::screen_of(model)).tap("twin:0"))->session == sample::id<SessionId>(9));
}

}  // namespace
